package dev.drawbridge.testkit.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.testkit.contract.Race;
import dev.drawbridge.testkit.contract.Samples;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.DeliveryResult;
import dev.drawbridge.webhooks.spi.DeliveryResult.Verdict;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import dev.drawbridge.webhooks.spi.DueDelivery;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.LaneBatch;
import dev.drawbridge.webhooks.spi.LaneHealth;
import dev.drawbridge.webhooks.spi.LaneResult;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import dev.drawbridge.webhooks.spi.WebhookStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link WebhookStores} does with lanes and deliveries. */
public abstract class WebhookLaneContract extends WebhookFixture {

    /** For subclasses. */
    protected WebhookLaneContract() {}

    @Test
    @Tag("D-06")
    @DisplayName("four nodes that claim at the same time take every delivery once")
    void parallelClaims() {
        int lanes = 12;
        int events = 5;
        for (int i = 0; i < lanes; i++) {
            endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        }
        for (int i = 0; i < events; i++) {
            publish("ticket.created", NOW);
        }
        fanOut();

        List<List<String>> taken = Race.of(4, node -> {
            List<String> mine = new ArrayList<>();
            Optional<LaneBatch> batch = claim("node" + node, NOW, 2);
            while (batch.isPresent()) {
                batch.get().due().forEach(due -> mine.add(due.id()));
                assertThat(report(batch.get(), Verdict.DELIVERED, null)).isTrue();
                batch = claim("node" + node, NOW, 2);
            }
            return mine;
        });

        assertThat(taken.stream().flatMap(List::stream)).doesNotHaveDuplicates();
        // A node may have found every lane held by others for a moment; what it left is still there.
        long left = drain();
        assertThat(taken.stream().mapToLong(List::size).sum() + left).isEqualTo((long) lanes * events);
    }

    private long drain() {
        long count = 0;
        Optional<LaneBatch> batch = claim(NOW);
        while (batch.isPresent()) {
            count += batch.get().due().size();
            report(batch.get(), Verdict.DELIVERED, null);
            batch = claim(NOW);
        }
        return count;
    }

    @Test
    void aLaneIsHeldByOneNodeUntilItsLeaseEnds() {
        endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        publish("ticket.created", NOW);
        fanOut();
        LaneBatch first = claim("node1", NOW, 10).orElseThrow();

        assertThat(claim("node2", NOW.plusSeconds(29), 10)).isEmpty();
        LaneBatch second = claim("node2", NOW.plusSeconds(30), 10).orElseThrow();

        assertThat(second.epoch()).isGreaterThan(first.epoch());
        assertThat(second.due()).isEqualTo(first.due());
        assertThat(second.due())
                .singleElement()
                .extracting(DueDelivery::attempts)
                .isEqualTo(0);
    }

    @Test
    @Tag("D-05")
    @DisplayName("what a node reports after it lost its lease counts only if it is a success")
    void fences() {
        EndpointId endpoint = endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        publish("ticket.created", NOW);
        fanOut();
        LaneBatch zombie = claim("node1", NOW, 10).orElseThrow();
        LaneBatch owner = claim("node2", NOW.plusSeconds(60), 10).orElseThrow();

        assertThat(report(zombie, Verdict.RETRY, NOW.plusSeconds(999))).isFalse();
        assertThat(list(endpoint))
                .singleElement()
                .extracting(Delivery::nextAttemptAt)
                .isEqualTo(NOW);
        assertThat(attempts(endpoint)).isEmpty();

        assertThat(report(zombie, Verdict.DELIVERED, null)).isFalse();
        assertThat(statuses(endpoint)).containsExactly(DeliveryStatus.DELIVERED);

        assertThat(report(owner, Verdict.RETRY, NOW.plusSeconds(999))).isTrue();
        assertThat(statuses(endpoint)).containsExactly(DeliveryStatus.DELIVERED);
        assertThat(attempts(endpoint)).hasSize(1);
    }

