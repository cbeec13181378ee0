package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code PROVISION} does to the started host, over HTTP. */
class ProvisioningTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final String SECRET = "s3cr3t+from/elsewhere=with:marks-0123456789";

    @TempDir
    private Path folder;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void settings() {
        variables.put("PORT", "0");
        variables.put("MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        variables.put("DATABASE_URL", "jdbc:h2:mem:provision-" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        variables.put("PROVISION", folder.resolve("apps.json").toString());
    }

    @Test
    @Tag("CLI-02")
    @Tag("CLI-16")
    @DisplayName("a client id and a secret from elsewhere work as they are, in the header and in the form")
    void foreignCredentials() throws IOException {
        write(List.of(machine("https://client.example/app?x=1", SECRET)));
        try (HostServer host = HostServer.start(variables)) {
            HttpUser program = HttpUser.program(host.url());
            HttpUser.Reply header = program.rawForm(
                    "/oauth/token",
                    Map.of("grant_type", "client_credentials"),
                    "Authorization",
                    Story.basic(HttpUser.encode("https://client.example/app?x=1"), HttpUser.encode(SECRET)));
            assertThat(header.status()).as(header.text()).isEqualTo(200);
            assertThat(token(host, "https://client.example/app?x=1", SECRET).status())
                    .isEqualTo(200);
            assertThat(token(host, "https://client.example/app?x=1", SECRET + "0")
                            .status())
                    .isEqualTo(401);

            String access = header.json().text("access_token").orElseThrow();
            JsonObject claims = Json.readObject(Base64.getUrlDecoder().decode(access.split("\\.", -1)[1]));
            assertThat(claims.text("company")).contains("co_pro");
            assertThat(claims.text("run_as")).contains("usr_pro2");
            assertThat(program.get("/api/v1/tickets", "Authorization", "Bearer " + access)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    @Tag("CLI-15")
    @DisplayName("the same file again changes nothing, another one changes what it says")
    void again() throws IOException {
        write(List.of(machine("nightly", SECRET)));
        String access;
        try (HostServer host = HostServer.start(variables)) {
            variables.put("PUBLIC_URL", host.url().toString());
            access = token(host, "nightly", SECRET).json().text("access_token").orElseThrow();
        }
        try (HostServer host = HostServer.start(variables)) {
            assertThat(HttpUser.program(host.localUrl())
                            .get("/api/v1/tickets", "Authorization", "Bearer " + access)
                            .status())
                    .as("neither app nor installation was touched")
                    .isEqualTo(200);
        }

        String other = "another-secret-of-48-characters-ABCDEFGHIJKLMNOP";
        Map<String, Object> changed = machine("nightly", other);
        changed.put("scopes", List.of("jobs.read"));
        write(List.of(changed));
        try (HostServer host = HostServer.start(variables)) {
            assertThat(token(host, "nightly", SECRET).status()).isEqualTo(401);
            HttpUser.Reply renewed = token(host, "nightly", other);
            assertThat(renewed.json().text("scope")).contains("jobs.read");
            assertThat(HttpUser.program(host.localUrl())
                            .get("/api/v1/tickets", "Authorization", "Bearer " + access)
                            .status())
                    .as("the old installation ended with its tokens")
                    .isEqualTo(401);
        }
    }

    @Test
    @Tag("CLI-12")
    @DisplayName("an app authenticates exactly as its entry says")
    void method() throws IOException {
        Map<String, Object> app = machine("post-only", SECRET);
        app.put("tokenEndpointAuthMethod", "client_secret_post");
        write(List.of(app));
        try (HostServer host = HostServer.start(variables)) {
            assertThat(token(host, "post-only", SECRET).status()).isEqualTo(200);
            assertThat(HttpUser.program(host.url())
                            .rawForm(
                                    "/oauth/token",
                                    Map.of("grant_type", "client_credentials"),
                                    "Authorization",
                                    Story.basic("post-only", HttpUser.encode(SECRET)))
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    @Tag("CLI-16")
    @DisplayName("all problems of the file are told together, each with its entry, and no secret among them")
    void problems() throws IOException {
        Map<String, Object> unknown = machine("a", SECRET);
        unknown.put("colour", "blue");
        Map<String, Object> type = machine("b", SECRET);
        type.put("type", "robot");
        write(List.of(
                unknown, type, machine("c d", SECRET), Map.of("clientId", "e", "scopes", List.of("tickets.read"))));
        assertThatThrownBy(() -> HostServer.start(variables))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("entry 1 (a)")
                .hasMessageContaining("colour")
                .hasMessageContaining("entry 2 (b): type")
                .hasMessageContaining("entry 3 (c d)")
                .hasMessageContaining("entry 4 (e): clientSecret is missing")
                .hasMessageNotContaining(SECRET);

        Map<String, Object> scope = machine("f", SECRET);
        scope.put("scopes", List.of("nothing.read"));
        Map<String, Object> company = machine("g", SECRET);
        company.put("company", "co_none");
        company.remove("runAs");
        Map<String, Object> key = Map.of(
                "clientId",
                "h",
                "type",
                "web",
                "redirectUris",
                List.of("https://a.example/cb"),
                "scopes",
                List.of("tickets.read"),
                "jwks",
                Map.of("keys", List.of(Map.of("kty", "oct", "k", "AAAA"))));
        write(List.of(
                scope, company, machine("i", "only-31-characters-0123456789-A"), machine("j", "a".repeat(64)), key));
        assertThatThrownBy(() -> HostServer.start(variables))
                .hasMessageContaining("entry 1 (f): scopes")
                .hasMessageContaining("entry 2 (g): company")
                .hasMessageContaining("entry 3 (i): clientSecret")
                .hasMessageContaining("entry 4 (j): clientSecret")
                .hasMessageContaining("entry 5 (h): jwks");
    }

    @Test
    @Tag("CLI-16")
    @DisplayName("the file may begin with a byte-order mark")
    void byteOrderMark() throws IOException {
        Files.writeString(folder.resolve("apps.json"), "\uFEFF" + Json.write(List.of(machine("with-a-mark", SECRET))));
        try (HostServer host = HostServer.start(variables)) {
            assertThat(token(host, "with-a-mark", SECRET).status()).isEqualTo(200);
        }
    }

    @Test
    void aFileThatIsMissingOrNoArrayStopsTheStart() throws IOException {
        assertThatThrownBy(() -> HostServer.start(variables)).hasMessageContaining("PROVISION: the file");
        Files.writeString(folder.resolve("apps.json"), "{\"clientId\":\"a\"}");
        assertThatThrownBy(() -> HostServer.start(variables)).hasMessageContaining("must be a JSON array");
        Files.writeString(folder.resolve("apps.json"), "[],\"more\":[]");
        assertThatThrownBy(() -> HostServer.start(variables)).hasMessageContaining("must be a JSON array");
    }

    private static Map<String, Object> machine(String clientId, String secret) {
        return new HashMap<>(Map.of(
                "clientId",
                clientId,
                "clientSecret",
                secret,
                "name",
                "Nightly export " + clientId,
                "type",
                "machine",
                "scopes",
                List.of("tickets.read"),
                "company",
                "co_pro",
                "runAs",
                "usr_pro2"));
    }

    private void write(List<Map<String, Object>> apps) throws IOException {
        Files.writeString(folder.resolve("apps.json"), Json.write(apps));
    }

    private static HttpUser.Reply token(HostServer host, String clientId, String secret) {
        return HttpUser.program(host.localUrl())
                .rawForm(
                        "/oauth/token",
                        Map.of("grant_type", "client_credentials", "client_id", clientId, "client_secret", secret));
    }
}
