package dev.drawbridge.webhooks.internal.portal;

import static dev.drawbridge.webhooks.internal.portal.WebhookScene.ACTOR;
import static dev.drawbridge.webhooks.internal.portal.WebhookScene.verifies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.testkit.WebhookReceiver.Received;
import dev.drawbridge.webhooks.NewEndpoint;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a developer sends by hand, and the secrets that sign it. */
@Timeout(60)
class WebhookByHandTest extends ReceiverScene {

    @Nested
    class ByHand {

        @Test
        @Tag("A-096")
        @Tag("D-40")
        @DisplayName("a test event arrives signed, and redelivering repeats the id with a new attempt")
        void testEvent() {
            receiver.respond(200, Map.of(), "thanks");
            String message = scene.dispatcher.sendTest(scene.app, id, ACTOR);
            scene.send();

            Received first = receiver.received().get(0);
            assertThat(first.id()).isEqualTo(message);
            assertThat(verifies(endpoint.secret(), first)).isTrue();
            JsonObject body = Json.readObject(first.body());
            assertThat(body.text("event")).contains("ping");
            assertThat(body.object("data").orElseThrow().bool("test")).contains(true);

            Delivery delivery = scene.deliveries(endpoint).get(0);
            scene.dispatcher.redeliver(scene.app, id, delivery.id(), ACTOR);
            scene.send();

            assertThat(receiver.received()).extracting(Received::id).containsExactly(message, message);
            assertThat(scene.dispatcher.attempts(List.of(delivery)).get(delivery.id()))
                    .extracting(DeliveryAttempt::snippet)
                    .containsExactly("thanks", "");
        }

        @Test
        @Tag("D-40")
        @DisplayName("an endpoint is tested ten times a minute at most")
        void testLimit() {
            for (int i = 0; i < 10; i++) {
                scene.dispatcher.sendTest(scene.app, id, ACTOR);
            }

            assertThatThrownBy(() -> scene.dispatcher.sendTest(scene.app, id, ACTOR))
                    .isInstanceOfSatisfying(
                            WebhookRefusedException.class,
                            refused -> assertThat(refused.reason())
                                    .isEqualTo(WebhookRefusedException.Reason.TOO_MANY_TESTS));
        }

        @Test
        @Tag("SW-T3")
        @Tag("A-097")
        @DisplayName("after a rotation deliveries verify with either secret until the overlap ends")
        void rotation() {
            Secret old = endpoint.secret();
            Secret next = scene.dispatcher.rotateSecret(scene.app, id, Duration.ofSeconds(60), ACTOR);
            scene.publish();
            scene.send();
            scene.clock.advance(Duration.ofSeconds(60));
            scene.publish();
            scene.send();

            List<Received> received = receiver.received();
            assertThat(verifies(old, received.get(0))).isTrue();
            assertThat(verifies(next, received.get(0))).isTrue();
            assertThat(verifies(old, received.get(1))).isFalse();
            assertThat(verifies(next, received.get(1))).isTrue();
        }

        @Test
        @Tag("SW-10")
        @Tag("D-34")
        @DisplayName("secrets differ by endpoint and are sealed at rest")
        void sealed() {
            NewEndpoint other = scene.endpoint(receiver.url());

            assertThat(other.secret()).isNotEqualTo(endpoint.secret());
            String bare = endpoint.secret().reveal().substring("whsec_".length());
            assertThat(scene.stores.secrets().live(id, scene.clock.instant()).toString())
                    .contains("v1.")
                    .doesNotContain(bare);
        }
    }
}
