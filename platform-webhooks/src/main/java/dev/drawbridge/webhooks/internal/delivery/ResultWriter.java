package dev.drawbridge.webhooks.internal.delivery;

import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.LaneReport;
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

    public ResultWriter(LaneStore lanes, Transactions transactions, EndpointJournal journal) {
        this.lanes = lanes;
        this.transactions = transactions;
        this.journal = journal;
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
            EndpointStatus disabled = report.result().disable();
            EndpointId endpoint = report.batch().endpoint();
            if (disabled != null && held.contains(endpoint)) {
                journal.disabled(endpoint, disabled);
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
}
