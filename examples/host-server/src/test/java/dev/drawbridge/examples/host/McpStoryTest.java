package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a client for MCP, which knows nothing but the URL of the API, gets to call it at the started host. */
class McpStoryTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more-2";
    private static final String REGISTERED = "http://127.0.0.1:3000/callback";
    private static final String REQUESTED = "http://127.0.0.1:49321/callback";

    private static Map<String, String> variables(String mode) {
        return Map.of(
                "PORT",
                "0",
                "DATABASE_URL",
                "jdbc:h2:mem:mcp-" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1",
                "MASTER_KEY",
                Base64.getEncoder().encodeToString(new byte[32]),
                "DCR_MODE",
                mode);
    }

    private static Map<String, Object> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("client_name", "Desk Assistant");
        metadata.put("redirect_uris", List.of(REGISTERED));
        metadata.put("grant_types", List.of("authorization_code", "refresh_token"));
        metadata.put("response_types", List.of("code"));
        metadata.put("token_endpoint_auth_method", "none");
        metadata.put("application_type", "native");
        metadata.put("scope", "mcp:read mcp:write tickets.read");
        return metadata;
    }

    @Test
    @Tag("DCR-10")
    @Tag("MET-07")
    @DisplayName("a public client finds the server from a 401, registers, and reads with mcp:read")
    void registers() throws IOException {
        try (HostServer host = HostServer.start(variables("open"))) {
            HttpUser program = HttpUser.program(host.url());
            JsonObject server = discover(program);
            assertThat(server.texts("code_challenge_methods_supported").orElseThrow())
                    .contains("S256");

            String endpoint = server.text("registration_endpoint").orElseThrow();
            HttpUser.Reply registered = program.json("POST", path(endpoint), metadata());
            assertThat(registered.status()).as(registered.text()).isEqualTo(201);
            String clientId = registered.json().text("client_id").orElseThrow();

            connectAndCall(host, server, clientId);
            HttpUser.Reply deleted = program.raw(
                    "DELETE",
                    path(registered.json().text("registration_client_uri").orElseThrow()),
                    "",
                    "Authorization",
                    "Bearer "
                            + registered
                                    .json()
                                    .text("registration_access_token")
                                    .orElseThrow());
            assertThat(deleted.status()).as(deleted.text()).isEqualTo(204);
        }
    }

    @Test
    @Tag("CMD-03")
    @Tag("MET-04")
    @DisplayName("a public client that is described by a document needs no registration")
    void isDescribed() throws IOException {
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String clientId = "http://127.0.0.1:" + site.getAddress().getPort() + "/desk-assistant.json";
        Map<String, Object> document = metadata();
        document.put("client_id", clientId);
        site.createContext("/desk-assistant.json", exchange -> {
            byte[] body = Json.write(document).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        site.start();
        try (HostServer host = HostServer.start(variables("closed"))) {
            JsonObject server = discover(HttpUser.program(host.url()));
            assertThat(server.has("registration_endpoint")).isFalse();
            assertThat(server.bool("client_id_metadata_document_supported")).contains(true);
            connectAndCall(host, server, clientId);
        } finally {
            site.stop(0);
        }
    }

    @Test
    @Tag("DCR-01")
    @DisplayName("with DCR_MODE=token a client registers with a token that the host gave out, once")
    void registersWithAToken() throws IOException {
        try (HostServer host = HostServer.start(variables("token"))) {
            HttpUser program = HttpUser.program(host.url());
            assertThat(program.json("POST", "/oauth/register", metadata()).status())
                    .isEqualTo(401);
            HttpUser.Reply issued =
                    program.json("POST", "/dev/initial-access-tokens", Map.of("uses", 1, "lifetime", "PT5M"));
            assertThat(issued.status()).as(issued.text()).isEqualTo(201);
            String bearer = "Bearer " + issued.json().text("token").orElseThrow();
            assertThat(program.json("POST", "/oauth/register", metadata(), "Authorization", bearer)
                            .status())
                    .isEqualTo(201);
            assertThat(program.json("POST", "/oauth/register", metadata(), "Authorization", bearer)
                            .status())
                    .isEqualTo(401);
            assertThat(program.json("POST", "/dev/initial-access-tokens", Map.of("uses", 0))
                            .status())
                    .isEqualTo(422);
        }
    }

    /** From a call without a token to the metadata of the authorization server (RFC 9728 §5). */
    private static JsonObject discover(HttpUser program) {
        HttpUser.Reply challenged = program.get("/api/v1/tickets");
        assertThat(challenged.status()).isEqualTo(401);
        String challenge = challenged.header("WWW-Authenticate");
        String lead = "resource_metadata=\"";
        String resource = challenge.substring(challenge.indexOf(lead) + lead.length());
        String server = program.get(path(resource.substring(0, resource.indexOf('"'))))
                .json()
                .texts("authorization_servers")
                .orElseThrow()
                .get(0);
        HttpUser.Reply metadata = program.get("/.well-known/oauth-authorization-server");
        assertThat(metadata.json().text("issuer")).contains(server);
        return metadata.json();
    }

    private static void connectAndCall(HostServer host, JsonObject server, String clientId) {
        HttpUser user = HttpUser.browser(host.url());
        HttpUser program = HttpUser.program(host.url());
        String tokenPath = path(server.text("token_endpoint").orElseThrow());
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("response_type", "code");
        request.put("client_id", clientId);
        // RFC 8252 §7.3: the port is the one that was free.
        request.put("redirect_uri", REQUESTED);
        request.put("scope", "mcp:read tickets.read");
        request.put("state", "xyz");
        request.put("code_challenge", Story.challenge(VERIFIER));
        request.put("code_challenge_method", "S256");
        request.put("resource", host.url() + "/api/v1");
        String location =
                consent(user, path(server.text("authorization_endpoint").orElseThrow()), request);
        assertThat(HttpUser.parameter(location, "state")).isEqualTo("xyz");
        assertThat(HttpUser.parameter(location, "iss")).isEqualTo(host.url().toString());

        HttpUser.Reply tokens = program.rawForm(
                tokenPath,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        clientId,
                        "code",
                        HttpUser.parameter(location, "code"),
                        "redirect_uri",
                        REQUESTED,
                        "code_verifier",
                        VERIFIER,
                        "resource",
                        host.url() + "/api/v1"));
        assertThat(tokens.status()).as(tokens.text()).isEqualTo(200);
        assertThat(tokens.json().text("scope")).contains("mcp:read tickets.read");
        HttpUser.Reply refreshed = program.rawForm(
                tokenPath,
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        clientId,
                        "refresh_token",
                        tokens.json().text("refresh_token").orElseThrow()));
        assertThat(refreshed.status()).as(refreshed.text()).isEqualTo(200);
        String access = refreshed.json().text("access_token").orElseThrow();
        assertThat(program.get("/api/v1/tickets", "Authorization", "Bearer " + access)
                        .status())
                .isEqualTo(200);
        assertThat(program.get("/api/v1/invoices", "Authorization", "Bearer " + access)
                        .status())
                .isEqualTo(403);
    }

    /** A browser that is not logged in yet is sent to the login, and after it to the consent page. */
    private static String consent(HttpUser user, String path, Map<String, Object> request) {
        HttpUser.Reply response = user.get(path + "?" + HttpUser.encode(request));
        assertThat(response.status()).as(response.text()).isEqualTo(303);
        String next = HttpUser.parameter(response.header("Location"), "next");
        HttpUser.Reply loggedIn = user.form(
                "/login", Map.of("email", "pro@fieldwork.test", "password", "fieldwork-demo-password", "next", next));
        assertThat(loggedIn.status()).as(loggedIn.text()).isEqualTo(303);
        HttpUser.Reply page = user.get(loggedIn.header("Location"));
        while (page.status() == 303) {
            page = user.get(page.header("Location"));
        }
        assertThat(page.text()).contains("Desk Assistant", "Not reviewed by Fieldwork", "Any program on this computer");
        HttpUser.Reply allowed =
                user.form(Story.formAction(page), Story.consentFields(page, List.of("mcp:read", "tickets.read")));
        assertThat(allowed.status()).as(allowed.text()).isEqualTo(303);
        assertThat(allowed.header("Location")).startsWith(REQUESTED);
        return allowed.header("Location");
    }

    private static String path(String url) {
        URI uri = URI.create(url);
        return uri.getRawPath();
    }
}
