package dev.drawbridge.webhooks.internal.portal;

import static dev.drawbridge.webhooks.internal.portal.WebhookScene.ACTOR;
import static dev.drawbridge.webhooks.internal.portal.WebhookScene.COMPANY;
import static dev.drawbridge.webhooks.internal.portal.WebhookScene.verifies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.testkit.WebhookReceiver.Received;
import dev.drawbridge.webhooks.NewEndpoint;
import dev.drawbridge.webhooks.Webhooks;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import dev.drawbridge.webhooks.spi.DeliveryStore;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointSecretStore;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.EndpointStore;
import dev.drawbridge.webhooks.spi.LaneBatch;
import dev.drawbridge.webhooks.spi.LaneClaim;
import dev.drawbridge.webhooks.spi.LaneReport;
import dev.drawbridge.webhooks.spi.LaneStore;
import dev.drawbridge.webhooks.spi.OutboxStore;
import dev.drawbridge.webhooks.spi.WebhookStores;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebhookDeliveryTest extends ReceiverScene {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Nested
    class Sending {

        @Test
        @DisplayName("What JSON cannot say is refused when it is published, and nothing is kept")
        void refused() {
            assertThatThrownBy(() -> scene.test
                            .platform()
                            .publish("ticket.created", COMPANY, Map.of("id", "t_1", "amount", Double.NaN)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("/data/amount");
            scene.dispatcher.runOnce();
            assertThat(scene.deliveries(endpoint)).isEmpty();
            assertThat(receiver.received()).isEmpty();
        }

        @Test
        @Tag("SW-T2")
        @Tag("SW-01")
        @Tag("SW-02")
        @Tag("S-20")
        @DisplayName("a delivery verifies with the standardwebhooks Java library and is one POST of seed 2's body")
        void verified() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("id", "ticket_123");
            data.put("customerId", "cust_456");
            data.put("description", "Žluťoučký 🐴");
            data.put("note", null);
            data.put("amount", new BigDecimal("1.10"));
            scene.test.platform().publish("ticket.created", COMPANY, data);
            scene.send();

            Received only = receiver.received().get(0);
            assertThat(receiver.received()).hasSize(1);
            assertThat(only.body())
                    .isEqualTo("{\"event\":\"ticket.created\",\"timestamp\":\"" + scene.clock.instant()
                            + "\",\"data\":{\"id\":\"ticket_123\",\"customerId\":\"cust_456\","
                            + "\"description\":\"Žluťoučký 🐴\",\"note\":null,\"amount\":1.10}}");
            assertThat(only.id()).matches("msg_[0-9A-Z]{26}");
            assertThat(only.headers().get("content-type")).containsExactly("application/json");
            assertThat(only.headers()).doesNotContainKeys("cookie", "authorization", "accept-encoding");
            assertThat(verifies(endpoint.secret(), only)).isTrue();
            assertThat(scene.deliveries(endpoint)).singleElement().satisfies(delivery -> {
                assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
                assertThat(delivery.nextAttemptAt()).isNull();
            });
        }

        @Test
        @Tag("SW-03")
        @Tag("SW-T5")
        @Tag("SW-04")
        @DisplayName("a receiver that fails twice gets the third attempt with the same id, and it verifies")
        void thirdTime() {
            // The third attempt comes about six minutes later: then it shall be now for the library that verifies.
            scene.clock.advance(Duration.ofMinutes(-7));
            NewEndpoint early = endpointSince();
            receiver.respond(500, 503);
            scene.publish();

            scene.send();
            assertThat(receiver.received()).hasSize(1);
            scene.clock.advance(Duration.ofSeconds(4));
            scene.send();
            assertThat(receiver.received()).as("never early").hasSize(1);
            scene.clock.advance(Duration.ofSeconds(2));
            scene.send();
            assertThat(receiver.received()).hasSize(2);
            scene.clock.advance(Duration.ofMinutes(6));
            scene.send();

            List<Received> received = receiver.received();
            assertThat(received).hasSize(3);
            assertThat(received)
                    .extracting(Received::id)
                    .containsOnly(received.get(0).id());
            assertThat(received)
                    .extracting(Received::body)
                    .containsOnly(received.get(0).body());
            assertThat(received).extracting(Received::signature).doesNotHaveDuplicates();
            assertThat(received).extracting(Received::timestamp).isSorted().doesNotHaveDuplicates();
            assertThat(verifies(early.secret(), received.get(2))).isTrue();
            Delivery delivery = scene.deliveries(early).get(0);
            assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
            assertThat(scene.dispatcher.attempts(List.of(delivery)).get(delivery.id()))
                    .extracting(DeliveryAttempt::responseStatus)
                    .containsExactly(500, 503, 204);
        }

        /** Another endpoint takes the place of the one that was made before the clock was moved back. */
        private NewEndpoint endpointSince() {
            scene.dispatcher.delete(scene.app, id, ACTOR);
            scene.core.grants().end(scene.grant.id(), scene.clock.instant());
            scene.reconnect();
            return scene.endpoint(receiver.url());
        }

        @Test
        @Tag("D-01")
        @DisplayName("what rolls back is never sent")
        void rollback() {
            assertThatThrownBy(() -> scene.test.env().transactions().inTransaction(() -> {
                        scene.publish();
                        throw new IllegalStateException("the host changed its mind");
                    }))
                    .isInstanceOf(IllegalStateException.class);

            scene.send();

            assertThat(receiver.received()).isEmpty();
        }

        @Test
        @Tag("D-23")
        @DisplayName("410 disables the endpoint immediately, once")
        void gone() {
            receiver.respond(410);
            scene.publish();
            scene.send();
            scene.publish();
            scene.send();

            assertThat(receiver.received()).hasSize(1);
            assertThat(scene.dispatcher.find(scene.app, id).status()).isEqualTo(EndpointStatus.DISABLED_GONE);
            assertThat(scene.core.journal().about("webhook_endpoint", id.value(), 10))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.action()).isEqualTo("webhook.disabled"));
        }

        @Test
        @Tag("D-24")
        @Tag("S-13")
        @DisplayName("a redirect is a failure and is not followed")
        void redirect() {
            receiver.respond(302, Map.of("Location", receiver.url() + "/elsewhere"), "");
            scene.publish();
            scene.send();

            assertThat(receiver.received()).hasSize(1);
            assertThat(scene.deliveries(endpoint).get(0).status()).isEqualTo(DeliveryStatus.PENDING);
        }

        @Test
        @Tag("D-12")
        @DisplayName("an endpoint that keeps failing is probed by one delivery, and the others lose no attempt")
        void breaker() {
            for (int i = 0; i < 6; i++) {
                receiver.respond(500);
                scene.publish();
                scene.send();
                scene.clock.advance(Duration.ofSeconds(1));
            }

            assertThat(receiver.received()).as("the sixth waits").hasSize(5);
            scene.clock.advance(Duration.ofSeconds(31));
            scene.send();
            assertThat(receiver.received()).as("one probe, which fails as well").hasSize(6);
            scene.clock.advance(Duration.ofMinutes(2));
            scene.send();

            assertThat(receiver.received()).as("all once it works again").hasSizeGreaterThanOrEqualTo(11);
        }

        @Test
        @Tag("D-08")
        @DisplayName("if the outcome cannot be stored, the delivery is sent again with the same id")
        void lostOutcome() {
            AtomicInteger failures = new AtomicInteger(1);
            WebhookScene broken = new WebhookScene(stores -> new ForgetfulStores(stores, failures), Webhooks::on);
            NewEndpoint target = broken.endpoint(receiver.url());
            broken.publish();
            broken.send();
            broken.send();
            assertThat(receiver.received()).hasSize(1);

            broken.clock.advance(Duration.ofSeconds(31));
            broken.send();

            assertThat(receiver.received()).hasSize(2);
            assertThat(receiver.received().get(1).id())
                    .isEqualTo(receiver.received().get(0).id());
            assertThat(broken.deliveries(target).get(0).status()).isEqualTo(DeliveryStatus.DELIVERED);
        }

        @Test
        void aCompanyThatDisconnectedIsNotHeardOfAnyMore() {
            scene.publish();
            scene.core.grants().end(scene.grant.id(), scene.clock.instant());
            scene.send();
            scene.publish();
            scene.send();

            assertThat(receiver.received()).isEmpty();
        }
    }

    @Nested
    class InTheBackground {

        @Test
        @Tag("D-02")
        @DisplayName("what was committed is sent by whoever runs the jobs, without being asked")
        void jobs() {
            scene.publish();
            scene.test.platform().start();

            receiver.await(1, PATIENCE);
        }

        @Test
        @Tag("D-37")
        @DisplayName("closing lets what is in flight end, and takes nothing more")
        void closing() {
            Runnable letGo = receiver.hold();
            scene.test.platform().start();
            scene.publish();
            receiver.await(1, PATIENCE);
            Thread release = new Thread(letGo);
            release.start();

            scene.test.platform().close();

            assertThat(scene.deliveries(endpoint).get(0).status()).isEqualTo(DeliveryStatus.DELIVERED);
            scene.publish();
            scene.send();
            assertThat(receiver.received()).hasSize(1);
        }
    }

    /** Loses what it is told about the first batches. */
    private record ForgetfulStores(WebhookStores stores, AtomicInteger failures) implements WebhookStores {

        @Override
        public EndpointStore endpoints() {
            return stores.endpoints();
        }

        @Override
        public EndpointSecretStore secrets() {
            return stores.secrets();
        }

        @Override
        public OutboxStore outbox() {
            return stores.outbox();
        }

        @Override
        public DeliveryStore deliveries() {
            return stores.deliveries();
        }

        @Override
        public LaneStore lanes() {
            LaneStore lanes = stores.lanes();
            return new LaneStore() {
                @Override
                public List<LaneBatch> claim(LaneClaim claim) {
                    return lanes.claim(claim);
                }

                @Override
                public Set<EndpointId> complete(List<LaneReport> reports) {
                    if (failures.getAndDecrement() > 0) {
                        throw new StoreUnavailableException("The database went away", null);
                    }
                    return lanes.complete(reports);
                }
            };
        }
    }
}
