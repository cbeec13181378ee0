package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.GrantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps refresh families. Every verb is atomic; implementations are thread-safe and join the {@link
 * dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface FamilyStore {

    /** What a rotation found. */
    enum Rotation {
        /** The presented generation was current; the next one is now. */
        ROTATED,
        /** The presented generation was replaced a moment ago and its successor is unused: hand out that one again. */
        GRACE,
        /** The presented generation was replaced earlier: somebody has a copy. Nothing was changed. */
        REUSED,
        /** The family ended or expired. */
        ENDED,
        /** There is no such family, or it never had this generation. */
        UNKNOWN
    }

    /**
     * Inserts a family.
     *
     * @param family the family
     */
    void insert(Family family);

    /**
     * Finds a family, live or not.
     *
     * @param id the family
     * @return the family
     */
    Optional<Family> find(FamilyId id);

    /**
     * Advances a live family by one generation if the presented one is current: one conditional update. Of parallel calls
     * with one generation exactly one gets {@link Rotation#ROTATED}.
     *
     * @param id the family
     * @param generation the presented generation, at least 1
     * @param now the time
     * @param idle for how long the next generation may rest; never beyond the family's own expiry
     * @param grace for how long after its replacement a generation still counts as a retry
     * @return what was found
     */
    Rotation rotate(FamilyId id, long generation, Instant now, Duration idle, Duration grace);

    /**
     * Lets a live family rest anew if the presented generation is current, for servers whose refresh tokens do not rotate:
     * one conditional update that changes nothing else. Of parallel calls all succeed.
     *
     * @param id the family
     * @param generation the presented generation, at least 1
     * @param now the time
     * @param idle for how long it may rest; never beyond the family's own expiry
     * @return false if the family is unknown, ended or expired, or the generation was replaced
     */
    boolean renew(FamilyId id, long generation, Instant now, Duration idle);

    /**
     * Ends a family.
     *
     * @param id the family
     * @return true if it had not ended before
     */
    boolean end(FamilyId id);

    /**
     * Ends all families of a grant.
     *
     * @param grant the grant
     * @return how many had not ended before
     */
    int endAll(GrantId grant);

    /**
     * Deletes families past their own expiry. Those that merely ended stay: a replay must still be recognised.
     *
     * @param before expired before
     * @param limit the most rows to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);
}
