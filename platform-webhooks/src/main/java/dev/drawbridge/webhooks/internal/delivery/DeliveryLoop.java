package dev.drawbridge.webhooks.internal.delivery;

import dev.drawbridge.core.internal.cluster.Leases;
import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointSecret;
import dev.drawbridge.webhooks.spi.LaneBatch;
import dev.drawbridge.webhooks.spi.LaneClaim;
import dev.drawbridge.webhooks.spi.LaneReport;
import dev.drawbridge.webhooks.spi.WebhookStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events from the outbox to their receivers, on every node. Thread-safe.
 *
 * <ol>
 *   <li>A round begins every second, and immediately after a commit that made work.
 *   <li>Fan-out: one node at a time makes of each event one delivery for every endpoint in its audience.
 *   <li>Claims: the node leases due lanes, developers in turn, then their endpoints; never more than it has {@linkplain
 *       SendingSlots slots} for, so no lease ends while its deliveries wait for a thread.
 *   <li>Sending: some threads send what is due on a lane as one {@link SendingBatch}.
 *   <li>Results: the last of these threads has the result stored, which frees the lane, and the next lanes are claimed.
 *   <li>Shutdown: nothing more is claimed or begun, and what is in flight may end.
 * </ol>
 *
 * <p>If a node dies, its leases end, another node takes the lanes and sends their deliveries again with the same ids.
 */
public final class DeliveryLoop {

    /** How long a lane is leased: longer than a batch begins deliveries and one request may take. */
    static final Duration LANE_LEASE = Duration.ofSeconds(30);

    /** How long {@link #runOnce} waits for the receivers. */
    private static final Duration DRAIN = Duration.ofSeconds(60);

    private static final Duration FAN_OUT_LEASE = Duration.ofSeconds(30);

    /** How many events are fanned out in one transaction. */
    private static final int EVENTS = 500;

    /** How many lanes one claim takes. */
    private static final int LANES = 32;

    /** About how many deliveries a node holds in memory. */
    private static final int ROWS = 2_048;

