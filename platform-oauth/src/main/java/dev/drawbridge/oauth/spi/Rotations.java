package dev.drawbridge.oauth.spi;

import java.time.Duration;
import java.time.Instant;

/** Explains why a rotation changed nothing; the same for every store. Pure. */
public final class Rotations {

    private Rotations() {}

    /**
     * Judges a presented generation of a family that a conditional update left alone.
     *
     * @param family the row as it is now
     * @param generation the presented generation
     * @param now the time
     * @param grace for how long after its replacement a generation still counts as a retry
     * @return anything but {@link FamilyStore.Rotation#ROTATED}
     */
    public static FamilyStore.Rotation explain(Family family, long generation, Instant now, Duration grace) {
        Family.State state = family.state();
        if (!family.live(now)) {
            return FamilyStore.Rotation.ENDED;
        }
        if (generation >= state.generation()) {
            // Its code was made with our key, but not from this row: a database that was set back.
            return FamilyStore.Rotation.UNKNOWN;
        }
        boolean recent = now.isBefore(state.rotatedAt().plus(grace));
        return generation == state.generation() - 1 && recent
                ? FamilyStore.Rotation.GRACE
                : FamilyStore.Rotation.REUSED;
    }
}
