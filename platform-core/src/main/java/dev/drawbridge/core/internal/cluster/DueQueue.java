package dev.drawbridge.core.internal.cluster;

import dev.drawbridge.core.spi.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows of a store that are due at a time, each worked on by one node at a time and at least once. Thread-safe.
 *
 * <p>A node claims a row for a while; {@link #renewClaims} keeps the claim for as long as the work lasts, and interrupts work
 * that takes longer than any should. A row whose work failed is due again after 10 s, 30 s, 2 min, 10 min and then hourly, for as
 * long as it is useful; then it is given up, as is one that failed for good.
 *
 * @param <T> a claimed row
 */
public final class DueQueue<T> {

    private static final Logger LOG = LoggerFactory.getLogger(DueQueue.class);
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1));

    private final PlatformClock clock;
    private final Duration claim;
    private final Duration longestWork;
    private final Rows<T> rows;
    private final Set<Work<T>> inProgress = ConcurrentHashMap.newKeySet();

    /**
     * Makes a queue.
     *
     * @param clock the time
     * @param claim how long a node has a row for itself without renewing the claim
     * @param longestWork how long work on a row may take
     * @param rows the rows
     */
    public DueQueue(PlatformClock clock, Duration claim, Duration longestWork, Rows<T> rows) {
        this.clock = clock;
        this.claim = claim;
        this.longestWork = longestWork;
        this.rows = rows;
    }

    /**
     * What a queue must know of its rows. A report about a row that was claimed again since does nothing.
     *
     * @param <T> a claimed row
     */
    public interface Rows<T> {

        /**
         * Returns how often a row was claimed, this time included.
         *
         * @param row the row
         * @return at least 1
         */
        int attempts(T row);

        /**
         * Returns until when work on a row makes sense.
         *
         * @param row the row
         * @return {@link Instant#MAX} if that has no end
         */
        Instant usefulUntil(T row);

        /**
         * Keeps a claim.
         *
         * @param row the row
         * @param claimedUntil when the claim ends
         */
        void renew(T row, Instant claimedUntil);

        /**
         * Tells whether trying again cannot help.
         *
         * @param failure what the work threw
         * @return true if the row is given up
         */
        boolean isPermanent(Throwable failure);

        /**
         * Makes a row due again.
         *
         * @param row the row
         * @param pause how long from now
         * @param failure why
         */
        void retry(T row, Duration pause, Throwable failure);

        /**
         * Ends a row without success.
         *
         * @param row the row
         * @param failure why
         */
        void giveUp(T row, Throwable failure);
    }

    /**
     * Returns when claims made now end.
     *
     * @return in product time
     */
    public Instant claimEnd() {
        return clock.instant().plus(claim);
    }

    /**
     * Works on claimed rows on this thread. If it fails, each is retried or given up; nothing of an interruption is left behind.
     *
     * @param claimed the rows
     * @param work done for all of them
     * @return true if it succeeded
     */
    public boolean run(List<T> claimed, Runnable work) {
        try {
            whileClaimed(claimed, work);
            return true;
        } catch (RuntimeException | LinkageError | AssertionError e) {
            claimed.forEach(row -> failed(row, e));
            return false;
        }
    }

    /** Keeps the rows that this node works on from other nodes. */
    public void renewClaims() {
        inProgress.forEach(work -> {
            if (clock.elapsed() - work.since < longestWork.toNanos()) {
                work.claimed.forEach(row -> rows.renew(row, claimEnd()));
            } else {
                interrupt(work);
            }
        });
    }

    private void whileClaimed(List<T> claimed, Runnable work) {
        Work<T> mine = new Work<>(Thread.currentThread(), claimed, clock.elapsed());
        inProgress.add(mine);
        try {
            work.run();
        } finally {
            // Whoever interrupts holds the lock: after this nobody does any more.
            synchronized (mine) {
                inProgress.remove(mine);
                if (Thread.interrupted()) {
                    LOG.debug("The interruption of work ends with its row");
                }
            }
        }
    }

    private void interrupt(Work<T> work) {
        synchronized (work) {
            if (inProgress.contains(work)) {
                LOG.warn("Work on a row has taken more than {} and is interrupted", longestWork);
                work.thread.interrupt();
            }
        }
    }

    private void failed(T row, Throwable failure) {
        Duration pause = PAUSES.get(Math.min(rows.attempts(row), PAUSES.size()) - 1);
        boolean tooLate = !clock.instant().plus(pause).isBefore(rows.usefulUntil(row));
        if (tooLate || rows.isPermanent(failure)) {
            rows.giveUp(row, failure);
        } else {
            rows.retry(row, pause, failure);
        }
    }

    /** Work in progress; each is itself alone. */
    private static final class Work<T> {

        private final Thread thread;
        private final List<T> claimed;
        private final long since;

        Work(Thread thread, List<T> claimed, long since) {
            this.thread = thread;
            this.claimed = claimed;
            this.since = since;
        }
    }
}
