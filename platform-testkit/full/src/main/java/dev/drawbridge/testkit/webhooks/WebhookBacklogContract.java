package dev.drawbridge.testkit.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.webhooks.spi.DeliveryResult.Verdict;
import dev.drawbridge.webhooks.spi.DeliveryStats;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.LaneBatch;
import dev.drawbridge.webhooks.spi.WebhookStores;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link WebhookStores} tells about deliveries, and does with those that wait or failed. */
public abstract class WebhookBacklogContract extends WebhookFixture {

    /** For subclasses. */
    protected WebhookBacklogContract() {}

    @Test
    @DisplayName("figures are of one endpoint: counts by status, attempts of the period, the newest attempt")
    void figures() {
        EndpointId endpoint = endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        EndpointId other = endpoint(app(COMPANY, "tickets.read"), "ticket.updated");
        DeliveryStats before = webhooks().deliveries().stats(endpoint, NOW);
        assertThat(before.attempts()).isZero();
        assertThat(before.median()).isNull();
        assertThat(before.last()).isNull();
        assertThat(before.lastAccepted()).isNull();

        publish("ticket.created", NOW);
        publish("ticket.created", NOW);
        fanOut();
        LaneBatch batch = claim(NOW).orElseThrow();
        report(batch, Verdict.RETRY, NOW.plusSeconds(5));
        publish("ticket.created", NOW);
        fanOut();

        DeliveryStats stats = webhooks().deliveries().stats(endpoint, NOW);
        assertThat(stats.count(DeliveryStatus.PENDING)).isEqualTo(3);
        assertThat(stats.count(DeliveryStatus.FAILED)).isZero();
        assertThat(stats.waiting()).isEqualTo(3);
        assertThat(stats.attempts()).isEqualTo(2);
        assertThat(stats.accepted()).isZero();
        assertThat(stats.median()).isEqualTo(Duration.ofMillis(12));
        assertThat(stats.last())
                .satisfies(last -> assertThat(last.responseStatus()).isEqualTo(500));
        assertThat(webhooks().deliveries().stats(endpoint, NOW.plusSeconds(1)).attempts())
                .isZero();
        assertThat(webhooks().deliveries().stats(other, NOW).waiting()).isZero();
    }

    @Test
    @DisplayName("dropping cancels what waits for this endpoint, and nothing of it is claimed")
    void drop() {
        EndpointId endpoint = endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        publish("ticket.created", NOW);
        publish("ticket.created", NOW);
        fanOut();

        assertThat(webhooks().deliveries().drop(endpoint)).isEqualTo(2);
        assertThat(webhooks().deliveries().drop(endpoint)).isZero();

        assertThat(statuses(endpoint)).containsOnly(DeliveryStatus.CANCELLED);
        assertThat(claim(NOW.plusSeconds(9999))).isEmpty();
    }

    @Test
    @DisplayName("recovering makes due what failed since an instant, oldest first and no more than asked for")
    void recover() {
        EndpointId endpoint = endpoint(app(COMPANY, "tickets.read"), "ticket.created");
        publish("ticket.created", NOW);
        publish("ticket.created", NOW);
        publish("ticket.created", NOW);
        fanOut();
        report(claim("node", NOW, 2).orElseThrow(), Verdict.FAILED, null);
        report(claim("node", NOW, 50).orElseThrow(), Verdict.DELIVERED, null);

        assertThat(webhooks().deliveries().recover(endpoint, NOW.plusSeconds(1), 10, NOW.plusSeconds(2)))
                .isZero();
        assertThat(webhooks().deliveries().recover(endpoint, NOW, 1, NOW.plusSeconds(2)))
                .isEqualTo(1);
        assertThat(webhooks().deliveries().recover(endpoint, NOW, 10, NOW.plusSeconds(2)))
                .isEqualTo(1);

        assertThat(claim(NOW.plusSeconds(1))).isEmpty();
        assertThat(claim(NOW.plusSeconds(2)).orElseThrow().due()).hasSize(2).allMatch(due -> due.manual());
    }
}
