package dev.drawbridge.oauth.consent;

import dev.drawbridge.core.app.Grant;
import dev.drawbridge.core.app.GrantStore;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.oauth.store.InstallationStore;
import dev.drawbridge.oauth.token.GrantEnder;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Installs machine apps for companies: one live installation per app and company. */
final class Installations {

    // Each retry means that somebody else installed or disconnected the same app between two statements.
    // With that many administrators at once the last one still gets through.
    private static final int ATTEMPTS = 50;

    private final CoreServices env;
    private final InstallationStore defaults;
    private final GrantEnder ender;

    Installations(CoreServices env, InstallationStore defaults, GrantEnder ender) {
        this.env = env;
        this.defaults = defaults;
        this.ender = ender;
    }

    /**
     * Installs an app. The same installation again changes nothing, so a double click does no harm; other scopes or
     * another user end the old one, with its tokens, and make a new one.
     *
     * @param app the machine app
     * @param owner the administrator who installs, and for which company
     * @param runAs as whom the app will run, one of the host's choices
     * @param scopes what it may do, at least one
     * @param actor who, for the journal
     * @return the live installation, or empty if the app is no longer in use
     */
    Optional<Grant> install(AppId app, ResourceOwner owner, UserId runAs, Scopes scopes, Actor actor) {
        GrantStore grants = env.stores().grants();
        return env.transactions().inTransaction(() -> {
            // The app that the administrator was shown may have been stopped meanwhile.
            Instant now = env.clock().instant();
            if (env.apps().hold(app).filter(held -> held.usable(now)).isEmpty()) {
                return Optional.empty();
            }
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Optional<Grant> before = grants.liveInstallation(app, owner.company());
                if (before.isPresent() && same(before.get(), runAs, scopes)) {
                    return before;
                }
                before.ifPresent(grant -> ender.end(grant, actor, "reinstalled"));
                Grant grant = newGrant(app, owner, runAs, scopes);
                if (grants.insert(grant)) {
                    defaults.setFirstCompany(app, owner.company());
                    record(grant, runAs, actor);
                    return Optional.of(grant);
                }
            }
            throw new IllegalStateException("The installation changes too often to be written");
        });
    }

    private static boolean same(Grant grant, UserId runAs, Scopes scopes) {
        return runAs.equals(grant.runAs()) && scopes.equals(grant.scopes());
    }

    private Grant newGrant(AppId app, ResourceOwner owner, UserId runAs, Scopes scopes) {
        return new Grant(
                new GrantId(env.ids().next()),
                Grant.Kind.INSTALL,
                app,
                owner.company(),
                owner.user(),
                runAs,
                scopes,
                env.clock().instant(),
                null);
    }

    private void record(Grant grant, UserId runAs, Actor actor) {
        env.journal()
                .record(
                        actor,
                        "grant.installed",
                        "grant",
                        grant.id().value(),
                        Map.of(
                                "app", grant.app().value(),
                                "company", grant.company().value(),
                                "user", grant.user().value(),
                                "runAs", runAs.value(),
                                "scopes", grant.scopes().toWire()));
    }
}
