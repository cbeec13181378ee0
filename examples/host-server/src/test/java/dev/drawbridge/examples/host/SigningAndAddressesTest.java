package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code SIGNING_ALG} and {@code IP_ALLOW_LIST} do to the started host, over HTTP. */
class SigningAndAddressesTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Map<String, String> variables = new HashMap<>(Map.of(
            "PORT",
            "0",
            "DATABASE_URL",
            "jdbc:h2:mem:signing-" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1",
            "MASTER_KEY",
            Base64.getEncoder().encodeToString(new byte[32])));

    @ParameterizedTest
    @CsvSource({"RS256, RSA", "PS256, RSA", "ES256, EC", "EdDSA, OKP"})
    @Tag("JWT-08")
    @DisplayName("tokens are signed as SIGNING_ALG says and the API accepts them")
    void signsAsConfigured(String algorithm, String keyType) throws Exception {
        variables.put("SIGNING_ALG", algorithm);
        try (HostServer host = HostServer.start(variables)) {
            Story story = new Story(host);
            String token = story.connect("dana@signing.example", "pro@fieldwork.test", "tickets.read")
                    .accessToken();

            JsonObject header = Json.readObject(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]));
            assertThat(header.text("alg")).contains(algorithm);
            assertThat(story.app.get("/oauth/jwks").text())
                    .contains("\"kty\":\"" + keyType + "\"", header.text("kid").orElseThrow());
            assertThat(story.read("/api/v1/tickets", token).status()).isEqualTo(200);
        }
    }

    @Test
    @Tag("CLI-23")
    @DisplayName("addresses outside IP_ALLOW_LIST get neither tokens nor responses, and everybody else does")
    void theListHoldsForTokensAndCalls() throws Exception {
        variables.put("IP_ALLOW_LIST", "127.0.0.0/8, ::1/128");
        Story.Connected connected;
        try (HostServer host = HostServer.start(variables)) {
            Story story = new Story(host);
            connected = story.connect("dana@addresses.example", "pro@fieldwork.test", "tickets.read");
            assertThat(story.read("/api/v1/tickets", connected.accessToken()).status())
                    .isEqualTo(200);
            variables.put("PUBLIC_URL", host.url().toString());
        }

        variables.put("IP_ALLOW_LIST", "203.0.113.0/24");
        try (HostServer host = HostServer.start(variables)) {
            Story story = new Story(host.localUrl());
            HttpUser.Reply call = story.read("/api/v1/tickets", connected.accessToken());
            assertThat(call.status()).as(call.text()).isEqualTo(403);
            assertThat(call.json().text("code")).contains("ip_not_allowed");

            HttpUser.Reply refresh = story.refresh(connected.clientId(), connected.secret(), connected.refreshToken());
            assertThat(refresh.status()).as(refresh.text()).isEqualTo(401);
            assertThat(refresh.json().text("error")).contains("invalid_client");
            assertThat(refresh.header("WWW-Authenticate")).startsWith("Basic ");
            assertThat(story.developer.get("/developers").status())
                    .as("pages are not concerned")
                    .isEqualTo(200);
        }

        variables.remove("IP_ALLOW_LIST");
        try (HostServer host = HostServer.start(variables)) {
            HttpUser.Reply refresh = new Story(host.localUrl())
                    .refresh(connected.clientId(), connected.secret(), connected.refreshToken());
            assertThat(refresh.status()).as("nothing was consumed").isEqualTo(200);
        }
    }
}
