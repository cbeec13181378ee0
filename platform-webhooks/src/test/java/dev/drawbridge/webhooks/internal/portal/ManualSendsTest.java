package dev.drawbridge.webhooks.internal.portal;

import static dev.drawbridge.webhooks.internal.portal.WebhookScene.ACTOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.testkit.WebhookReceiver;
import dev.drawbridge.testkit.contract.Samples;
import dev.drawbridge.webhooks.EndpointDraft;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import dev.drawbridge.webhooks.spi.EndpointId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a developer can have sent by hand in a minute. */
@Timeout(60)
class ManualSendsTest {

    private static final int MANY = 200;

    private final WebhookReceiver receiver = WebhookReceiver.start();
    private final WebhookScene scene = new WebhookScene();
    private final DeveloperId developer = new DeveloperId(Samples.id());

    @AfterEach
    void stop() {
        scene.test.platform().close();
        receiver.close();
    }

    @Test
    @Tag("D-40")
    @Tag("S-24")
    @DisplayName("an app is tested thirty times a minute at most, and a developer's apps sixty times")
    void tests() {
        List<Integer> sent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            App app = app(developer);
            List<EndpointId> endpoints = new ArrayList<>();
            for (int j = 0; j < 10; j++) {
                endpoints.add(endpoint(app));
            }
            sent.add(allowed(
                    Reason.TOO_MANY_TESTS,
                    attempt -> scene.dispatcher.sendTest(app, endpoints.get(attempt % endpoints.size()), ACTOR)));
        }

        assertThat(sent).containsExactly(30, 30, 0);
        App foreign = app(new DeveloperId(Samples.id()));
        scene.dispatcher.sendTest(foreign, endpoint(foreign), ACTOR);
        scene.clock.advance(Duration.ofSeconds(61));
        App next = app(developer);
        scene.dispatcher.sendTest(next, endpoint(next), ACTOR);
    }

    @Test
    @Tag("D-30")
    @DisplayName("an app has sixty deliveries repeated a minute at most, and a developer's apps a hundred and twenty")
    void redeliveries() {
        List<Integer> sent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            App app = app(developer);
            EndpointId endpoint = endpoint(app);
            scene.dispatcher.sendTest(app, endpoint, ACTOR);
            scene.send();
            String delivery = scene.dispatcher
                    .deliveries(app, endpoint, Set.of(DeliveryStatus.values()), null, 1)
                    .get(0)
                    .id();
            sent.add(allowed(
                    Reason.TOO_MANY_REDELIVERIES,
                    attempt -> scene.dispatcher.redeliver(app, endpoint, delivery, ACTOR)));
        }

        assertThat(sent).containsExactly(60, 60, 0);
    }

    private interface Attempt {

        void run(int number);
    }

    /** Tries many times; returns how many were done. */
    private static int allowed(Reason refusal, Attempt attempt) {
        int done = 0;
        for (int i = 0; i < MANY; i++) {
            try {
                attempt.run(i);
                done++;
            } catch (WebhookRefusedException e) {
                assertThat(e.reason()).isEqualTo(refusal);
            }
        }
        return done;
    }

    private App app(DeveloperId owner) {
        App app = Samples.app(owner, "App " + Samples.id());
        scene.core.apps().insert(app, 5, scene.clock.instant());
        scene.core.grants().insert(Samples.consent(app.id(), WebhookScene.COMPANY, new UserId("usr_pro")));
        return app;
    }

    private EndpointId endpoint(App app) {
        return scene.dispatcher
                .create(app, new EndpointDraft(receiver.url().toString(), "", List.of("ticket.created")), ACTOR)
                .endpoint()
                .id();
    }
}
