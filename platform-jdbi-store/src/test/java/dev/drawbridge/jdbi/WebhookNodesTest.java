package dev.drawbridge.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.DeveloperAccounts;
import dev.drawbridge.core.EnvironmentBuilder;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.WebhookReceiver;
import dev.drawbridge.testkit.WebhookReceiver.Received;
import dev.drawbridge.testkit.contract.Race;
import dev.drawbridge.testkit.contract.Samples;
import dev.drawbridge.webhooks.EndpointDraft;
import dev.drawbridge.webhooks.WebhookDispatcher;
import dev.drawbridge.webhooks.Webhooks;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes on one PostgreSQL send to a real receiver. */
@Timeout(120)
class WebhookNodesTest {

    private static final int EVENTS = 60;
    private static final CompanyId COMPANY = new CompanyId("co_pro");

    @RegisterExtension
    static final PostgresDatabase DATABASE = new PostgresDatabase();

    private final WebhookReceiver receiver = WebhookReceiver.start();
    private final SettableClock clock = new SettableClock(Samples.NOW);
    private final Node first = new Node();
    private final Node second = new Node();

    private final class Node {

        private final TestPlatform test;
        private final WebhookDispatcher dispatcher;

        Node() {
            WebhookDispatcher[] made = new WebhookDispatcher[1];
            this.test = TestPlatform.builder()
                    .clock(clock)
                    .stores(DATABASE.stores().core())
                    .set(EnvironmentBuilder::insecureDevelopmentMode)
                    .add(env -> DeveloperAccounts.on(env, DATABASE.stores().accounts()))
                    .add(env -> {
                        Webhooks webhooks = Webhooks.on(env, DATABASE.stores().webhooks());
                        made[0] = webhooks.dispatcher();
                        return webhooks;
                    })
                    .build();
            this.dispatcher = made[0];
        }

        void publish(int number) {
            test.platform().publish("ticket.created", COMPANY, Map.of("id", number));
        }
    }

    @AfterEach
    void stop() {
        first.test.platform().close();
        second.test.platform().close();
        receiver.close();
    }

    @Test
    @Tag("D-06")
    @DisplayName("two nodes send every event to every endpoint once")
    void noDuplicates() {
        endpoints(3);
        IntStream.range(0, EVENTS).forEach(first::publish);

        Race.of(2, node -> {
            for (int i = 0; i < 20; i++) {
                assertThat((node == 0 ? first : second).dispatcher.runOnce()).isTrue();
            }
            return node;
        });

        List<Received> received = receiver.received();
        assertThat(received).hasSize(EVENTS * 3);
        Map<String, Long> byTarget =
                received.stream().collect(Collectors.groupingBy(Received::target, Collectors.counting()));
        assertThat(byTarget.values()).containsOnly((long) EVENTS);
        assertThat(received).extracting(one -> one.target() + one.id()).doesNotHaveDuplicates();
    }

    @Test
    @Tag("D-01")
    @DisplayName("an event published on the host's own connection is sent if and only if the host commits")
    void joined() throws SQLException {
        endpoints(1);
        try (Connection connection = DATABASE.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            DATABASE.stores().join(connection).run(() -> first.publish(1));
            connection.rollback();
            DATABASE.stores().join(connection).run(() -> first.publish(2));
            connection.commit();
        }

        second.dispatcher.runOnce();

        assertThat(receiver.received())
                .singleElement()
                .satisfies(only -> assertThat(only.body()).contains("{\"id\":2}"));
    }

    @Test
    @Tag("D-02")
    @Tag("SW-03")
    @DisplayName("what one node tried in vain another tries again with the same id")
    void takeOver() {
        endpoints(1);
        receiver.respond(500);
        first.publish(1);
        first.dispatcher.runOnce();
        clock.advance(Duration.ofSeconds(7));

        second.dispatcher.runOnce();

        Set<String> ids = receiver.received().stream().map(Received::id).collect(Collectors.toSet());
        assertThat(receiver.received()).hasSize(2);
        assertThat(ids).hasSize(1);
    }

    private void endpoints(int count) {
        App app = Samples.app(null, "Acme Sync");
        DATABASE.stores().core().apps().insert(app, 5, clock.instant());
        DATABASE.stores().core().grants().insert(Samples.consent(app.id(), COMPANY, new UserId("usr_pro")));
        for (int i = 0; i < count; i++) {
            first.dispatcher.create(
                    app, new EndpointDraft(receiver.url() + "/" + i, "", List.of("ticket.created")), Actor.SYSTEM);
        }
    }
}
