package dev.drawbridge.testkit.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.store.Tenant;
import dev.drawbridge.testkit.contract.Samples;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryResult.Verdict;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.LaneBatch;
import dev.drawbridge.webhooks.spi.LaneClaim;
import dev.drawbridge.webhooks.spi.LaneHealth;
import dev.drawbridge.webhooks.spi.LaneReport;
import dev.drawbridge.webhooks.spi.LaneResult;
import dev.drawbridge.webhooks.spi.OutboxEvent;
import dev.drawbridge.webhooks.spi.WebhookStores;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How every {@link WebhookStores} lets developers, and then their endpoints, take turns. */
public abstract class WebhookTurnsContract extends WebhookFixture {

    /** For subclasses. */
    protected WebhookTurnsContract() {}

    @Test
    @Tag("D-15")
    @DisplayName("a developer's backlog of many lanes takes turns with the one lane of another")
    void turns() {
        DeveloperId busy = new DeveloperId(Samples.id());
        for (int i = 0; i < 12; i++) {
            endpoint(app(busy, COMPANY, "tickets.read"), "ticket.created");
        }
        publish("ticket.created", NOW);
        publish("ticket.created", NOW);
        fanOut();
        // Served longer ago than anything that comes later.
        report(claim(NOW.plusSeconds(1)).orElseThrow(), Verdict.DELIVERED, null);
        EndpointId quiet = endpoint(app(COMPANY, "tickets.read"), "invoice.paid");
        append("ping", new OutboxEvent.Only(quiet), NOW.plusSeconds(2));
        fanOut();

        List<LaneBatch> taken = webhooks()
                .lanes()
                .claim(new LaneClaim(
                        "node", NOW.plusSeconds(3), NOW.plusSeconds(3), NOW.plusSeconds(33), 5, 10, 5, Map.of()));

        assertThat(taken).hasSize(5).extracting(LaneBatch::endpoint).doesNotHaveDuplicates();
        assertThat(taken.subList(0, 2)).extracting(LaneBatch::endpoint).contains(quiet);
        assertThat(taken)
                .filteredOn(batch -> batch.tenant().equals(Tenant.developer(busy.value())))
                .hasSize(4)
                .allSatisfy(batch -> assertThat(batch.due()).hasSize(2));
    }

    @Test
    @Tag("D-10")
    @DisplayName("nobody gets more lanes than there is room for, and who has none is left out")
    void rooms() {
        DeveloperId one = new DeveloperId(Samples.id());
        DeveloperId other = new DeveloperId(Samples.id());
        for (int i = 0; i < 4; i++) {
            endpoint(app(one, COMPANY, "tickets.read"), "ticket.created");
            endpoint(app(other, COMPANY, "tickets.read"), "ticket.created");
        }
        publish("ticket.created", NOW);
        fanOut();

        LaneClaim claim = new LaneClaim(
                "node", NOW, NOW, NOW.plusSeconds(30), 20, 10, 3, Map.of(Tenant.developer(one.value()), 0));

        assertThat(webhooks().lanes().claim(claim))
                .hasSize(3)
                .extracting(LaneBatch::tenant)
                .containsOnly(Tenant.developer(other.value()));
    }

    @Test
    @Tag("D-10")
    @DisplayName("the quantum that was reported is the quantum of the next batch")
    void quantum() {
        endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        for (int i = 0; i < 10; i++) {
            publish("ticket.created", NOW);
        }
        fanOut();
        LaneBatch first = claim(NOW).orElseThrow();
        assertThat(first.health().quantum()).isEqualTo(LaneHealth.FULL_QUANTUM);
        complete(first, new LaneResult(List.of(), first.health().withQuantum(1), null));

        LaneBatch next = claim(NOW).orElseThrow();

        assertThat(next.health().quantum()).isEqualTo(1);
        assertThat(next.due()).as("fewer, as it is slow").hasSize(8);
    }

    @Test
    @Tag("D-05")
    @DisplayName("of several reports those count whose lanes are still held, and one of each tells")
    void reportsOfManyLanes() {
        EndpointId lost = endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        EndpointId kept = endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        publish("ticket.created", NOW);
        fanOut();
        List<LaneBatch> mine = webhooks().lanes().claim(LaneClaim.first("node1", NOW, NOW.plusSeconds(30), 5, 10));
        assertThat(mine).extracting(LaneBatch::endpoint).containsExactlyInAnyOrder(lost, kept);
        List<LaneReport> reports = mine.stream()
                .map(batch -> new LaneReport(
                        batch,
                        new LaneResult(
                                List.of(result(batch.due().get(0), Verdict.RETRY, NOW.plusSeconds(99))),
                                LaneHealth.GOOD,
                                null)))
                .toList();
        webhooks().lanes().complete(List.of(reports.get(mine.get(0).endpoint().equals(kept) ? 0 : 1)));
        // The lane that was given back is not due yet, so this takes the other one.
        assertThat(claim("node2", NOW.plusSeconds(60), 10).orElseThrow().endpoint())
                .isEqualTo(lost);

        assertThat(webhooks().lanes().complete(reports)).containsExactly(kept);
        assertThat(list(lost))
                .singleElement()
                .extracting(Delivery::nextAttemptAt)
                .isEqualTo(NOW);
    }
}
