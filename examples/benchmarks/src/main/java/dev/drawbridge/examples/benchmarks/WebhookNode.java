package dev.drawbridge.examples.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.core.EnvironmentBuilder;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.jdbi.JdbiStores;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.contract.Samples;
import dev.drawbridge.webhooks.EndpointDraft;
import dev.drawbridge.webhooks.WebhookDispatcher;
import dev.drawbridge.webhooks.Webhooks;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A node with a backlog of events and nothing to do but to send them: everything is published first, then the platform
 * starts.
 */
public final class WebhookNode {

    private static final CompanyId COMPANY = new CompanyId("co_pro");
    private static final String EVENT = "ticket.created";
    private static final int DATA_CHARACTERS = 900;

    private WebhookNode() {}

    /**
     * Publishes, prints where the receiver is, and sends.
     *
     * @param arguments none; environment variables name the database, the receiver and the numbers
     * @throws IOException if standard input cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        Map<String, String> variables = System.getenv();
        String receiver = variables.get(WebhookLoad.RECEIVER);
        JdbiStores stores = JdbiStores.create(pool(variables));
        WebhookDispatcher[] dispatcher = new WebhookDispatcher[1];
        TestPlatform node = TestPlatform.builder()
                .stores(stores.core())
                .set(EnvironmentBuilder::insecureDevelopmentMode)
                .set(environment -> environment.clock(PlatformClock.system()))
                .add(env -> {
                    Webhooks webhooks = Webhooks.on(env, stores.webhooks());
                    dispatcher[0] = webhooks.dispatcher();
                    return webhooks;
                })
                .build();
        App app = Samples.app(null, "Load");
        stores.core().apps().insert(app, 5, node.env().clock().instant());
        stores.core().grants().insert(Samples.consent(app.id(), COMPANY, new UserId("usr_pro")));
        for (int i = 0; i < Integer.parseInt(variables.get(WebhookLoad.ENDPOINTS)); i++) {
            dispatcher[0].create(app, new EndpointDraft(receiver + "/" + i, "", List.of(EVENT)), Actor.SYSTEM);
        }
        String text = "x".repeat(DATA_CHARACTERS);
        for (int i = 0; i < Integer.parseInt(variables.get(WebhookLoad.EVENTS)); i++) {
            node.platform().publish(EVENT, COMPANY, Map.of("id", "ticket_" + i, "text", text));
        }
        System.out.println(ServerProcess.READY + URI.create(receiver));
        node.platform().start();
        // The platform's threads do not keep a process alive; the end of the program that measures does.
        System.in.read();
    }

    private static HikariDataSource pool(Map<String, String> variables) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(variables.get("DATABASE_URL"));
        config.setUsername(variables.get("DATABASE_USER"));
        config.setPassword(variables.get("DATABASE_PASSWORD"));
        return new HikariDataSource(config);
    }
}
