package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.app.GrantStore;
import dev.drawbridge.oauth.ProtectedResource;
import dev.drawbridge.oauth.internal.app.RedirectUris;
import dev.drawbridge.oauth.internal.grant.ResourceOwner;
import dev.drawbridge.oauth.internal.grant.ScopeSets;
import dev.drawbridge.oauth.internal.logo.LogoPaths;
import dev.drawbridge.oauth.spi.SeenApp;
import dev.drawbridge.oauth.spi.SeenAppStore;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds what users allowed apps before, and keeps what they allow now. */
public final class PriorConsents {

    private final GrantStore grants;
    private final SeenAppStore seenApps;
    private final ScopeCatalog catalog;

    /**
     * Makes the memory.
     *
     * @param grants where grants are kept
     * @param seenApps what users saw of apps
     * @param catalog the scopes of the host
     */
    public PriorConsents(GrantStore grants, SeenAppStore seenApps, ScopeCatalog catalog) {
        this.grants = grants;
        this.seenApps = seenApps;
        this.catalog = catalog;
    }

    /** Finds what the user allowed the app for the company, if the grant still lives. */
    PriorConsent of(App app, ResourceOwner owner) {
        Optional<Grant> grant = grants.liveOfUser(app.id(), owner.company(), owner.user());
        if (grant.isEmpty()) {
            return PriorConsent.NONE;
        }
        Optional<SeenApp> then = seenApps.find(grant.get().id());
        boolean sameApp =
                then.filter(seen -> seen.stillHolds(seen(catalog, app))).isPresent();
        return new PriorConsent(grant.get(), sameApp, then.map(SeenApp::allowed).orElse(Map.of()));
    }

    /**
     * Keeps what the user chose, with what they allowed before and did not withdraw.
     *
     * @param grant the grant that was written
     * @param before the grant that lived until then; may be the same
     * @param app the app as the user saw it
     * @param choice what they were asked and ticked
     */
    void remember(GrantId grant, Optional<GrantId> before, App app, ConsentChoice choice) {
        Map<String, Scopes> allowed = new TreeMap<>();
        before.flatMap(seenApps::find)
                .ifPresent(seen -> seen.allowed()
                        .forEach((resource, scopes) ->
                                allowed.put(resource, ScopeSets.without(scopes, choice.unticked()))));
        for (ProtectedResource target : choice.targets()) {
            allowed.merge(target.uri().toString(), target.filter(choice.ticked()), ScopeSets::union);
        }
        seenApps.put(grant, seen(catalog, app).allowing(allowed));
    }

    /** The picture that was shown, if there was one: another one at the same address is another one. */
    private static @Nullable URI logo(App app) {
        String path = LogoPaths.of(app);
        return path.isEmpty() ? app.profile().logoUrl() : URI.create(path);
    }

    /** Returns what a user sees of an app now. */
    static SeenApp seen(ScopeCatalog catalog, App app) {
        List<String> destinations = app.access().redirectUris().stream()
                .map(RedirectUris::destination)
                .distinct()
                .sorted()
                .toList();
        return new SeenApp(
                app.profile().name(),
                logo(app),
                destinations,
                catalog.expand(app.access().scopes()),
                Map.of());
    }
}
