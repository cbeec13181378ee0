package dev.drawbridge.core.internal.cluster;

import dev.drawbridge.core.internal.time.OnceInAWhile;
import dev.drawbridge.core.spi.Job;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs jobs at their pace; a failing run is logged and tried again at the next turn. */
public final class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final Leases leases;
    private final List<Job> jobs;
    private final ScheduledExecutorService executor;

    public JobRunner(Leases leases, List<Job> jobs) {
        this.leases = leases;
        this.jobs = jobs;
        AtomicInteger count = new AtomicInteger();
        // A thread each: a job that waits for a mail server must not hold up the change feed.
        this.executor = Executors.newScheduledThreadPool(Math.max(1, jobs.size()), work -> {
            Thread thread = new Thread(work, "drawbridge-job-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    public void start() {
        for (Job job : jobs) {
            long pause = job.every().toMillis();
            OnceInAWhile failures = new OnceInAWhile();
            executor.scheduleWithFixedDelay(() -> run(job, failures), pause, pause, TimeUnit.MILLISECONDS);
        }
    }

    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Background work did not finish within {}; its leases expire by themselves", DRAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Job job, OnceInAWhile failures) {
        try {
            if (job.exclusive()) {
                leases.runExclusively("job:" + job.name(), LEASE, job::runOnce);
            } else {
                job.runOnce();
            }
        } catch (RuntimeException | Error e) {
            // Whatever is thrown would end the schedule for good; the next turn tries again.
            failures.log(others -> LOG.warn(
                    "Job {} failed, {} times before, and is tried again in {}", job.name(), others, job.every(), e));
        }
    }
}
