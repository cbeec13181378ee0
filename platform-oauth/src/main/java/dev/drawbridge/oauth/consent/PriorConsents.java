package dev.drawbridge.oauth.consent;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.Grant;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.oauth.app.RedirectUris;
import dev.drawbridge.oauth.resource.ProtectedResource;
import dev.drawbridge.oauth.store.SeenApp;
import dev.drawbridge.oauth.store.SeenAppStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks up what users allowed apps before, and keeps what they allow now. */
final class PriorConsents {

    private final CoreServices env;
    private final SeenAppStore seenApps;

    PriorConsents(CoreServices env, SeenAppStore seenApps) {
        this.env = env;
        this.seenApps = seenApps;
    }

    /** Finds what the user allowed the app for the company, as far as it lives. */
    PriorConsent of(App app, ResourceOwner owner) {
        Optional<Grant> grant = env.stores().grants().liveOfUser(app.id(), owner.company(), owner.user());
        if (grant.isEmpty()) {
            return PriorConsent.NONE;
        }
        Optional<SeenApp> then = seenApps.find(grant.get().id());
        boolean sameApp =
                then.filter(seen -> seen.stillHolds(seen(env.scopes(), app))).isPresent();
        return new PriorConsent(grant.get(), sameApp, then.map(SeenApp::allowed).orElse(Map.of()));
    }

    /**
     * Keeps what the user answered, with what he allowed before and did not withdraw.
     *
     * @param grant what the answer led to
     * @param before the grant that lived until then; may be the same
     * @param app the app as the user saw it
     * @param answer what he was asked and ticked
     */
    void remember(GrantId grant, Optional<GrantId> before, App app, Answer answer) {
        Map<String, Scopes> allowed = new TreeMap<>();
        before.flatMap(seenApps::find)
                .ifPresent(seen -> seen.allowed()
                        .forEach((resource, scopes) -> allowed.put(resource, without(scopes, answer.unticked()))));
        for (ProtectedResource target : answer.targets()) {
            allowed.merge(target.uri().toString(), target.filter(answer.ticked()), PriorConsents::with);
        }
        seenApps.put(grant, seen(env.scopes(), app).allowing(allowed));
    }

    /**
     * What a user answered on a consent page.
     *
     * @param targets the resources that were asked for
     * @param ticked the scopes that he left ticked
     * @param unticked those that he unticked
     */
    record Answer(List<ProtectedResource> targets, Scopes ticked, Scopes unticked) {}

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
                catalog.expand(app.access().scopes()),
                Map.of());
    }

    /** Returns what is in the first set and not in the second. */
    static Scopes without(Scopes from, Scopes what) {
        return Scopes.of(
                from.names().stream().filter(name -> !what.contains(name)).toList());
    }

    /** Returns what is in either set. */
    static Scopes with(Scopes one, Scopes other) {
        TreeSet<String> names = new TreeSet<>(one.names());
        names.addAll(other.names());
        return Scopes.of(names);
    }
}
