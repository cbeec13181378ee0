package dev.drawbridge.oauth.token;

import dev.drawbridge.core.app.Grant;
import dev.drawbridge.core.change.ChangeKind;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.oauth.store.OAuthStores;
import java.time.Instant;
import java.util.Map;

/** Ends grants: withdrawal, disconnection, deinstallation. Thread-safe. */
public final class GrantEnder {

    private final CoreServices env;
    private final OAuthStores stores;
    private final Lifetimes lifetimes;

    /**
     * Makes what ends grants.
     *
     * @param env the shared services
     * @param stores where codes and families are kept
     * @param lifetimes for how long access tokens of an ended grant must be refused
     */
    public GrantEnder(CoreServices env, OAuthStores stores, Lifetimes lifetimes) {
        this.env = env;
        this.stores = stores;
        this.lifetimes = lifetimes;
    }

    /**
     * Ends a grant with its unused codes, refresh families and access tokens, in one transaction.
     *
     * @param grant the grant
     * @param actor who ends it
     * @param reason for the journal, for example {@code disconnected}
     * @return false if it had ended before
     */
    public boolean end(Grant grant, Actor actor, String reason) {
        return env.transactions().inTransaction(() -> {
            Instant now = env.clock().instant();
            if (!env.stores().grants().end(grant.id(), now)) {
                return false;
            }
            stores.families().endAll(grant.id());
            stores.codes().deleteUnused(grant.id());
            env.changes().refuse(ChangeKind.GRANT, grant.id().value(), now.plus(lifetimes.refusal()));
            env.journal()
                    .record(
                            actor,
                            "grant.ended",
                            "grant",
                            grant.id().value(),
                            Map.of(
                                    "reason", reason,
                                    "app", grant.app().value(),
                                    "company", grant.company().value(),
                                    "user", grant.user().value()));
            return true;
        });
    }
}
