package dev.drawbridge.webhooks.internal.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.drawbridge.core.DeveloperAccounts;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.EnvironmentBuilder;
import dev.drawbridge.core.MemoryAccountStores;
import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.WebhookReceiver.Received;
import dev.drawbridge.testkit.contract.Samples;
import dev.drawbridge.webhooks.EndpointDraft;
import dev.drawbridge.webhooks.MemoryWebhookStores;
import dev.drawbridge.webhooks.NewEndpoint;
import dev.drawbridge.webhooks.WebhookDispatcher;
import dev.drawbridge.webhooks.Webhooks;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import dev.drawbridge.webhooks.spi.WebhookStores;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** A platform with a portal and webhooks, an app, and a company that connected it. */
final class WebhookScene {

    static final CompanyId COMPANY = new CompanyId("co_pro");
    static final Actor ACTOR = Actor.SYSTEM;

    private static final int FAST_COST = 4;

    /** Has the real time, because the libraries that verify compare with it. */
    final SettableClock clock = new SettableClock(PlatformClock.system().instant());

    final MemoryCoreStores core = new MemoryCoreStores(clock);
    final WebhookStores stores;
    final TestPlatform test;
    final WebhookDispatcher dispatcher;
    final App app;
    final Grant grant;

    WebhookScene() {
        this(UnaryOperator.identity(), Webhooks::on);
    }

    WebhookScene(UnaryOperator<WebhookStores> wrapped, BiFunction<Environment, WebhookStores, Webhooks> feature) {
        this.stores = wrapped.apply(MemoryWebhookStores.on(core.transactions(), core.apps(), core.grants()));
        Webhooks[] made = new Webhooks[1];
        this.test = TestPlatform.builder()
                .clock(clock)
                .stores(core)
                .set(EnvironmentBuilder::insecureDevelopmentMode)
                .add(env -> DeveloperAccounts.builder(env, MemoryAccountStores.on(core.transactions()))
                        .insecurePasswordCostForTests(FAST_COST)
                        .build())
                .add(env -> {
                    made[0] = feature.apply(env, stores);
                    return made[0];
                })
                .build();
        this.dispatcher = made[0].dispatcher();
        this.app = Samples.app(null, "Acme Sync");
        core.apps().insert(app, 5, clock.instant());
        this.grant = reconnect();
    }

    Grant reconnect() {
        Grant since = Samples.consent(app.id(), COMPANY, new UserId("usr_pro")).withSince(clock.instant());
        assertThat(core.grants().insert(since)).isTrue();
        return since;
    }

    NewEndpoint endpoint(URI url) {
        return dispatcher.create(app, new EndpointDraft(url.toString(), "", List.of("ticket.created")), ACTOR);
    }

    void publish() {
        test.platform().publish("ticket.created", COMPANY, Map.of("id", "ticket_123"));
    }

    void send() {
        assertThat(dispatcher.runOnce()).isTrue();
    }

    List<Delivery> deliveries(NewEndpoint endpoint) {
        return dispatcher.deliveries(app, endpoint.endpoint().id(), Set.of(DeliveryStatus.values()), null, 100);
    }

    /** Asks the reference library. */
    static boolean verifies(Secret secret, Received received) {
        try {
            new Webhook(secret.reveal()).verify(received.body(), received.headers());
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalStateException(e);
        }
    }
}
