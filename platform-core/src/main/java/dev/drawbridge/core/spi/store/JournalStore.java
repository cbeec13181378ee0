package dev.drawbridge.core.spi.store;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.JournalEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the journal, which is the outbox of the host's listeners too. Every verb is atomic; implementations are thread-safe
 * and join the {@link dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface JournalStore {

    /**
     * Appends an entry.
     *
     * @param entry the entry
     * @param dueAt when listeners are to hear of it, or null if nobody listens
     */
    void append(JournalEntry entry, @Nullable Instant dueAt);

    /**
     * Lists the newest entries about a target, newest first.
     *
     * @param targetType what kind of target
     * @param targetId its id
     * @param limit the most entries
     * @return the entries
     */
    List<JournalEntry> about(String targetType, String targetId, int limit);

    /**
     * Lists the entries that a query asks for, in the reverse order of writing.
     *
     * @param query which
     * @return the entries, newest first; none if the last entry of the page before is not there any more
     */
    List<JournalEntry> list(JournalQuery query);

    /**
     * Replaces a developer in all entries, as actor and as target, and removes the addresses that they acted from.
     *
     * @param developer who is replaced
     * @param pseudonym the id that replaces theirs
     */
    void pseudonymise(DeveloperId developer, String pseudonym);

    /**
     * Claims entries that are due, earliest first; of parallel claims each entry goes to one. A claim that is not reported
     * back in time is due again.
     *
     * @param now the time
     * @param claimedUntil when the claims end
     * @param limit the most to claim
     * @return the claimed entries; fewer than the limit does not mean that no more are due
     */
    List<ClaimedEntry> claimDue(Instant now, Instant claimedUntil, int limit);

    /**
     * Notes that the listeners heard of an entry. Does nothing if it was claimed again since.
     *
     * @param id the entry
     * @param attempt of the claim
     */
    void delivered(String id, int attempt);

    /**
     * Moves a claimed entry to a later time. Does nothing if it was claimed again since.
     *
     * @param id the entry
     * @param attempt of the claim
     * @param dueAt when it is due again
     */
    void retryAt(String id, int attempt, Instant dueAt);

    /**
     * Deletes the oldest entries, delivered or not.
     *
     * @param before entries of an earlier time go
     * @param limit the most to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);
}
