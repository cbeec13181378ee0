package dev.drawbridge.webhooks;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.core.store.StoreUnavailableException;
import dev.drawbridge.webhooks.store.EndpointId;
import dev.drawbridge.webhooks.store.EndpointStatus;
import dev.drawbridge.webhooks.store.LaneReport;
import dev.drawbridge.webhooks.store.LaneStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what became of batches, all that have ended meanwhile in one transaction. Thread-safe.
 *
 * <p>If a group cannot be stored, its reports are tried one by one: what is wrong with one endpoint's must not make
 * everybody's deliveries come twice.
 */
final class ResultWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ResultWriter.class);
    private static final int GROUP = 32;

    private final Environment env;
    private final LaneStore lanes;
    private final Runnable afterwards;
    private final ConcurrentLinkedQueue<LaneReport> waiting = new ConcurrentLinkedQueue<>();
    private final Coalesced writer = new Coalesced(this::write);
    private final InFlight inFlight;

    /**
     * Makes them.
     *
     * @param env the shared services
     * @param lanes where they are stored
     * @param inFlight counts each report until it was stored
     * @param afterwards looks for more work once lanes are free again
     */
    ResultWriter(Environment env, LaneStore lanes, InFlight inFlight, Runnable afterwards) {
        this.env = env;
        this.lanes = lanes;
        this.inFlight = inFlight;
        this.afterwards = afterwards;
    }

    /** Stores reports, or leaves them to the thread that is storing others. Each was counted as in flight. */
    void add(List<LaneReport> reports) {
        waiting.addAll(reports);
        writer.run();
    }

    private void write() {
        List<LaneReport> group = next();
        while (!group.isEmpty()) {
            try {
                storeAll(group);
                lookForMore();
            } finally {
                group.forEach(report -> inFlight.leave());
            }
            group = next();
        }
    }

    private List<LaneReport> next() {
        List<LaneReport> group = new ArrayList<>();
        LaneReport report = waiting.poll();
        while (report != null) {
            group.add(report);
            report = group.size() < GROUP ? waiting.poll() : null;
        }
        return group;
    }

    private void storeAll(List<LaneReport> group) {
        try {
            store(group);
        } catch (StoreUnavailableException e) {
            lost(group, e);
        } catch (RuntimeException e) {
            if (group.size() == 1) {
                lost(group, e);
            } else {
                group.forEach(report -> storeAll(List.of(report)));
            }
        }
    }

    private static void lost(List<LaneReport> group, RuntimeException cause) {
        int count = group.stream()
                .mapToInt(report -> report.result().results().size())
                .sum();
        // The receiver has it, we do not know: it is sent again, with the same id.
        LOG.warn("What became of {} deliveries could not be stored; they are sent again", count, cause);
    }

    private void store(List<LaneReport> group) {
        env.transactions().inTransaction(() -> {
            Set<EndpointId> held = lanes.complete(group);
            for (LaneReport report : group) {
                EndpointStatus disabled = report.result().disable();
                EndpointId endpoint = report.batch().endpoint();
                if (disabled != null && held.contains(endpoint)) {
                    env.journal()
                            .record(
                                    Actor.SYSTEM,
                                    "webhook.disabled",
                                    "webhook_endpoint",
                                    endpoint.value(),
                                    Map.of("status", disabled.name()));
                }
            }
        });
    }

    private void lookForMore() {
        try {
            afterwards.run();
        } catch (RuntimeException e) {
            LOG.warn("The next lanes could not be taken; the next poll tries again", e);
        }
    }
}
