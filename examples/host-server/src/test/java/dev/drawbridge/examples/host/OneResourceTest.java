package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The one resource of the started host (RFC 8707), as clients for MCP name it. */
class OneResourceTest {

    private static final Map<String, String> VARIABLES = Map.of(
            "PORT",
            "0",
            "DATABASE_URL",
            "jdbc:h2:mem:one-resource;DB_CLOSE_DELAY=-1",
            "MASTER_KEY",
            Base64.getEncoder().encodeToString(new byte[32]));

    @Test
    @Tag("RES-01")
    @Tag("RES-03")
    @Tag("RES-04")
    @DisplayName("PUBLIC_URL and /api/v1 is the resource, and nothing else is")
    void theOneResource() throws Exception {
        try (HostServer host = HostServer.start(VARIABLES)) {
            Story story = new Story(host);
            String resource = host.url() + "/api/v1";
            Story.Connected app = story.connect("dana@resource.example", "pro@fieldwork.test", "tickets.read");

            String request = Story.authorizePath(app.clientId(), "tickets.read", Story.VERIFIER) + "&resource=";
            String code =
                    HttpUser.parameter(story.hostUser.get(request + resource).header("Location"), "code");
            Map<String, String> form = Map.of(
                    "grant_type",
                    "authorization_code",
                    "code",
                    code,
                    "code_verifier",
                    Story.VERIFIER,
                    "resource",
                    resource);
            HttpUser.Reply tokens =
                    story.app.rawForm("/oauth/token", form, "Authorization", Story.basic(app.clientId(), app.secret()));
            assertThat(tokens.status()).as(tokens.text()).isEqualTo(200);
            String token = tokens.json().text("access_token").orElseThrow();
            assertThat(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), "US-ASCII"))
                    .contains("\"aud\":\"" + resource + "\"");
            assertThat(story.read("/api/v1/tickets", token).status()).isEqualTo(200);

            for (String other : List.of(resource + "/", host.url().toString(), "https://other.test/api/v1")) {
                String refused = story.hostUser.get(request + other).header("Location");
                assertThat(HttpUser.parameter(refused, "error")).isEqualTo("invalid_target");
                assertThat(URI.create(refused).getPath())
                        .isEqualTo(URI.create(Story.REDIRECT_URI).getPath());
            }
        }
    }
}
