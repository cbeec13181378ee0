package dev.drawbridge.testkit.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.testkit.contract.Samples;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.DeliveryResult;
import dev.drawbridge.webhooks.spi.DeliveryResult.Verdict;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import dev.drawbridge.webhooks.spi.DueDelivery;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointSecret;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.LaneBatch;
import dev.drawbridge.webhooks.spi.LaneClaim;
import dev.drawbridge.webhooks.spi.LaneHealth;
import dev.drawbridge.webhooks.spi.LaneReport;
import dev.drawbridge.webhooks.spi.LaneResult;
import dev.drawbridge.webhooks.spi.OutboxEvent;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import dev.drawbridge.webhooks.spi.WebhookStores;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows for contracts of webhooks. */
abstract class WebhookFixture {

    static final Instant NOW = Samples.NOW;
    static final CompanyId COMPANY = new CompanyId("co_pro");
    static final Set<DeliveryStatus> ALL = Set.of(DeliveryStatus.values());

    WebhookFixture() {}

    /**
     * Returns empty stores.
     *
     * @return the stores of core
     */
    protected abstract CoreStores core();

    /**
     * Returns empty stores.
     *
     * @return the stores under test
     */
    protected abstract WebhookStores webhooks();

    final App app(CompanyId company, String... scopes) {
        return app(null, company, scopes);
    }

    final App app(@Nullable DeveloperId owner, CompanyId company, String... scopes) {
        App app = Samples.app(owner, "App " + Samples.id());
        core().apps().insert(app, 100, NOW);
        grant(app.id(), company, NOW, scopes);
        return app;
    }

    final void grant(AppId app, CompanyId company, Instant since, String... scopes) {
        core().grants()
                .insert(new Grant(
                        new GrantId(Samples.id()),
                        Grant.Kind.USER,
                        app,
                        company,
                        new UserId("usr_pro"),
                        null,
                        Scopes.of(scopes),
                        since,
                        null));
    }

    final EndpointId endpoint(App app, String... events) {
        EndpointId id = new EndpointId(Samples.id());
        WebhookEndpoint endpoint = new WebhookEndpoint(
                id,
                app.id(),
                URI.create("https://receiver.test/hook?a=b"),
                "Ž \"quoted\"",
                List.of(events),
                EndpointStatus.ACTIVE,
                NOW,
                1);
        assertThat(webhooks()
                        .endpoints()
                        .insert(endpoint, new EndpointSecret(Samples.id(), id, "sealed", NOW, null), 10))
                .isTrue();
        return id;
    }

    final String publish(String type, Instant at) {
        return append(type, new OutboxEvent.Granted(COMPANY, "tickets.read"), at);
    }

    final String append(String type, OutboxEvent.Audience audience, Instant at) {
        String id = "msg_" + Samples.id();
        webhooks()
                .outbox()
                .append(new OutboxEvent(id, type, audience, at, "{\"n\":\"Ž🐴\"}", at.plus(Duration.ofDays(30))));
        return id;
    }

    final int fanOut() {
        return webhooks().outbox().fanOut(NOW, 100, Samples::id);
    }

    final Optional<LaneBatch> claim(Instant now) {
        return claim("node", now, 50);
    }

    final Optional<LaneBatch> claim(String node, Instant now, int limit) {
        return webhooks().lanes().claim(LaneClaim.first(node, now, now.plusSeconds(30), 1, limit)).stream()
                .findFirst();
    }

    final boolean report(LaneBatch batch, Verdict verdict, @Nullable Instant retryAt) {
        List<DeliveryResult> results =
                batch.due().stream().map(due -> result(due, verdict, retryAt)).toList();
        return complete(batch, new LaneResult(results, LaneHealth.GOOD, null));
    }

    final boolean complete(LaneBatch batch, LaneResult result) {
        return webhooks()
                .lanes()
                .complete(List.of(new LaneReport(batch, result)))
                .contains(batch.endpoint());
    }

    static DeliveryResult result(DueDelivery due, Verdict verdict, @Nullable Instant retryAt) {
        DeliveryAttempt attempt =
                new DeliveryAttempt(due.attempts() + 1, NOW, 500, Duration.ofMillis(12), null, "oops Ž", due.manual());
        return new DeliveryResult(due.id(), attempt, verdict, retryAt);
    }

    final List<Delivery> list(EndpointId endpoint) {
        return webhooks().deliveries().list(endpoint, ALL, null, 100);
    }

    final List<DeliveryStatus> statuses(EndpointId endpoint) {
        return list(endpoint).stream().map(Delivery::status).toList();
    }

    final List<DeliveryAttempt> attempts(EndpointId endpoint) {
        Delivery only = list(endpoint).get(0);
        return webhooks().deliveries().attempts(Set.of(only.id())).getOrDefault(only.id(), List.of());
    }
}
