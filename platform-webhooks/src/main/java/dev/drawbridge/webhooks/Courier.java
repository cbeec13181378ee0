package dev.drawbridge.webhooks;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.webhooks.store.DeliveryResult;
import dev.drawbridge.webhooks.store.DueDelivery;
import dev.drawbridge.webhooks.store.EndpointStatus;
import dev.drawbridge.webhooks.store.LaneBatch;
import dev.drawbridge.webhooks.store.LaneClaim;
import dev.drawbridge.webhooks.store.LaneResult;
import dev.drawbridge.webhooks.store.WebhookStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes due lanes and sends what is on them, so many requests at a time. Thread-safe.
 *
 * <p>A lane is leased for one batch. If this node dies its lease ends, another node takes the lane and sends the batch
 * again. Nothing is claimed without a free slot, so no lease ends while its deliveries still wait for a thread.
 */
final class Courier {

    /** Longer than one request may take. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** Requests in flight on this node. */
    static final int SLOTS = 32;

    /** Requests in flight to one endpoint. */
    static final int LANE_SLOTS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Environment env;
    private final WebhookStores stores;
    private final EndpointSecrets secrets;
    private final Sender sender;
    private final Verdicts verdicts;
    private final Semaphore slots = new Semaphore(SLOTS);
    private final ThreadPoolExecutor threads;
    private final Object idle = new Object();
    private final AtomicBoolean waking = new AtomicBoolean();
    private volatile boolean started;
    private int busy;
    private boolean closing;

    Courier(Environment env, WebhookStores stores, EndpointSecrets secrets, Sender sender, Verdicts verdicts) {
        this.env = env;
        this.stores = stores;
        this.secrets = secrets;
        this.sender = sender;
        this.verdicts = verdicts;
        AtomicInteger count = new AtomicInteger();
        // One thread more than slots: a wake-up must not wait for a receiver.
        this.threads = new ThreadPoolExecutor(
                SLOTS + 1, SLOTS + 1, IDLE.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "drawbridge-webhook-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Starts sending what is due and returns; what ends makes room and takes the next lane by itself. */
    void pump() {
        while (enter()) {
            boolean taken = false;
            try {
                taken = takeOne();
            } finally {
                if (!taken) {
                    leave();
                }
            }
            if (!taken) {
                return;
            }
        }
    }

    private boolean takeOne() {
        int limit = acquire();
        int used = 0;
        try {
            Optional<LaneBatch> claimed =
                    limit == 0 ? Optional.empty() : stores.lanes().claim(claim(limit));
            while (claimed.isPresent() && claimed.get().due().isEmpty()) {
                giveBack(claimed.get());
                claimed = stores.lanes().claim(claim(limit));
            }
            used = claimed.map(this::send).orElse(0);
            return used > 0;
        } finally {
            slots.release(limit - used);
        }
    }

    private int acquire() {
        int acquired = 0;
        while (acquired < LANE_SLOTS && slots.tryAcquire()) {
            acquired++;
        }
        return acquired;
    }

    /** Counts one more thing that {@link #close} waits for. */
    private boolean enter() {
        synchronized (idle) {
            if (!closing) {
                busy++;
            }
            return !closing;
        }
    }

    private void leave() {
        synchronized (idle) {
            busy--;
            idle.notifyAll();
        }
    }

    /** Everything on it was cancelled. */
    private void giveBack(LaneBatch batch) {
        stores.lanes().complete(batch, new LaneResult(List.of(), batch.health(), null));
    }

    private LaneClaim claim(int limit) {
        Instant coordination = env.clock().coordination();
        return new LaneClaim(env.leases().node(), env.clock().instant(), coordination, coordination.plus(LEASE), limit);
    }

    /** While the breaker is open one delivery probes the endpoint; the others stay due and lose no attempt. */
    private static int inFlight(LaneBatch batch) {
        return batch.health().failures() >= Verdicts.BREAKER
                ? Math.min(1, batch.due().size())
                : batch.due().size();
    }

    /** Returns how many requests were started. */
    private int send(LaneBatch batch) {
        List<DueDelivery> due = batch.due().subList(0, inFlight(batch));
        List<SigningSecret> keys = stores
                .secrets()
                .live(batch.endpoint(), env.clock().instant())
                .stream()
                .map(secrets::open)
                .toList();
        ConcurrentLinkedQueue<DeliveryResult> results = new ConcurrentLinkedQueue<>();
        AtomicInteger open = new AtomicInteger(due.size());
        for (DueDelivery delivery : due) {
            threads.execute(() -> {
                try {
                    results.add(sender.send(batch.endpoint(), batch.url(), keys, delivery));
                } catch (RuntimeException e) {
                    LOG.warn("Delivery {} could not be sent and is tried again", delivery.id(), e);
                } finally {
                    if (open.decrementAndGet() == 0) {
                        finish(batch, List.copyOf(results), due.size());
                    }
                }
            });
        }
        return due.size();
    }

    private void finish(LaneBatch batch, List<DeliveryResult> results, int taken) {
        try {
            report(batch, verdicts.sum(batch, results, env.clock().instant()));
        } catch (RuntimeException e) {
            // The receiver has it, we do not know: it is sent again, with the same id.
            LOG.warn("What became of {} deliveries could not be stored; they are sent again", taken, e);
        } finally {
            slots.release(taken);
        }
        try {
            pump();
        } catch (RuntimeException e) {
            LOG.warn("The next lane could not be taken; the next poll tries again", e);
        } finally {
            leave();
        }
    }

    private void report(LaneBatch batch, LaneResult result) {
        env.transactions().inTransaction(() -> {
            boolean held = stores.lanes().complete(batch, result);
            EndpointStatus disabled = result.disable();
            if (held && disabled != null) {
                env.journal()
                        .record(
                                Actor.SYSTEM,
                                "webhook.disabled",
                                "webhook_endpoint",
                                batch.endpoint().value(),
                                Map.of("status", disabled.name()));
            }
        });
    }

    /** From now on wake-ups are followed: somebody runs the jobs of this node. */
    void start() {
        started = true;
    }

    void wakeAfterCommit(FanOut fanOut) {
        env.transactions().afterCommit(() -> wake(fanOut));
    }

    /** Does at once what the next poll would do; many calls in a row become one. */
    void wake(FanOut fanOut) {
        if (started && waking.compareAndSet(false, true)) {
            execute(() -> {
                waking.set(false);
                fanOut.runOnce();
                pump();
            });
        }
    }

    /** Runs work on one of the threads, unless this node stops. */
    private void execute(Runnable work) {
        if (enter()) {
            threads.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.warn("A wake-up failed; the next poll does the work", e);
                } finally {
                    leave();
                }
            });
        }
    }

    /** Waits until nothing is in flight. */
    boolean awaitIdle(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (idle) {
            try {
                while (busy > 0) {
                    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                    if (left <= 0) {
                        return false;
                    }
                    idle.wait(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            return true;
        }
    }

    /** Claims nothing more, and lets what is in flight end. */
    void close(Duration atMost) {
        synchronized (idle) {
            closing = true;
        }
        if (!awaitIdle(atMost)) {
            LOG.warn("Some webhooks were in flight for longer than {}; other nodes send them again", atMost);
        }
        threads.shutdown();
    }
}