    /** How many lanes' results are stored in one transaction. */
    private static final int RESULTS = 32;

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLoop.class);

    private final WebhookStores stores;
    private final EndpointSecrets secrets;
    private final Sender sender;
    private final Verdicts verdicts;
    private final ResultWriter writer;
    private final Leases leases;
    private final PlatformClock clock;
    private final Ulids ids;

    private final SenderThreads threads = SenderThreads.create();
    private final SendingSlots slots = new SendingSlots(threads.slots());
    private final AtomicInteger rows = new AtomicInteger();
    private final Coalesced claiming = new Coalesced(this::claimAll);
    private final GroupCommit<LaneReport> results = new GroupCommit<>(RESULTS, this::store);
    private final InFlight inFlight = new InFlight();
    private final AtomicBoolean waking = new AtomicBoolean();
    private volatile boolean polled;

    public DeliveryLoop(
            WebhookStores stores,
            EndpointSecrets secrets,
            Sender sender,
            Verdicts verdicts,
            ResultWriter writer,
            Leases leases,
            PlatformClock clock,
            Ulids ids) {
        this.stores = stores;
        this.secrets = secrets;
        this.sender = sender;
        this.verdicts = verdicts;
        this.writer = writer;
        this.leases = leases;
        this.clock = clock;
        this.ids = ids;
    }

    /** Begins a round: the job of every node, which finds what no wake-up announced. */
    public void poll() {
        polled = true;
        round();
    }

    /** Begins a round on another thread, once the job has run; many calls in a row become one. */
    public void wake() {
        if (polled && waking.compareAndSet(false, true) && inFlight.enter()) {
            threads.execute(() -> {
                try {
                    waking.set(false);
                    quietly(this::round);
                } finally {
                    inFlight.leave();
                }
            });
        }
    }

    /** Sends everything that is due and waits for the responses; false if some are still missing after a minute. */
    public boolean runOnce() {
        round();
        return inFlight.awaitIdle(DRAIN);
    }

    private void round() {
        fanOut();
        claim();
    }

    private void fanOut() {
        // Asked first without the lease: an idle node writes nothing.
        if (stores.outbox().waiting()) {
            leases.runExclusively("webhook-fan-out", FAN_OUT_LEASE, this::fanOutAll);
        }
    }

    private void fanOutAll() {
        int done = EVENTS;
        while (done == EVENTS) {
            done = stores.outbox().fanOut(clock.instant(), EVENTS, () -> "dlv_" + ids.next());
        }
    }

    /** Claims what is due and starts sending it; does not wait for responses. */
    private void claim() {
        if (inFlight.enter()) {
            try {
                claiming.run();
            } finally {
                inFlight.leave();
            }
        }
    }

    private void claimAll() {
        List<LaneBatch> lanes = claimLanes();
        while (!lanes.isEmpty()) {
            start(lanes);
            lanes = inFlight.closing() ? List.of() : claimLanes();
        }
    }

    private List<LaneBatch> claimLanes() {
        SendingSlots.Room room = slots.look();
        if (room.free() == 0) {
            return List.of();
        }
        int lanes = Math.min(LANES, room.free());
        Instant coordination = clock.coordination();
        return stores.lanes()
                .claim(new LaneClaim(
                        leases.node(),
                        clock.instant(),
                        coordination,
                        coordination.plus(LANE_LEASE),
                        lanes,
                        Math.max((ROWS - rows.get()) / lanes, 1),
                        room.room(),
                        room.rooms()));
    }

    private void start(List<LaneBatch> claimed) {
        Map<EndpointId, List<EndpointSecret>> sealed =
                secrets.live(claimed.stream().map(LaneBatch::endpoint).collect(Collectors.toSet()), clock.instant());
        List<LaneReport> unsent = new ArrayList<>();
        List<Integer> widths = slots.share(claimed.stream()
                .map(lane -> new SendingSlots.Wish(lane.tenant(), SendingBatch.width(lane)))
                .toList());
        for (int i = 0; i < widths.size(); i++) {
            LaneBatch lane = claimed.get(i);
            if (widths.get(i) > 0) {
                start(lane, sealed.getOrDefault(lane.endpoint(), List.of()), widths.get(i));
            } else {
                // Everything on it was cancelled, or the developer's other lanes left no room.
                inFlight.join();
                unsent.add(LaneReport.unsent(lane));
            }
        }
        results.add(unsent);
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
        SendingBatch batch = new SendingBatch(lane, keys, width, sender, inFlight::closing);
        inFlight.join();
        rows.addAndGet(lane.due().size());
        for (int i = 0; i < width; i++) {
            threads.execute(() -> send(batch));
        }
    }

    /** One of the threads of a batch. */
    private void send(SendingBatch batch) {
        boolean last = batch.send();
        boolean wanted = slots.giveBack(batch.lane().tenant(), 1);
        if (last) {
            rows.addAndGet(-batch.lane().due().size());
            results.add(List.of(
                    new LaneReport(batch.lane(), verdicts.sum(batch.lane(), batch.results(), clock.instant()))));
        } else if (wanted) {
            quietly(this::claim);
        }
    }

    /** Gives lanes back with what became of them; each was in flight until now. */
    private void store(List<LaneReport> group) {
        try {
            writer.store(group);
            quietly(this::claim);
        } finally {
            group.forEach(report -> inFlight.leave());
        }
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("Webhooks could not be fanned out or claimed; the next poll does it", e);
        }
    }

    /** Claims and begins nothing more, and lets what is in flight end. */
    public void close(Duration atMost) {
        inFlight.close();
        if (!inFlight.awaitIdle(atMost)) {
            LOG.warn("Some webhooks were in flight for longer than {}; other nodes send them again", atMost);
        }
        threads.shutdown();
    }
}
