package dev.drawbridge.webhooks;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.share.Tenant;
import dev.drawbridge.webhooks.store.EndpointId;
import dev.drawbridge.webhooks.store.EndpointSecret;
import dev.drawbridge.webhooks.store.LaneBatch;
import dev.drawbridge.webhooks.store.LaneClaim;
import dev.drawbridge.webhooks.store.LaneReport;
import dev.drawbridge.webhooks.store.LaneResult;
import dev.drawbridge.webhooks.store.WebhookStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes due lanes and has sent what is on them. Thread-safe.
 *
 * <p>Developers take turns, then their endpoints ({@link SendingSlots}); a lane is leased for one {@link SendingBatch}, whose
 * end goes to {@link ResultWriter}. If this node dies its leases end, another node takes the lanes and sends the batches again.
 * Nothing is claimed without a free slot, so no lease ends while its deliveries still wait for a thread.
 */
final class DeliveryLoop {

    /** Longer than a batch begins deliveries and one request may take. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** How many lanes one claim takes. */
    private static final int LANES = 32;

    /** About how many deliveries a node holds in memory. */
    private static final int ROWS = 2_048;

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLoop.class);

    private final Environment env;
    private final WebhookStores stores;
    private final EndpointSecrets secrets;
    private final Sender sender;
    private final Verdicts verdicts;
    private final SenderThreads threads = SenderThreads.create();
    private final SendingSlots slots = new SendingSlots(threads.slots());
    private final InFlight inFlight = new InFlight();
    private final Coalesced pump = new Coalesced(this::claimAll);
    private final ResultWriter reports;
    private final AtomicInteger rows = new AtomicInteger();
    private final AtomicBoolean waking = new AtomicBoolean();
    private volatile boolean started;

    DeliveryLoop(Environment env, WebhookStores stores, EndpointSecrets secrets, Sender sender, Verdicts verdicts) {
        this.env = env;
        this.stores = stores;
        this.secrets = secrets;
        this.sender = sender;
        this.verdicts = verdicts;
        this.reports = new ResultWriter(env, stores.lanes(), inFlight, this::pump);
    }

    /** Starts sending what is due and returns; what ends makes room and takes the next lanes by itself. */
    void pump() {
        if (inFlight.enter()) {
            try {
                pump.run();
            } finally {
                inFlight.leave();
            }
        }
    }

    private void claimAll() {
        List<LaneBatch> claimed = claim();
        while (!claimed.isEmpty()) {
            start(claimed);
            claimed = inFlight.closing() ? List.of() : claim();
        }
    }

    private List<LaneBatch> claim() {
        SendingSlots.Room room = slots.look();
        if (room.free() == 0) {
            return List.of();
        }
        int lanes = Math.min(LANES, room.free());
        Instant coordination = env.clock().coordination();
        return stores.lanes()
                .claim(new LaneClaim(
                        env.leases().node(),
                        env.clock().instant(),
                        coordination,
                        coordination.plus(LEASE),
                        lanes,
                        Math.max((ROWS - rows.get()) / lanes, 1),
                        room.room(),
                        room.rooms()));
    }

    /** Every lane gets one slot before any gets more; then the lanes of a developer share what is left to them. */
    private void start(List<LaneBatch> claimed) {
        Map<EndpointId, List<EndpointSecret>> sealed = stores.secrets()
                .live(
                        claimed.stream().map(LaneBatch::endpoint).collect(Collectors.toSet()),
                        env.clock().instant());
        List<LaneBatch> ready = new ArrayList<>();
        List<LaneBatch> returned = new ArrayList<>();
        for (LaneBatch lane : claimed) {
            boolean sends = !lane.due().isEmpty() && slots.take(lane.tenant(), 1) == 1;
            (sends ? ready : returned).add(lane);
        }
        Map<Tenant, Integer> left = new HashMap<>();
        ready.forEach(lane -> left.merge(lane.tenant(), 1, Integer::sum));
        for (LaneBatch lane : ready) {
            int lanes = left.merge(lane.tenant(), -1, Integer::sum) + 1;
            int share = slots.roomOf(lane.tenant()) / lanes;
            int width = 1 + slots.take(lane.tenant(), Math.min(SendingBatch.width(lane) - 1, share));
            start(lane, sealed.getOrDefault(lane.endpoint(), List.of()), width);
        }
        giveBack(returned);
    }

    private void start(LaneBatch lane, List<EndpointSecret> sealed, int width) {
        List<SigningSecret> keys;
        try {
            keys = sealed.stream().map(secrets::open).toList();
        } catch (RuntimeException e) {
            // It stays leased for a while, so that nobody tries all the time.
            LOG.warn("The secrets of {} cannot be opened, so nothing is sent to it", lane.endpoint(), e);
            slots.giveBack(lane.tenant(), width);
            return;
        }
        SendingBatch batch = new SendingBatch(lane, keys, width, sender, inFlight);
        inFlight.join();
        rows.addAndGet(lane.due().size());
        for (int i = 0; i < width; i++) {
            threads.execute(() -> send(batch));
        }
    }

    /** Everything on these was cancelled, or others of their developer left no room. */
    private void giveBack(List<LaneBatch> lanes) {
        if (!lanes.isEmpty()) {
            lanes.forEach(lane -> inFlight.join());
            reports.add(lanes.stream()
                    .map(lane -> new LaneReport(lane, new LaneResult(List.of(), lane.health(), null)))
                    .toList());
        }
    }

    private void send(SendingBatch batch) {
        boolean last = batch.send();
        boolean wanted = slots.giveBack(batch.lane().tenant(), 1);
        if (last) {
            rows.addAndGet(-batch.lane().due().size());
            reports.add(List.of(new LaneReport(
                    batch.lane(),
                    verdicts.sum(batch.lane(), batch.results(), env.clock().instant()))));
        } else if (wanted) {
            quietly(this::pump);
        }
    }

    /** From now on wake-ups are followed: somebody runs the jobs of this node. */
    void start() {
        started = true;
    }

    void wakeAfterCommit(FanOut fanOut) {
        env.transactions().afterCommit(() -> wake(fanOut));
    }

    /** Does immediately what the next poll would do; many calls in a row become one. */
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
        if (inFlight.enter()) {
            threads.execute(() -> {
                try {
                    quietly(work);
                } finally {
                    inFlight.leave();
                }
            });
        }
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("A wake-up failed; the next poll does the work", e);
        }
    }

    /** Waits until nothing is in flight. */
    boolean awaitIdle(Duration atMost) {
        return inFlight.awaitIdle(atMost);
    }

    /** Claims nothing more, begins nothing more, and lets what is in flight end. */
    void close(Duration atMost) {
        inFlight.close();
        if (!inFlight.awaitIdle(atMost)) {
            LOG.warn("Some webhooks were in flight for longer than {}; other nodes send them again", atMost);
        }
        threads.shutdown();
    }
}
