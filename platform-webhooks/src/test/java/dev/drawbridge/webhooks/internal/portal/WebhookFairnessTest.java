package dev.drawbridge.webhooks.internal.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.DeveloperAccounts;
import dev.drawbridge.core.EnvironmentBuilder;
import dev.drawbridge.core.MemoryAccountStores;
import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.WebhookReceiver;
import dev.drawbridge.testkit.contract.Samples;
import dev.drawbridge.webhooks.EndpointDraft;
import dev.drawbridge.webhooks.MemoryWebhookStores;
import dev.drawbridge.webhooks.WebhookDispatcher;
import dev.drawbridge.webhooks.Webhooks;
import dev.drawbridge.webhooks.spi.LaneHealth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one developer's receivers do to the webhooks of all others: nothing. */
@Timeout(60)
class WebhookFairnessTest {

    private static final CompanyId COMPANY = new CompanyId("co_pro");
    private static final String BUSY_EVENT = "ticket.created";
    private static final String QUIET_EVENT = "ticket.updated";
    private static final int ENDPOINTS_OF_AN_APP = 10;

    /** A node has 1,024 slots where the JDK has virtual threads, and 256 elsewhere. */
    private static final int QUARTER = Runtime.version().feature() >= 21 ? 256 : 64;

    /** Less than the 15 s after which a request to a receiver that hangs gives its slot back by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final WebhookReceiver hanging = WebhookReceiver.start();
    private final Runnable release = hanging.holdAll();
    private final WebhookReceiver quick = WebhookReceiver.start();
    private final SettableClock clock = new SettableClock(Samples.NOW);
    private final MemoryCoreStores core = new MemoryCoreStores(clock);
    private final WebhookDispatcher[] dispatcher = new WebhookDispatcher[1];
    private final TestPlatform test = TestPlatform.builder()
            .clock(clock)
            .stores(core)
            .set(EnvironmentBuilder::insecureDevelopmentMode)
            .add(env -> DeveloperAccounts.on(env, MemoryAccountStores.on(core.transactions())))
            .add(env -> {
                Webhooks webhooks =
                        Webhooks.on(env, MemoryWebhookStores.on(core.transactions(), core.apps(), core.grants()));
                dispatcher[0] = webhooks.dispatcher();
                return webhooks;
            })
            .build();

    @AfterEach
    void stop() {
        release.run();
        test.platform().close();
        hanging.close();
        quick.close();
    }

    @ParameterizedTest(name = "{0} endpoints that hang, {1} deliveries for each")
    @Tag("D-10")
    @DisplayName("deliveries of a quiet developer arrive while every receiver of another hangs")
    @CsvSource({"10,8", "50,8", "10,400", "50,1"})
    void slowReceivers(int endpoints, int events) {
        int inFlight = Math.min(QUARTER, endpoints * Math.min(events, LaneHealth.FULL_QUANTUM));
        DeveloperId busy = new DeveloperId("busy");
        for (int i = 0; i < endpoints; i += ENDPOINTS_OF_AN_APP) {
            App app = app(busy);
            for (int j = 0; j < ENDPOINTS_OF_AN_APP; j++) {
                endpoint(app, hanging, BUSY_EVENT);
            }
        }
        endpoint(app(new DeveloperId("quiet")), quick, QUIET_EVENT);
        for (int i = 0; i < events; i++) {
            test.platform().publish(BUSY_EVENT, COMPANY, Map.of("id", i));
        }
        test.platform().start();
        hanging.await(inFlight, PATIENCE);

        long published = System.nanoTime();
        test.platform().publish(QUIET_EVENT, COMPANY, Map.of("id", "inv_1"));
        quick.await(1, PATIENCE);

        System.out.printf(
                "%d endpoints of one developer hang with %d deliveries for each: another's arrives after %d ms%n",
                endpoints,
                events,
                Duration.ofNanos(System.nanoTime() - published).toMillis());
        assertThat(hanging.received()).as("a quarter of the slots, and no more").hasSize(inFlight);
    }

    @Test
    @Tag("D-10")
    @DisplayName("five developers whose receivers all hang hold up nobody else")
    void slowDevelopers() {
        for (int i = 0; i < 5; i++) {
            App app = app(new DeveloperId("busy" + i));
            for (int j = 0; j < ENDPOINTS_OF_AN_APP; j++) {
                endpoint(app, hanging, BUSY_EVENT);
            }
        }
        endpoint(app(new DeveloperId("quiet")), quick, QUIET_EVENT);
        for (int i = 0; i < 20; i++) {
            test.platform().publish(BUSY_EVENT, COMPANY, Map.of("id", i));
        }
        test.platform().start();
        hanging.await(100, PATIENCE);

        for (int i = 1; i <= 5; i++) {
            test.platform().publish(QUIET_EVENT, COMPANY, Map.of("id", "inv_" + i));
            quick.await(i, PATIENCE);
        }

        assertThat(hanging.received().size()).isLessThan(4 * QUARTER);
    }

    @Test
    @Tag("D-10")
    @DisplayName("a receiver that hangs holds up no other endpoint of its developer")
    void ownEndpoints() {
        DeveloperId developer = new DeveloperId("one");
        App app = app(developer);
        for (int j = 0; j < ENDPOINTS_OF_AN_APP - 1; j++) {
            endpoint(app, hanging, BUSY_EVENT);
        }
        endpoint(app, quick, QUIET_EVENT);
        for (int i = 0; i < 5; i++) {
            test.platform().publish(BUSY_EVENT, COMPANY, Map.of("id", i));
        }
        test.platform().start();
        hanging.await(9 * 5, PATIENCE);

        test.platform().publish(QUIET_EVENT, COMPANY, Map.of("id", "inv_1"));

        quick.await(1, PATIENCE);
    }

    private App app(DeveloperId owner) {
        App app = Samples.app(owner, "App " + Samples.id());
        core.apps().insert(app, 5, clock.instant());
        core.grants().insert(Samples.consent(app.id(), COMPANY, new UserId("usr_pro")));
        return app;
    }

    private void endpoint(App app, WebhookReceiver receiver, String event) {
        dispatcher[0].create(app, new EndpointDraft(receiver.url().toString(), "", List.of(event)), Actor.SYSTEM);
    }
}
