package dev.drawbridge.testkit.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.testkit.contract.Race;
import dev.drawbridge.testkit.contract.Samples;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointSecret;
import dev.drawbridge.webhooks.spi.EndpointSecretStore.Rotation;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import dev.drawbridge.webhooks.spi.WebhookStores;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link WebhookStores} does with endpoints and their secrets. */
public abstract class WebhookEndpointContract {

    private static final Instant NOW = Samples.NOW;

    /** For subclasses. */
    protected WebhookEndpointContract() {}

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

    @Test
    void anEndpointIsFoundAsItWasInserted() {
        App app = app();
        WebhookEndpoint endpoint = endpoint(app, 1);

        assertThat(insert(endpoint)).isTrue();

        assertThat(webhooks().endpoints().find(endpoint.id())).contains(endpoint);
        assertThat(webhooks().endpoints().ofApp(app.id())).containsExactly(endpoint);
        assertThat(webhooks().endpoints().ofApp(app().id())).isEmpty();
    }

    @Test
    void ofTwentyInsertionsAtTheSameTimeTenSucceed() {
        App app = app();

        List<Boolean> inserted = Race.of(20, thread -> insert(endpoint(app, 1)));

        assertThat(Collections.frequency(inserted, true)).isEqualTo(10);
        assertThat(webhooks().endpoints().ofApp(app.id())).hasSize(10);
    }

    @Test
    void aChangeOfAnOldVersionIsRefused() {
        WebhookEndpoint first = endpoint(app(), 1);
        insert(first);
        WebhookEndpoint second =
                first.edited(URI.create("https://other.test/"), "", List.of("invoice.paid", "ticket.created"), 2);

        assertThat(webhooks().endpoints().update(second)).isTrue();
        assertThat(webhooks().endpoints().update(second)).isFalse();

        assertThat(webhooks().endpoints().find(first.id())).contains(second);
    }

    @Test
    @Tag("SW-T3")
    @DisplayName("after a rotation both secrets live until the overlap ends, the new one first")
    void rotation() {
        WebhookEndpoint endpoint = endpoint(app(), 1);
        insert(endpoint);
        EndpointSecret next = secret(endpoint.id(), NOW.plusSeconds(1));

        assertThat(webhooks().secrets().rotate(next, NOW.plusSeconds(60), 12, NOW.plusSeconds(1)))
                .isEqualTo(Rotation.ROTATED);

        assertThat(webhooks().secrets().live(endpoint.id(), NOW.plusSeconds(59)))
                .hasSize(2)
                .startsWith(next);
        assertThat(webhooks().secrets().live(endpoint.id(), NOW.plusSeconds(60)))
                .containsExactly(next);
        assertThat(webhooks().secrets().rotate(secret(new EndpointId("no"), NOW), NOW, 12, NOW))
                .isEqualTo(Rotation.UNKNOWN);
    }

    @Test
    @Tag("SW-T4")
    @DisplayName("the twelfth rotation inside the overlap is refused")
    void tooManySecrets() {
        WebhookEndpoint endpoint = endpoint(app(), 1);
        insert(endpoint);
        for (int i = 1; i <= 11; i++) {
            assertThat(webhooks().secrets().rotate(secret(endpoint.id(), NOW), NOW.plusSeconds(60), 12, NOW))
                    .isEqualTo(Rotation.ROTATED);
        }

        assertThat(webhooks().secrets().rotate(secret(endpoint.id(), NOW), NOW.plusSeconds(60), 12, NOW))
                .isEqualTo(Rotation.TOO_MANY);

        assertThat(webhooks().secrets().live(endpoint.id(), NOW)).hasSize(12);
    }

    @Test
    void expiredSecretsArePurgedAndTheCurrentOneStays() {
        WebhookEndpoint endpoint = endpoint(app(), 1);
        insert(endpoint);
        webhooks().secrets().rotate(secret(endpoint.id(), NOW), NOW.plusSeconds(60), 12, NOW);

        assertThat(webhooks().secrets().purge(NOW.plusSeconds(60), 10)).isZero();
        assertThat(webhooks().secrets().purge(NOW.plusSeconds(61), 10)).isEqualTo(1);

        assertThat(webhooks().secrets().live(endpoint.id(), NOW)).hasSize(1);
    }

    @Test
    @Tag("A-133")
    @DisplayName("the endpoints of an app that is forgotten are found and deleted with their secrets; others stay")
    void endpointsOfForgottenApps() {
        App gone = Samples.app(new DeveloperId("dev_gone"), "Gone");
        core().apps().insert(gone, 5, NOW);
        WebhookEndpoint first = endpoint(gone, 1);
        WebhookEndpoint second = endpoint(gone, 1);
        WebhookEndpoint kept = endpoint(app(), 1);
        List.of(first, second, kept).forEach(this::insert);
        core().apps().moveStatus(gone.id(), AppStatus.ACTIVE, AppStatus.REVOKED, NOW);
        assertThat(webhooks().endpoints().orphans(10)).isEmpty();

        assertThat(core().apps().purgeRevoked(gone.id(), NOW.plusSeconds(1))).isTrue();

        assertThat(webhooks().endpoints().orphans(1)).hasSize(1);
        assertThat(webhooks().endpoints().orphans(10)).containsExactlyInAnyOrder(first.id(), second.id());
        webhooks().endpoints().orphans(10).forEach(webhooks().endpoints()::delete);
        assertThat(webhooks().endpoints().orphans(10)).isEmpty();
        assertThat(webhooks().secrets().live(first.id(), NOW)).isEmpty();
        assertThat(webhooks().endpoints().find(kept.id())).contains(kept);
    }

    private App app() {
        App app = Samples.app(null, "App " + Samples.id());
        core().apps().insert(app, 5, NOW);
        return app;
    }

    private boolean insert(WebhookEndpoint endpoint) {
        return webhooks().endpoints().insert(endpoint, secret(endpoint.id(), NOW), 10);
    }

    private static EndpointSecret secret(EndpointId endpoint, Instant at) {
        return new EndpointSecret(Samples.id(), endpoint, "sealed", at, null);
    }

    private static WebhookEndpoint endpoint(App app, long version) {
        return new WebhookEndpoint(
                new EndpointId(Samples.id()),
                app.id(),
                URI.create("https://receiver.test/hook"),
                "My endpoint",
                List.of("ticket.created"),
                EndpointStatus.ACTIVE,
                NOW,
                version);
    }
}
