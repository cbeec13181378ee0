package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.JsonObject;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes on one PostgreSQL, with nothing else between them. */
class TwoNodesTest {

    @Test
    @Tag("A-102")
    @Tag("JWT-11")
    void whatOneNodeDoesTheOtherKnows() throws Exception {
        Map<String, String> variables = new HashMap<>(TestDatabase.postgres());
        variables.put("MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        variables.put("PORT", "0");
        // One issuer for both, as behind a load balancer.
        variables.put("PUBLIC_URL", "http://localhost:8080");
        // Both start at the same time on the empty database.
        CompletableFuture<HostServer> starting = CompletableFuture.supplyAsync(() -> start(variables));
        try (HostServer a = start(variables);
                HostServer b = starting.get()) {
            Story onA = new Story(a.localUrl());
            Story onB = new Story(b.localUrl());

            onA.signUp("dana@nodes.example");
            onB.verify(onB.mailedToken("dana@nodes.example"));
            String session = onA.logIn("dana@nodes.example");
            JsonObject app = onB.createApp(session, Story.webApp("Nodes", "tickets.read"));
            String clientId = app.text("clientId").orElseThrow();
            String secret = app.text("clientSecret").orElseThrow();
            onA.logInToHost("pro@fieldwork.test");
            String code = onA.consent(clientId, "tickets.read", Story.VERIFIER);
            HttpUser.Reply tokens = onB.redeem(clientId, secret, code, Story.VERIFIER);
            assertThat(tokens.status()).as(tokens.text()).isEqualTo(200);
            String accessToken = tokens.json().text("access_token").orElseThrow();
            assertThat(onA.read("/api/v1/tickets", accessToken).status()).isEqualTo(200);

            assertThat(onB.app
                            .rawForm(
                                    "/oauth/revoke",
                                    Map.of("token", accessToken),
                                    "Authorization",
                                    Story.basic(clientId, secret))
                            .status())
                    .isEqualTo(200);
            assertThat(onB.read("/api/v1/tickets", accessToken).status())
                    .as("immediately on the same node")
                    .isEqualTo(401);
            Story.until(
                    "node A refuses what node B revoked",
                    () -> onA.read("/api/v1/tickets", accessToken).status() == 401);
        }
    }

    private static HostServer start(Map<String, String> variables) {
        try {
            return HostServer.start(variables);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
