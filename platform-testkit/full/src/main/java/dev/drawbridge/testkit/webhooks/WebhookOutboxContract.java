package dev.drawbridge.testkit.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.testkit.contract.Race;
import dev.drawbridge.testkit.contract.Samples;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryResult.Verdict;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.LaneBatch;
import dev.drawbridge.webhooks.spi.LaneResult;
import dev.drawbridge.webhooks.spi.OutboxEvent;
import dev.drawbridge.webhooks.spi.WebhookStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link WebhookStores} does with events and their audience. */
public abstract class WebhookOutboxContract extends WebhookFixture {

    /** For subclasses. */
    protected WebhookOutboxContract() {}

    @Test
    @Tag("D-01")
    @DisplayName("a transaction that rolls back leaves no event")
    void rollback() {
        endpoint(app(COMPANY, "tickets.read"), "ticket.created");

        assertThatThrownBy(() -> core().transactions().inTransaction(() -> {
                    publish("ticket.created", NOW);
                    throw new IllegalStateException("the host changed its mind");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(webhooks().outbox().waiting()).isFalse();
        assertThat(fanOut()).isZero();
    }

    @Test
    @Tag("D-03")
    @DisplayName("eight nodes that fan out at the same time make every delivery once")
    void parallelFanOut() {
        List<EndpointId> endpoints = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            endpoints.add(endpoint(app(COMPANY, "tickets.read"), "ticket.created"));
        }
        for (int i = 0; i < 40; i++) {
            publish("ticket.created", NOW);
        }

        List<Integer> counts = Race.of(8, node -> {
            int done = 0;
            while (webhooks().outbox().waiting()) {
                done += webhooks().outbox().fanOut(NOW, 7, Samples::id);
            }
            return done;
        });

        assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(40);
        for (EndpointId endpoint : endpoints) {
            assertThat(list(endpoint))
                    .extracting(Delivery::messageId)
                    .hasSize(40)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void onlyTheAudienceGetsAnEvent() {
        EndpointId exact = endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        EndpointId wildcard = endpoint(app(COMPANY, "tickets.*"), "ticket.created", "ticket.updated");
        EndpointId everything = endpoint(app(COMPANY, "*"), "ticket.created");
        EndpointId otherEvent = endpoint(app(COMPANY, "tickets.read"), "ticket.updated");
        EndpointId otherScope = endpoint(app(COMPANY, "invoices.read", "tickets.write"), "ticket.created");
        EndpointId otherCompany = endpoint(app(new CompanyId("co_high"), "tickets.read"), "ticket.created");
        EndpointId paused = endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        webhooks().endpoints().moveStatus(paused, EndpointStatus.ACTIVE, EndpointStatus.PAUSED, NOW);
        App revoked = app(COMPANY, "tickets.read");
        EndpointId ofRevoked = endpoint(revoked, "ticket.created");
        core().apps().moveStatus(revoked.id(), AppStatus.ACTIVE, AppStatus.REVOKED, NOW);

        publish("ticket.created", NOW.plusSeconds(1));
        fanOut();

        assertThat(List.of(exact, wildcard, everything))
                .allSatisfy(id -> assertThat(list(id)).hasSize(1));
        assertThat(List.of(otherEvent, otherScope, otherCompany, paused, ofRevoked))
                .allSatisfy(id -> assertThat(list(id)).isEmpty());
    }

    @Test
    void whatHappenedBeforeTheGrantIsNotTold() {
        EndpointId endpoint = endpoint(app(COMPANY, "tickets.read"), "ticket.created");

        publish("ticket.created", NOW.minusNanos(1_000));
        String told = publish("ticket.created", NOW);
        fanOut();

        assertThat(list(endpoint)).extracting(Delivery::messageId).containsExactly(told);
    }

    @Test
    @Tag("D-40")
    @DisplayName("a test goes to one endpoint, whatever it subscribed to")
    void testEvent() {
        App app = app(COMPANY, "tickets.read");
        EndpointId tested = endpoint(app, "ticket.created");
        EndpointId other = endpoint(app, "ticket.created");
        append("ping", new OutboxEvent.Only(tested), NOW);

        fanOut();

        assertThat(list(tested)).hasSize(1);
        assertThat(list(other)).isEmpty();
        assertThat(claim(NOW).orElseThrow().due()).hasSize(1);
    }

    @Test
    void whatIsDueIsCancelledOnceTheGrantHasEnded() {
        App app = app(COMPANY, "tickets.read");
        EndpointId endpoint = endpoint(app, "ticket.created");
        publish("ticket.created", NOW);
        fanOut();
        core().grants().end(core().grants().activeOf(app.id()).get(0).id(), NOW.plusSeconds(1));

        LaneBatch batch = claim(NOW.plusSeconds(2)).orElseThrow();

        assertThat(batch.due()).isEmpty();
        assertThat(statuses(endpoint)).containsExactly(DeliveryStatus.CANCELLED);
        complete(batch, new LaneResult(List.of(), batch.health(), null));
        assertThat(claim(NOW.plusSeconds(2))).isEmpty();
    }

    @Test
    void aNewGrantDoesNotReviveWhatHappenedBefore() {
        App app = app(COMPANY, "tickets.read");
        EndpointId endpoint = endpoint(app, "ticket.created");
        publish("ticket.created", NOW);
        fanOut();
        core().grants().end(core().grants().activeOf(app.id()).get(0).id(), NOW.plusSeconds(1));
        grant(app.id(), COMPANY, NOW.plusSeconds(2), "tickets.read");

        assertThat(claim(NOW.plusSeconds(3)).orElseThrow().due()).isEmpty();
        assertThat(statuses(endpoint)).containsExactly(DeliveryStatus.CANCELLED);
    }

    @Test
    @Tag("A-055")
    @DisplayName("webhooks of a revoked app stop")
    void revokedApp() {
        App app = app(COMPANY, "tickets.read");
        EndpointId endpoint = endpoint(app, "ticket.created");
        publish("ticket.created", NOW);
        fanOut();
        core().apps().moveStatus(app.id(), AppStatus.ACTIVE, AppStatus.REVOKED, NOW);

        assertThat(claim(NOW).orElseThrow().due()).isEmpty();
        assertThat(statuses(endpoint)).containsExactly(DeliveryStatus.CANCELLED);
    }

    @Test
    @Tag("D-33")
    @DisplayName("a deleted endpoint gets nothing more")
    void deletion() {
        EndpointId endpoint = endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        publish("ticket.created", NOW);
        fanOut();
        publish("ticket.created", NOW);

        assertThat(webhooks().endpoints().delete(endpoint)).isTrue();

        fanOut();
        assertThat(claim(NOW)).isEmpty();
        assertThat(webhooks().endpoints().find(endpoint)).isEmpty();
        assertThat(webhooks().secrets().live(endpoint, NOW)).isEmpty();
        assertThat(webhooks().endpoints().delete(endpoint)).isFalse();
    }

    @Test
    void expiredEventsArePurgedWithTheirDeliveriesInBatches() {
        EndpointId endpoint = endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        for (int i = 0; i < 3; i++) {
            publish("ticket.created", NOW);
        }
        fanOut();
        report(claim(NOW).orElseThrow(), Verdict.DELIVERED, null);

        assertThat(webhooks().outbox().purge(NOW.plus(Duration.ofDays(30)), 2)).isZero();
        Instant after = NOW.plus(Duration.ofDays(30)).plusSeconds(1);
        assertThat(webhooks().outbox().purge(after, 2)).isEqualTo(2);
        assertThat(webhooks().outbox().purge(after, 2)).isEqualTo(1);
        assertThat(list(endpoint)).isEmpty();
    }
}
