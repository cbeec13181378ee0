package dev.drawbridge.oauth.internal.grant;

import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.app.GrantStore;
import dev.drawbridge.oauth.internal.token.GrantEnder;
import dev.drawbridge.oauth.spi.OAuthAction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes grants with their journal entries, for consent and installation alike. What somebody no longer allows must end for
 * tokens that are out already, so there a new grant takes the place of the old one, which ends with its tokens.
 *
 * <p>Every method joins the transaction of its caller. Thread-safe.
 */
public final class GrantWriter {

    // Each retry means that another request changed the same grant between two statements.
    // With that many administrators of one company the last one still gets through.
    private static final int ATTEMPTS = 50;

    private final Apps apps;
    private final GrantStore grants;
    private final GrantEnder ender;
    private final Journal journal;
    private final Ulids ids;
    private final PlatformClock clock;

    /**
     * Makes the writer.
     *
     * @param apps finds apps
     * @param grants where grants are kept
     * @param ender ends a grant with its tokens
     * @param journal the journal
     * @param ids makes ids
     * @param clock the time
     */
    public GrantWriter(
            Apps apps, GrantStore grants, GrantEnder ender, Journal journal, Ulids ids, PlatformClock clock) {
        this.apps = apps;
        this.grants = grants;
        this.ender = ender;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What was written.
     *
     * @param grant the live grant
     * @param before the grant that lived before; may be the same
     */
    public record Written(Grant grant, Optional<GrantId> before) {

        /**
         * Tells whether the grant is a new one.
         *
         * @return true if so
         */
        public boolean created() {
            return !before.equals(Optional.of(grant.id()));
        }
    }

    /**
     * Finds an app that may get a grant, and keeps it from being stopped until the transaction ends.
     *
     * @param app its id
     * @return the app, or empty if it may get none
     */
    public Optional<App> holdUsable(AppId app) {
        return apps.hold(app).filter(held -> held.usable(clock.instant()));
    }

    /** Finds the live installation of an app for a company. */
    Optional<Grant> installation(AppId app, CompanyId company) {
        return grants.liveInstallation(app, company);
    }

    /**
     * Writes what a user allowed: added to what they allowed before, without what they unticked.
     *
     * @param app the app
     * @param owner the user, and for which company
     * @param ticked the scopes that they left ticked, at least one
     * @param unticked those that they unticked
     * @param actor the user, for the journal
     * @return the live grant
     */
    public Written allow(AppId app, ResourceOwner owner, Scopes ticked, Scopes unticked, Actor actor) {
        return repeat(() -> {
            Optional<Grant> live = grants.liveOfUser(app, owner.company(), owner.user());
            Scopes before = live.map(Grant::scopes).orElse(Scopes.NONE);
            Scopes kept = ScopeSets.without(before, unticked);
            Scopes scopes = ScopeSets.union(kept, ticked);
            if (live.isPresent() && kept.equals(before)) {
                return widen(live.get(), scopes, actor);
            }
            live.ifPresent(grant -> ender.end(grant, actor, "narrowed"));
            return insert(newConsent(app, owner, scopes), live, OAuthAction.GRANT_CREATED, actor);
        });
    }

    /** Writes an installation; the same one again changes nothing. */
    Written install(AppId app, ResourceOwner owner, UserId runAs, Scopes scopes, Actor actor) {
        return repeat(() -> {
            Optional<Grant> live = installation(app, owner.company());
            if (live.filter(grant -> runAs.equals(grant.runAs()) && scopes.equals(grant.scopes()))
                    .isPresent()) {
                return Optional.of(new Written(live.get(), live.map(Grant::id)));
            }
            live.ifPresent(grant -> ender.end(grant, actor, "reinstalled"));
            return insert(newInstallation(app, owner, runAs, scopes), live, OAuthAction.GRANT_INSTALLED, actor);
        });
    }

    /** Repeats an attempt until no other request comes between. */
    private static Written repeat(Supplier<Optional<Written>> attempt) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<Written> written = attempt.get();
            if (written.isPresent()) {
                return written.get();
            }
        }
        throw new IllegalStateException("The grant changes too often to be written");
    }

    // Scopes that stay the same are written, too: that makes sure that the grant still lives.
    private Optional<Written> widen(Grant live, Scopes scopes, Actor actor) {
        if (!grants.changeScopes(live.id(), live.scopes(), scopes)) {
            return Optional.empty();
        }
        if (!scopes.equals(live.scopes())) {
            record(actor, OAuthAction.GRANT_CHANGED, live, scopes);
        }
        return Optional.of(new Written(live, Optional.of(live.id())));
    }

    private Optional<Written> insert(Grant grant, Optional<Grant> before, OAuthAction action, Actor actor) {
        if (!grants.insert(grant)) {
            return Optional.empty();
        }
        record(actor, action, grant, grant.scopes());
        return Optional.of(new Written(grant, before.map(Grant::id)));
    }

    private Grant newConsent(AppId app, ResourceOwner owner, Scopes scopes) {
        return new Grant(
                new GrantId(ids.next()),
                Grant.Kind.USER,
                app,
                owner.company(),
                owner.user(),
                null,
                scopes,
                clock.instant(),
                null);
    }

    private Grant newInstallation(AppId app, ResourceOwner owner, UserId runAs, Scopes scopes) {
        return new Grant(
                new GrantId(ids.next()),
                Grant.Kind.INSTALL,
                app,
                owner.company(),
                owner.user(),
                runAs,
                scopes,
                clock.instant(),
                null);
    }

    private void record(Actor actor, OAuthAction action, Grant grant, Scopes scopes) {
        Map<String, String> details = new HashMap<>();
        details.put("app", grant.app().value());
        details.put("company", grant.company().value());
        details.put("user", grant.user().value());
        details.put("scopes", scopes.toWire());
        UserId runAs = grant.runAs();
        if (runAs != null) {
            details.put("runAs", runAs.value());
        }
        journal.record(actor, action, "grant", grant.id().value(), details);
    }
}
