package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.JsonObject;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** kill -9 right after an acknowledged write loses nothing. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class KillTest {

    @Parameter
    TestDatabase database;

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        Map<String, String> variables = new HashMap<>(database.variables(folder));
        variables.put("MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        variables.put("PORT", "0");
        String session;
        String appId;
        String clientId;
        String secret;
        String refreshToken;
        String ticket;
        try (HostProcess host = HostProcess.start(variables)) {
            variables.put("PORT", String.valueOf(host.url().getPort()));
            Story story = new Story(host.url());
            session = story.newDeveloper("dana@killed.example");
            JsonObject app = story.createApp(session, Story.webApp("Killed", "tickets.read", "tickets.write"));
            host.kill();
            appId = app.text("id").orElseThrow();
            clientId = app.text("clientId").orElseThrow();
            secret = app.text("clientSecret").orElseThrow();
        }
        String code;
        try (HostProcess host = HostProcess.start(variables)) {
            Story story = new Story(host.url());
            assertThat(story.asDeveloper(session, "GET", "/developers/api/v1/apps/" + appId, Map.of())
                            .status())
                    .isEqualTo(200);
            story.logInToHost("pro@fieldwork.test");
            code = story.consent(clientId, "tickets.read tickets.write", Story.VERIFIER);
            host.kill();
        }
        try (HostProcess host = HostProcess.start(variables)) {
            Story story = new Story(host.url());
            HttpUser.Reply tokens = story.redeem(clientId, secret, code, Story.VERIFIER);
            host.kill();
            assertThat(tokens.status()).as(tokens.text()).isEqualTo(200);
            refreshToken = tokens.json().text("refresh_token").orElseThrow();
        }
        String accessToken;
        try (HostProcess host = HostProcess.start(variables)) {
            Story story = new Story(host.url());
            HttpUser.Reply tokens = story.refresh(clientId, secret, refreshToken);
            assertThat(tokens.status()).as(tokens.text()).isEqualTo(200);
            accessToken = tokens.json().text("access_token").orElseThrow();
            HttpUser.Reply created = story.call("POST", "/api/v1/tickets", accessToken);
            host.kill();
            assertThat(created.status()).as(created.text()).isEqualTo(201);
            ticket = created.json().text("id").orElseThrow();
        }
        try (HostProcess host = HostProcess.start(variables)) {
            Story story = new Story(host.url());
            assertThat(story.read("/api/v1/tickets", accessToken).text()).contains(ticket);
            assertThat(story.app
                            .rawForm(
                                    "/oauth/revoke",
                                    Map.of("token", accessToken),
                                    "Authorization",
                                    Story.basic(clientId, secret))
                            .status())
                    .isEqualTo(200);
            assertThat(story.read("/api/v1/tickets", accessToken).status())
                    .as("a revoked token is refused immediately")
                    .isEqualTo(401);
            host.kill();
        }
        try (HostProcess host = HostProcess.start(variables)) {
            assertThat(new Story(host.url())
                            .read("/api/v1/tickets", accessToken)
                            .status())
                    .as("a revoked token stays revoked")
                    .isEqualTo(401);
        }
    }
}
