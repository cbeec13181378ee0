package dev.drawbridge.oauth.consent;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.Grant;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.oauth.app.RedirectUris;
import dev.drawbridge.oauth.store.SeenApp;
import dev.drawbridge.oauth.store.SeenAppStore;
import java.util.List;
import java.util.Optional;

/** Looks up what users allowed apps before. */
final class PriorConsents {

    private final Environment env;
    private final SeenAppStore seenApps;

    PriorConsents(Environment env, SeenAppStore seenApps) {
        this.env = env;
        this.seenApps = seenApps;
    }

    /** Finds what the user allowed the app for the company, as far as it lives. */
    PriorConsent of(App app, ResourceOwner owner) {
        Optional<Grant> grant = env.stores().grants().liveOfUser(app.id(), owner.company(), owner.user());
        if (grant.isEmpty()) {
            return PriorConsent.NONE;
        }
        boolean sameApp = seenApps.find(grant.get().id())
                .filter(seen -> seen.stillHolds(seen(env.scopes(), app)))
                .isPresent();
        return new PriorConsent(grant.get(), sameApp);
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
                app.profile().logoUrl(),
                destinations,
                catalog.expand(app.access().scopes()));
    }
}
