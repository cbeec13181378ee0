package dev.drawbridge.webhooks.internal.delivery;

import dev.drawbridge.webhooks.spi.DeliveryResult;
import dev.drawbridge.webhooks.spi.DueDelivery;
import dev.drawbridge.webhooks.spi.LaneBatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane's batch on its way: some threads send its deliveries one after the other, in their order. What they do not begin
 * stays due and goes back with the lane. Thread-safe.
 */
final class SendingBatch {

    /** With the time that one request may take, well within {@link DeliveryLoop#LANE_LEASE}. */
    static final Duration BEGIN_WITHIN = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(SendingBatch.class);

    private final LaneBatch lane;
    private final List<SigningSecret> keys;
    private final Sender sender;
    private final BooleanSupplier stopping;
    private final int most;
    private final long start = System.nanoTime();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger threads;
    private final ConcurrentLinkedQueue<DeliveryResult> results = new ConcurrentLinkedQueue<>();
    private volatile boolean failed;

    SendingBatch(LaneBatch lane, List<SigningSecret> keys, int threads, Sender sender, BooleanSupplier stopping) {
        this.lane = lane;
        this.keys = keys;
        this.sender = sender;
        this.stopping = stopping;
        this.most = sendable(lane);
        this.threads = new AtomicInteger(threads);
    }

    /** While the breaker is open one delivery probes the endpoint; the others stay due and lose no attempt. */
    private static int sendable(LaneBatch lane) {
        return lane.health().failures() >= Verdicts.BREAKER
                ? Math.min(1, lane.due().size())
                : lane.due().size();
    }

    /** How many threads a batch can use. */
    static int width(LaneBatch lane) {
        return Math.min(sendable(lane), lane.health().quantum());
    }

    LaneBatch lane() {
        return lane;
    }

    List<DeliveryResult> results() {
        return List.copyOf(results);
    }

    /** Sends until nothing more is to be begun; returns true on the thread that is the last one to end. */
    boolean send() {
        Optional<DueDelivery> delivery = begin();
        while (delivery.isPresent()) {
            send(delivery.get());
            delivery = begin();
        }
        return threads.decrementAndGet() == 0;
    }

    /** After a failure no more is begun: the health of the endpoint decides what comes next. */
    private Optional<DueDelivery> begin() {
        boolean late = System.nanoTime() - start > BEGIN_WITHIN.toNanos();
        if (failed || late || stopping.getAsBoolean()) {
            return Optional.empty();
        }
        int index = next.getAndIncrement();
        return index < most ? Optional.of(lane.due().get(index)) : Optional.empty();
    }

    private void send(DueDelivery delivery) {
        try {
            DeliveryResult result = sender.send(lane, keys, delivery);
            results.add(result);
            failed |= result.verdict() != DeliveryResult.Verdict.DELIVERED;
        } catch (Throwable e) {
            // An error, too: whoever waits for the end of this batch would wait for ever.
            failed = true;
            LOG.warn("Delivery {} could not be sent and is tried again", delivery.id(), e);
        }
    }
}
