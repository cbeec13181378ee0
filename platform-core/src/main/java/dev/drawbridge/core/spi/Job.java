package dev.drawbridge.core.spi;

import java.time.Duration;

/**
 * Background work. The loop is outside: {@code Platform.start()} runs it at its pace, tests call {@link #runOnce()}.
 *
 * @param name unique, for logs and the lease
 * @param every the pause between two runs
 * @param exclusive whether only one node at a time runs it
 * @param work one bounded run; must bear being run again after a crash
 */
public record Job(String name, Duration every, boolean exclusive, Runnable work) {

    /**
     * Returns a copy that one node at a time runs.
     *
     * @return the copy
     */
    public Job onOneNode() {
        return new Job(name, every, true, work);
    }

    /**
     * Returns a copy at another pace.
     *
     * @param pause between two runs
     * @return the copy
     */
    public Job every(Duration pause) {
        return new Job(name, pause, exclusive, work);
    }

    /** Does one run on this thread. */
    public void runOnce() {
        work.run();
    }
}
