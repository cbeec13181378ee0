package dev.drawbridge.core.cluster;

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

    /** Does one run on this thread. */
    public void runOnce() {
        work.run();
    }
}
