package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.oauth.spi.FamilyId;
import dev.drawbridge.oauth.spi.FamilyStore;
import dev.drawbridge.oauth.spi.OAuthAction;
import java.time.InstantSource;
import java.util.Map;

/** Ends refresh families: revocation, and reuse of a code or refresh token (RFC 9700 §4.14). Thread-safe. */
public final class FamilyEnder {

    private final FamilyStore families;
    private final Lifetimes lifetimes;
    private final Transactions transactions;
    private final ChangeFeed changes;
    private final Journal journal;
    private final InstantSource clock;

    /**
     * Makes what ends families.
     *
     * @param families where they are kept
     * @param lifetimes for how long access tokens of an ended family must be refused
     * @param transactions put the end and its consequences together
     * @param changes tells all nodes
     * @param journal notes who ended what
     * @param clock the time
     */
    public FamilyEnder(
            FamilyStore families,
            Lifetimes lifetimes,
            Transactions transactions,
            ChangeFeed changes,
            Journal journal,
            InstantSource clock) {
        this.families = families;
        this.lifetimes = lifetimes;
        this.transactions = transactions;
        this.changes = changes;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Ends a family and refuses its access tokens, in one transaction.
     *
     * @param action for the journal
     * @param details for the journal
     * @return false if it had ended before
     */
    boolean end(FamilyId id, Actor actor, OAuthAction action, Map<String, String> details) {
        return transactions.inTransaction(() -> {
            if (!families.end(id)) {
                return false;
            }
            changes.refuse(ChangeKind.FAMILY, id.value(), clock.instant().plus(lifetimes.refusal()));
            journal.record(actor, action, "family", id.value(), details);
            return true;
        });
    }
}