    @Test
    @Tag("D-09")
    @DisplayName("a report that comes twice changes nothing the second time")
    void reportTwice() {
        EndpointId endpoint = endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        publish("ticket.created", NOW);
        fanOut();
        LaneBatch batch = claim(NOW).orElseThrow();

        report(batch, Verdict.RETRY, NOW.plusSeconds(5));
        report(batch, Verdict.RETRY, NOW.plusSeconds(99));

        assertThat(attempts(endpoint)).hasSize(1);
        assertThat(list(endpoint))
                .singleElement()
                .extracting(Delivery::nextAttemptAt)
                .isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void aRetryIsTakenWhenItIsDueAndKnowsItsHistory() {
        EndpointId endpoint = endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        String message = publish("ticket.created", NOW);
        fanOut();
        report(claim(NOW).orElseThrow(), Verdict.RETRY, NOW.plusSeconds(5));

        assertThat(claim(NOW.plusSeconds(4))).isEmpty();
        LaneBatch again = claim(NOW.plusSeconds(5)).orElseThrow();

        assertThat(again.due()).singleElement().satisfies(due -> {
            assertThat(due.messageId()).isEqualTo(message);
            assertThat(due.attempts()).isEqualTo(1);
            assertThat(due.tries()).isEqualTo(1);
            assertThat(due.manual()).isFalse();
            assertThat(due.body()).isEqualTo("{\"n\":\"Ž🐴\"}");
        });
        report(again, Verdict.FAILED, null);
        assertThat(statuses(endpoint)).containsExactly(DeliveryStatus.FAILED);
        assertThat(attempts(endpoint)).extracting(DeliveryAttempt::number).containsExactly(1, 2);
        assertThat(claim(NOW.plusSeconds(9999))).isEmpty();
    }

    @Test
    void whatIsFannedOutWhileALaneIsHeldIsTakenNext() {
        endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        publish("ticket.created", NOW);
        fanOut();
        LaneBatch held = claim(NOW).orElseThrow();

        publish("ticket.created", NOW);
        fanOut();
        report(held, Verdict.DELIVERED, null);

        assertThat(claim(NOW).orElseThrow().due()).hasSize(1);
    }

    @Test
    void fanOutAndReportsAtTheSameTimeLoseNoWakeUp() {
        endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        int rounds = 40;
        for (int round = 0; round < rounds; round++) {
            publish("ticket.created", NOW);
            fanOut();
            LaneBatch held = claim(NOW).orElseThrow();
            publish("ticket.created", NOW);
            Race.of(2, thread -> thread == 0 ? fanOut() : report(held, Verdict.DELIVERED, null));

            LaneBatch next = claim(NOW).orElseThrow();
            assertThat(next.due()).as("round %d", round).hasSize(1);
            report(next, Verdict.DELIVERED, null);
        }
    }

    @Test
    void aPausedEndpointWaitsAndContinuesWhenItIsResumed() {
        EndpointId endpoint = endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        publish("ticket.created", NOW);
        fanOut();
        assertThat(webhooks().endpoints().moveStatus(endpoint, EndpointStatus.ACTIVE, EndpointStatus.PAUSED, NOW))
                .isTrue();

        assertThat(claim(NOW)).isEmpty();
        assertThat(webhooks().endpoints().moveStatus(endpoint, EndpointStatus.ACTIVE, EndpointStatus.PAUSED, NOW))
                .isFalse();
        webhooks().endpoints().moveStatus(endpoint, EndpointStatus.PAUSED, EndpointStatus.ACTIVE, NOW);

        assertThat(claim(NOW).orElseThrow().due()).hasSize(1);
    }

    @Test
    @Tag("D-23")
    @DisplayName("an endpoint that is gone is disabled, and what waits for it is cancelled")
    void gone() {
        App app = app(COMPANY, "tickets.read");
        EndpointId endpoint = endpoint(app, "ticket.created");
        publish("ticket.created", NOW);
        publish("ticket.created", NOW);
        fanOut();
        LaneBatch batch = claim("node", NOW, 1).orElseThrow();

        List<DeliveryResult> results = List.of(result(batch.due().get(0), Verdict.FAILED, null));
        complete(batch, new LaneResult(results, batch.health(), EndpointStatus.DISABLED_GONE));

        assertThat(webhooks().endpoints().find(endpoint).orElseThrow().status())
                .isEqualTo(EndpointStatus.DISABLED_GONE);
        assertThat(webhooks().endpoints().disabled(Set.of(app.id())))
                .extracting(WebhookEndpoint::id)
                .containsExactly(endpoint);
        assertThat(statuses(endpoint)).containsExactlyInAnyOrder(DeliveryStatus.FAILED, DeliveryStatus.CANCELLED);
        assertThat(claim(NOW.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    @Tag("D-12")
    @DisplayName("nothing is taken from a lane before its breaker lets it")
    void notBefore() {
        endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        publish("ticket.created", NOW);
        fanOut();
        LaneBatch batch = claim(NOW).orElseThrow();
        LaneHealth open = new LaneHealth(5, NOW, NOW.plusSeconds(30));
        complete(batch, new LaneResult(List.of(), open, null));

        assertThat(claim(NOW.plusSeconds(29))).isEmpty();
        assertThat(claim(NOW.plusSeconds(30)).orElseThrow().health()).isEqualTo(open);
    }

    @Test
    @Tag("D-30")
    @DisplayName("a delivery may be sent once more at any time; a failure then leaves it as it was")
    void redelivery() {
        EndpointId endpoint = endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        publish("ticket.created", NOW);
        fanOut();
        report(claim(NOW).orElseThrow(), Verdict.RETRY, NOW.plusSeconds(300));
        String id = list(endpoint).get(0).id();

        assertThat(webhooks().deliveries().redeliver(endpoint, id, NOW.plusSeconds(9)))
                .isTrue();
        LaneBatch byHand = claim(NOW.plusSeconds(9)).orElseThrow();
        assertThat(byHand.due()).singleElement().extracting(DueDelivery::manual).isEqualTo(true);
        report(byHand, Verdict.KEPT, null);
        assertThat(list(endpoint))
                .singleElement()
                .extracting(Delivery::nextAttemptAt)
                .isEqualTo(NOW.plusSeconds(300));

        LaneBatch planned = claim(NOW.plusSeconds(300)).orElseThrow();
        assertThat(planned.due()).singleElement().satisfies(due -> {
            assertThat(due.tries()).isEqualTo(1);
            assertThat(due.attempts()).isEqualTo(2);
        });
        report(planned, Verdict.DELIVERED, null);
        webhooks().deliveries().redeliver(endpoint, id, NOW.plusSeconds(400));
        report(claim(NOW.plusSeconds(400)).orElseThrow(), Verdict.KEPT, null);

        assertThat(statuses(endpoint)).containsExactly(DeliveryStatus.DELIVERED);
        assertThat(attempts(endpoint)).extracting(DeliveryAttempt::number).containsExactly(1, 2, 3, 4);
        assertThat(webhooks().deliveries().redeliver(endpoint, "nothing", NOW)).isFalse();
        assertThat(webhooks().deliveries().redeliver(new EndpointId("foreign"), id, NOW))
                .isFalse();
    }

    @Test
    void deliveriesAreListedNewestFirstPageByPage() {
        EndpointId endpoint = endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            messages.add(0, publish("ticket.created", NOW));
            webhooks().outbox().fanOut(NOW.plusSeconds(i / 2), 10, Samples::id);
        }

        List<String> listed = new ArrayList<>();
        List<Delivery> page = webhooks().deliveries().list(endpoint, ALL, null, 3);
        while (!page.isEmpty()) {
            page.forEach(delivery -> listed.add(delivery.messageId()));
            page = webhooks()
                    .deliveries()
                    .list(endpoint, ALL, page.get(page.size() - 1).id(), 3);
        }

        assertThat(listed).isEqualTo(messages);
        assertThat(webhooks().deliveries().list(endpoint, Set.of(DeliveryStatus.FAILED), null, 3))
                .isEmpty();
    }
}
