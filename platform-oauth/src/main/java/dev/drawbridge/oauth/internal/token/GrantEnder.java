package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.app.GrantStore;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.spi.CodeStore;
import dev.drawbridge.oauth.spi.FamilyStore;
import dev.drawbridge.oauth.spi.OAuthAction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Ends grants: withdrawal, disconnection, deinstallation. Thread-safe. */
public final class GrantEnder {

    private final GrantStore grants;
    private final CodeStore codes;
    private final FamilyStore families;
    private final Lifetimes lifetimes;
    private final Transactions transactions;
    private final ChangeFeed changes;
    private final Journal journal;
    private final InstantSource clock;

    /**
     * Makes what ends grants.
     *
     * @param grants where they are kept
     * @param codes where their codes are kept
     * @param families where their refresh families are kept
     * @param lifetimes for how long access tokens of an ended grant must be refused
     * @param transactions put the end and its consequences together
     * @param changes tells all nodes
     * @param journal notes who ended what
     * @param clock the time
     */
    public GrantEnder(
            GrantStore grants,
            CodeStore codes,
            FamilyStore families,
            Lifetimes lifetimes,
            Transactions transactions,
            ChangeFeed changes,
            Journal journal,
            InstantSource clock) {
        this.grants = grants;
        this.codes = codes;
        this.families = families;
        this.lifetimes = lifetimes;
        this.transactions = transactions;
        this.changes = changes;
        this.journal = journal;
        this.clock = clock;
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
        return transactions.inTransaction(() -> {
            Instant now = clock.instant();
            if (!grants.end(grant.id(), now)) {
                return false;
            }
            families.endAll(grant.id());
            codes.deleteUnused(grant.id());
            changes.refuse(ChangeKind.GRANT, grant.id().value(), now.plus(lifetimes.refusal()));
            journal.record(
                    actor,
                    OAuthAction.GRANT_ENDED,
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
