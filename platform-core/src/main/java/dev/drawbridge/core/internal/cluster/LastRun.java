package dev.drawbridge.core.internal.cluster;

import dev.drawbridge.core.spi.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a job once more when the platform closes. A failure is logged, so that what closes next still does.
 *
 * @param job the job
 */
public record LastRun(Job job) implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LastRun.class);

    @Override
    public void run() {
        try {
            job.runOnce();
        } catch (RuntimeException e) {
            LOG.warn("The last run of {} failed", job.name(), e);
        }
    }
}
