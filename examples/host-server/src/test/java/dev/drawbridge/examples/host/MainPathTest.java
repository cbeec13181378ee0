package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.testkit.WebhookReceiver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole story of the product over real HTTP against the started host: sign-up, app, consent, token, API until the
 * plan's limit, webhook. The host is stopped and started again between any two steps.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class MainPathTest {

    private static final String EMAIL = "dana@client.example";
    private static final int STARTER_LIMIT = 100;

    @Parameter
    TestDatabase database;

    @TempDir
    Path folder;

    @Test
    void aDeveloperGetsFromSignUpToASignedWebhookAndRestartsLoseNothing() throws Exception {
        RestartingHost host = new RestartingHost(database.variables(folder));
        try (WebhookReceiver receiver = WebhookReceiver.start()) {
            Story story = new Story(host.running());
            story.signUp(EMAIL);
            story.moveTo(host.restart());

            String token = story.mailedToken(EMAIL);
            story.moveTo(host.restart());

            story.verify(token);
            story.moveTo(host.restart());

            String session = story.logIn(EMAIL);
            story.moveTo(host.restart());

            JsonObject app = story.createApp(session, Story.webApp("Acme Dispatch", "tickets.read", "tickets.write"));
            String clientId = app.text("clientId").orElseThrow();
            String secret = app.text("clientSecret").orElseThrow();
            story.moveTo(host.restart());

            HttpUser.Reply endpoint = story.asDeveloper(
                    session,
                    "POST",
                    "/developers/api/v1/apps/" + app.text("id").orElseThrow() + "/webhooks",
                    Map.of("url", receiver.url().toString(), "events", List.of("ticket.created")));
            assertThat(endpoint.status()).as(endpoint.text()).isEqualTo(201);
            String webhookSecret = endpoint.json().text("secret").orElseThrow();
            story.moveTo(host.restart());

            story.logInToHost("starter@fieldwork.test");
            story.moveTo(host.restart());

            String code = story.consent(clientId, "tickets.read tickets.write", Story.VERIFIER);
            story.moveTo(host.restart());

            HttpUser.Reply tokens = story.redeem(clientId, secret, code, Story.VERIFIER);
            assertThat(tokens.status()).as(tokens.text()).isEqualTo(200);
            story.moveTo(host.restart());

            HttpUser.Reply refreshed = story.refresh(
                    clientId, secret, tokens.json().text("refresh_token").orElseThrow());
            assertThat(refreshed.status()).as(refreshed.text()).isEqualTo(200);
            String accessToken = refreshed.json().text("access_token").orElseThrow();
            story.moveTo(host.restart());

            HttpUser.Reply created = story.call("POST", "/api/v1/tickets", accessToken);
            assertThat(created.status()).as(created.text()).isEqualTo(201);
            story.moveTo(host.restart());

            Story.until("a webhook", () -> !receiver.received().isEmpty());
            WebhookReceiver.Received webhook = receiver.received().get(0);
            new Webhook(webhookSecret).verify(webhook.body(), webhook.headers());
            assertThat(webhook.body()).contains("\"event\":\"ticket.created\"");
            story.moveTo(host.restart());

            int admitted = 1;
            HttpUser.Reply response = story.read("/api/v1/tickets", accessToken);
            while (response.status() == 200 && admitted <= STARTER_LIMIT) {
                admitted++;
                response = story.read("/api/v1/tickets", accessToken);
            }
            assertThat(admitted).isEqualTo(STARTER_LIMIT);
            assertThat(response.status()).isEqualTo(429);
            assertThat(response.header("Retry-After")).matches("[1-9][0-9]*");
        } finally {
            host.close();
        }
    }
}
