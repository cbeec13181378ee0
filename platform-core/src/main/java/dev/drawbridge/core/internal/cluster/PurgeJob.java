package dev.drawbridge.core.internal.cluster;

import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import java.time.Duration;
import java.time.Instant;

/**
 * Deletes rows that are past their time, every ten minutes: a batch at a time, so that no statement holds locks for long. Rows
 * are for all nodes, so the cut-off is of coordination time: a shift of this node's product time does not count.
 */
public final class PurgeJob {

    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final int BATCH = 1_000;
    private static final int MOST_BATCHES = 1_000;

    private PurgeJob() {}

    /** Deletes rows of a store. */
    @FunctionalInterface
    public interface Verb {

        /**
         * Deletes rows.
         *
         * @param before those whose time ended before
         * @param limit the most rows to delete
         * @return how many were deleted; fewer than the limit means that none are left
         */
        int purge(Instant before, int limit);
    }

    /**
     * Makes a job that deletes rows at the end of their time.
     *
     * @param name unique
     * @param clock the time
     * @param verb deletes them
     * @return the job, for every node
     */
    public static Job of(String name, PlatformClock clock, Verb verb) {
        return of(name, clock, Duration.ZERO, BATCH, verb);
    }

    /**
     * Makes a job that deletes rows some time after their end.
     *
     * @param name unique
     * @param clock the time
     * @param kept how long after
     * @param verb deletes them
     * @return the job, for every node
     */
    public static Job of(String name, PlatformClock clock, Duration kept, Verb verb) {
        return of(name, clock, kept, BATCH, verb);
    }

    /**
     * Makes a job that deletes rows of which each takes others along.
     *
     * @param name unique
     * @param clock the time
     * @param kept how long after their end
     * @param batch the most rows of one statement
     * @param verb deletes them
     * @return the job, for every node
     */
    public static Job of(String name, PlatformClock clock, Duration kept, int batch, Verb verb) {
        return new Job(name, INTERVAL, false, () -> {
            Instant before = clock.coordination().minus(kept);
            int deleted = batch;
            for (int i = 0; i < MOST_BATCHES && deleted >= batch; i++) {
                deleted = verb.purge(before, batch);
            }
        });
    }
}
