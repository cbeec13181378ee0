package dev.drawbridge.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.DeveloperAccounts;
import dev.drawbridge.core.EnvironmentBuilder;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.WebhookReceiver;
import dev.drawbridge.testkit.WebhookReceiver.Received;
import dev.drawbridge.testkit.contract.Samples;
import dev.drawbridge.webhooks.EndpointDraft;
import dev.drawbridge.webhooks.WebhookDispatcher;
import dev.drawbridge.webhooks.Webhooks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes on one PostgreSQL, and a developer whose receivers all hang. */
@Timeout(120)
class WebhookFairNodesTest {

    private static final CompanyId COMPANY = new CompanyId("co_pro");
    private static final int APPS = 5;
    private static final int ENDPOINTS = 10;

    /** Less than the 15 s after which a request to a receiver that hangs gives its slot back by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    @RegisterExtension
    static final PostgresDatabase DATABASE = new PostgresDatabase();

    private final WebhookReceiver hanging = WebhookReceiver.start();
    private final Runnable release = hanging.holdAll();
    private final WebhookReceiver quick = WebhookReceiver.start();
    private final SettableClock clock = new SettableClock(Samples.NOW);
    private final WebhookDispatcher[] dispatcher = new WebhookDispatcher[1];
    private final TestPlatform first = node();
    private final TestPlatform second = node();

    private TestPlatform node() {
        return TestPlatform.builder()
                .clock(clock)
                .stores(DATABASE.stores().core())
                .set(EnvironmentBuilder::insecureDevelopmentMode)
                .add(env -> DeveloperAccounts.on(env, DATABASE.stores().accounts()))
                .add(env -> {
                    Webhooks webhooks = Webhooks.on(env, DATABASE.stores().webhooks());
                    dispatcher[0] = webhooks.dispatcher();
                    return webhooks;
                })
                .build();
    }

    @AfterEach
    void stop() {
        release.run();
        first.platform().close();
        second.platform().close();
        hanging.close();
        quick.close();
    }

    @Test
    @Tag("D-10")
    @Tag("D-06")
    @DisplayName("on two nodes fifty receivers that hang hold up nobody else, and nothing is sent twice")
    void slowReceivers() {
        DeveloperId busy = new DeveloperId("busy");
        for (int i = 0; i < APPS; i++) {
            App app = app(busy);
            for (int j = 0; j < ENDPOINTS; j++) {
                endpoint(app, hanging, "ticket.created", i + "/" + j);
            }
        }
        endpoint(app(new DeveloperId("quiet")), quick, "ticket.updated", "quiet");
        for (int i = 0; i < 4; i++) {
            first.platform().publish("ticket.created", COMPANY, Map.of("id", i));
        }
        first.platform().start();
        second.platform().start();
        hanging.await(APPS * ENDPOINTS, PATIENCE);

        long published = System.nanoTime();
        second.platform().publish("ticket.updated", COMPANY, Map.of("id", "quiet"));
        quick.await(1, PATIENCE);

        System.out.printf(
                "two nodes, 50 endpoints of one developer hang: another's webhook arrives after %d ms%n",
                Duration.ofNanos(System.nanoTime() - published).toMillis());
        List<Received> received = hanging.received();
        assertThat(received).extracting(one -> one.target() + one.id()).doesNotHaveDuplicates();
        assertThat(quick.received()).hasSize(1);
    }

    private App app(DeveloperId owner) {
        App app = Samples.app(owner, "App " + Samples.id());
        DATABASE.stores().core().apps().insert(app, 5, clock.instant());
        DATABASE.stores().core().grants().insert(Samples.consent(app.id(), COMPANY, new UserId("usr_pro")));
        return app;
    }

    private void endpoint(App app, WebhookReceiver receiver, String event, String path) {
        dispatcher[0].create(app, new EndpointDraft(receiver.url() + "/" + path, "", List.of(event)), Actor.SYSTEM);
    }
}
