package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.spi.Job;
import dev.drawbridge.oauth.internal.request.PushedRequests;
import java.time.Duration;
import java.util.function.IntUnaryOperator;

/** Forgets abandoned interactions and pushed requests. */
public final class InteractionPurge {

    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final int BATCH = 1_000;

    private final Interactions interactions;
    private final PushedRequests pushed;

    /**
     * Makes the purge.
     *
     * @param interactions requests on their way
     * @param pushed what was pushed
     */
    public InteractionPurge(Interactions interactions, PushedRequests pushed) {
        this.interactions = interactions;
        this.pushed = pushed;
    }

    /**
     * Returns the background job.
     *
     * @return the job
     */
    public Job job() {
        return new Job("interaction-purge", INTERVAL, false, this::purge);
    }

    private void purge() {
        batches(interactions::purge);
        batches(pushed::purge);
    }

    // A page of rows at a time, so that no statement holds locks for long.
    private static void batches(IntUnaryOperator purge) {
        int deleted = BATCH;
        while (deleted == BATCH) {
            deleted = purge.applyAsInt(BATCH);
        }
    }
}
