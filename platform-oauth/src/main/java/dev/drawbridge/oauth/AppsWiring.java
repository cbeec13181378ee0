package dev.drawbridge.oauth;

import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.oauth.internal.app.AppChanges;
import dev.drawbridge.oauth.internal.app.AppForm;
import dev.drawbridge.oauth.internal.app.AppIds;
import dev.drawbridge.oauth.internal.app.AppNotices;
import dev.drawbridge.oauth.internal.app.AppRules;
import dev.drawbridge.oauth.internal.app.ClientRules;
import dev.drawbridge.oauth.internal.app.ClientSecrets;
import dev.drawbridge.oauth.internal.app.OverlappingSecretRotator;
import dev.drawbridge.oauth.internal.app.ReviewNotices;
import dev.drawbridge.oauth.internal.app.StoredAppRegistry;
import dev.drawbridge.oauth.internal.logo.Logos;
import dev.drawbridge.oauth.internal.portal.AppOperations;
import dev.drawbridge.oauth.internal.portal.AppPortal;
import dev.drawbridge.oauth.internal.portal.CredentialsPage;
import dev.drawbridge.oauth.internal.portal.OncePerKey;
import dev.drawbridge.oauth.internal.portal.Samples;
import dev.drawbridge.oauth.internal.resource.ResourceCatalog;
import dev.drawbridge.oauth.internal.review.AppReviews;
import dev.drawbridge.oauth.internal.review.ReviewPage;
import dev.drawbridge.oauth.spi.OAuthStores;

/** Builds what has to do with the apps of developers: their secrets, reviews and pictures, and the portal pages about them. */
final class AppsWiring {

    final AppStore store;
    final AppNotices notices;
    final AppIds ids;
    final ClientSecrets secrets;
    final OverlappingSecretRotator rotator;
    final AppChanges changes;
    final StoredAppRegistry registry;
    final AppReviews reviews;
    final Logos logos;
    final OncePerKey once;
    final Samples samples;
    final AppPortal portal;
    final CredentialsPage credentials;

    AppsWiring(CoreServices core, OAuthStores stores, ClientRules rules, ResourceCatalog resources) {
        this.store = core.stores().apps();
        this.notices = new AppNotices(
                core.journal(), core.changes(), core.mails(), core.issuer(), core.grants(), core.clock());
        this.ids = new AppIds(core.ids(), core.credentials());
        this.secrets = new ClientSecrets(stores.secrets(), core.credentials(), core.changes());
        this.rotator = new OverlappingSecretRotator(
                stores.secrets(), store, notices, core.credentials(), core.ids(), core.transactions(), core.clock());
        this.changes = new AppChanges(store, stores.reviews(), stores.logos(), core.throttles(), notices, core.clock());
        this.registry = new StoredAppRegistry(
                store,
                changes,
                new AppRules(
                        core.scopes(),
                        core.reservedNames(),
                        rules,
                        core.egress().rules()),
                rotator,
                notices,
                ids,
                core.transactions(),
                core.clock());
        this.reviews = new AppReviews(
                store,
                stores.reviews(),
                new ReviewNotices(notices, core.stores().developers()),
                core.transactions(),
                core.clock());
        this.logos = new Logos(store, stores.logos(), notices, core.egress(), core.transactions(), core.clock());
        this.once = new OncePerKey(core.stores().replays(), core.oneTimeForms(), core.transactions(), core.clock());
        this.samples = new Samples(core.issuer(), resources.defaultResource().uri());
        this.portal = new AppPortal(
                registry,
                new AppOperations(registry, notices, reviews, logos, core.transactions()),
                once,
                new AppForm(core.scopes(), core.productName()),
                core.grants(),
                samples,
                new ReviewPage(reviews, core.productName()),
                core.clock());
        this.credentials = new CredentialsPage(rotator, notices, once, samples, core.transactions(), core.clock());
        core.appRevocation().by(registry::revoke);
    }
}
