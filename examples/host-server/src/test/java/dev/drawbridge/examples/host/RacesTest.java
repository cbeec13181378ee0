package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.testkit.WebhookReceiver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold when many act at the same time, over real HTTP against the started host. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RacesTest {

    private RestartingHost host;
    private Story story;

    @Parameter
    TestDatabase database;

    @TempDir
    Path folder;

    @BeforeEach
    void startHost() {
        host = new RestartingHost(database.variables(folder));
        story = new Story(host.running());
    }

    @AfterEach
    void stopHost() {
        host.close();
    }

    @Test
    @Tag("ACG-01")
    @DisplayName("a code is redeemed once by 50 parallel requests")
    void aCodeIsRedeemedOnceByFiftyParallelRequests() throws Exception {
        String session = story.newDeveloper("dana@races.example");
        JsonObject app = story.createApp(session, Story.webApp("Races", "tickets.read"));
        String clientId = app.text("clientId").orElseThrow();
        String secret = app.text("clientSecret").orElseThrow();
        story.logInToHost("pro@fieldwork.test");
        String code = story.consent(clientId, "tickets.read", Story.VERIFIER);

        List<HttpUser.Reply> responses = atOnce(50, () -> story.redeem(clientId, secret, code, Story.VERIFIER));

        assertThat(responses).filteredOn(response -> response.status() == 200).hasSize(1);
        assertThat(responses).filteredOn(response -> response.status() != 200).allSatisfy(response -> {
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.json().text("error")).contains("invalid_grant");
        });
    }

    @Test
    @Tag("R-01")
    @DisplayName("300 parallel API calls of a STARTER company are admitted exactly 100 times")
    void threeHundredParallelCallsAreAdmittedExactlyAHundredTimes() throws Exception {
        Story.Connected connected = story.connect("dana@limits.example", "starter@fieldwork.test", "tickets.read");

        List<HttpUser.Reply> responses = atOnce(300, () -> story.read("/api/v1/tickets", connected.accessToken()));

        assertThat(responses).filteredOn(response -> response.status() == 200).hasSize(100);
        assertThat(responses).filteredOn(response -> response.status() == 429).hasSize(200);
    }

    @Test
    @Tag("SW-03")
    @DisplayName("a webhook whose receiver fails twice arrives the third time with the same id, and verifies")
    void aWebhookWhoseReceiverFailsTwiceArrivesTheThirdTimeWithTheSameId() throws Exception {
        Story.Connected connected =
                story.connect("dana@hooks.example", "pro@fieldwork.test", "tickets.read", "tickets.write");
        try (WebhookReceiver receiver = WebhookReceiver.start()) {
            receiver.respond(500, 503, 204);
            HttpUser.Reply endpoint = story.asDeveloper(
                    connected.session(),
                    "POST",
                    "/developers/api/v1/apps/" + connected.appId() + "/webhooks",
                    Map.of("url", receiver.url().toString(), "events", List.of("ticket.created")));
            assertThat(endpoint.status()).as(endpoint.text()).isEqualTo(201);
            assertThat(story.call("POST", "/api/v1/tickets", connected.accessToken())
                            .status())
                    .isEqualTo(201);

            Story.until("the first try", () -> receiver.received().size() >= 1);
            story.advanceClock("PT1M");
            Story.until("the second try", () -> receiver.received().size() >= 2);
            story.advanceClock("PT10M");
            Story.until("the third try", () -> receiver.received().size() >= 3);

            List<WebhookReceiver.Received> tries = receiver.received();
            assertThat(tries.stream().map(WebhookReceiver.Received::id))
                    .hasSize(3)
                    .containsOnly(tries.get(0).id());
            Webhook verifier = new Webhook(endpoint.json().text("secret").orElseThrow());
            for (WebhookReceiver.Received each : tries) {
                verifier.verify(each.body(), each.headers());
            }
            assertThat(tries)
                    .extracting(WebhookReceiver.Received::body)
                    .containsOnly(tries.get(0).body());
        }
    }

    static List<HttpUser.Reply> atOnce(int threads, Callable<HttpUser.Reply> request) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<HttpUser.Reply>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(() -> {
                    start.await();
                    return request.call();
                }));
            }
            List<HttpUser.Reply> responses = new ArrayList<>();
            for (Future<HttpUser.Reply> each : running) {
                responses.add(each.get());
            }
            return responses;
        } finally {
            executor.shutdownNow();
        }
    }
}
