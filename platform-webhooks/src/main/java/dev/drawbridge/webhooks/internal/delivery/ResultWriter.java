package dev.drawbridge.webhooks.internal.delivery;

import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.webhooks.spi.DeliveryResult;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.LaneReport;
import dev.drawbridge.webhooks.spi.LaneResult;
import dev.drawbridge.webhooks.spi.LaneStore;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what became of lanes, a group of them in one transaction. Thread-safe.
 *
 * <p>If a group cannot be stored, its reports are tried one by one: what is wrong with one endpoint's must not make
 * everybody's deliveries come twice.
 */
public final class ResultWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ResultWriter.class);

    private final LaneStore lanes;
    private final Transactions transactions;
    private final EndpointJournal journal;
    private final EndpointFailures failures;

    public ResultWriter(
            LaneStore lanes, Transactions transactions, EndpointJournal journal, EndpointFailures failures) {
        this.lanes = lanes;
        this.transactions = transactions;
        this.journal = journal;
        this.failures = failures;
    }

    /** Stores a group. What cannot be stored is logged and forgotten; its deliveries are sent again. */
    void store(List<LaneReport> group) {
        try {
            transactions.inTransaction(() -> complete(group));
        } catch (StoreUnavailableException e) {
            lost(group, e);
        } catch (RuntimeException e) {
            if (group.size() == 1) {
                lost(group, e);
            } else {
                group.forEach(report -> store(List.of(report)));
            }
        }
    }

    private void complete(List<LaneReport> group) {
        Set<EndpointId> held = lanes.complete(group);
        for (LaneReport report : group) {
            if (held.contains(report.batch().endpoint())) {
                tell(report.batch().endpoint(), report.result());
            }
        }
    }

    private void tell(EndpointId endpoint, LaneResult result) {
        EndpointStatus disabled = result.disable();
        if (disabled != null) {
            journal.disabled(endpoint, disabled);
            failures.disabled(endpoint, disabled, lastStatus(result));
        } else if (result.health().failures() >= Verdicts.BREAKER
                && !result.results().isEmpty()) {
            failures.failing(endpoint, result.health(), lastStatus(result));
        }
    }

    private static int lastStatus(LaneResult result) {
        List<DeliveryResult> results = result.results();
        return results.isEmpty() ? 0 : results.get(results.size() - 1).attempt().responseStatus();
    }

    private static void lost(List<LaneReport> group, RuntimeException cause) {
        int count = group.stream()
                .mapToInt(report -> report.result().results().size())
                .sum();
        // The receiver has it, we do not know: it is sent again, with the same id.
        LOG.warn("What became of {} deliveries could not be stored; they are sent again", count, cause);
    }
}
