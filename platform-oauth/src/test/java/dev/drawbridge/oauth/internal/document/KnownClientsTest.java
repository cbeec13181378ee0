package dev.drawbridge.oauth.internal.document;

import static dev.drawbridge.oauth.internal.world.HostBrowser.response;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.authorize;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.oauth.DynamicRegistration;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients for MCP as their sources, or reports about them, say that they register: each must get a client id and, through a
 * browser, tokens. Names of scopes are this library's, since these clients ask for what the metadata lists.
 */
class KnownClientsTest {

    private final OAuthWorld world = new OAuthWorld(
            settings -> settings.dynamicRegistration(DynamicRegistration.open()).redirectSchemes(Set.of("cursor")));

    /**
     * A client.
     *
     * @param name which
     * @param metadata what it sends
     * @param redirects where it then wants responses, each in a flow of its own
     * @param dropped redirect URIs of the metadata that it does not get
     */
    private record Known(String name, String metadata, List<String> redirects, List<String> dropped) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Known known(String name, String metadata, String... redirects) {
        return new Known(name, metadata, List.of(redirects), List.of());
    }

    static Stream<Known> clients() {
        return Stream.of(editors(), assistants(), libraries()).flatMap(group -> group);
    }

    private static Stream<Known> editors() {
        return Stream.of(
                known(
                        "VS Code (microsoft/vscode, oauth.ts)",
                        """
                        {"client_name":"Visual Studio Code","client_uri":"https://code.visualstudio.com",
                         "grant_types":["authorization_code","refresh_token","urn:ietf:params:oauth:grant-type:device_code"],
                         "response_types":["code"],
                         "redirect_uris":["https://insiders.vscode.dev/redirect","https://vscode.dev/redirect",
                           "http://127.0.0.1/","http://127.0.0.1:33418/"],
                         "scope":"tickets.read","token_endpoint_auth_method":"none","application_type":"native"}
                        """,
                        "http://127.0.0.1:33418/",
                        "http://127.0.0.1:51234/",
                        "https://vscode.dev/redirect"),
                known("VS Code, first version", """
                    {"client_name":"Visual Studio Code","client_uri":"https://code.visualstudio.com",
                     "grant_types":["authorization_code","refresh_token","urn:ietf:params:oauth:grant-type:device_code"],
                     "response_types":["code"],
                     "redirect_uris":["https://insiders.vscode.dev/redirect","https://vscode.dev/redirect",
                       "http://localhost/","http://127.0.0.1/","http://localhost:33418/","http://127.0.0.1:33418/"],
                     "token_endpoint_auth_method":"none"}
                    """, "http://localhost:40123/"),
                known(
                        "Cursor (three redirect URIs in one request, as reported by servers)",
                        """
                        {"client_name":"Cursor","grant_types":["authorization_code","refresh_token"],
                         "response_types":["code"],
                         "redirect_uris":["cursor://anysphere.cursor-mcp/oauth/callback",
                           "https://www.cursor.com/agents/mcp/oauth/callback","http://localhost:8787/callback"],
                         "token_endpoint_auth_method":"none"}
                        """,
                        "cursor://anysphere.cursor-mcp/oauth/callback",
                        "http://localhost:8787/callback"),
                new Known(
                        "an editor whose scheme the host does not allow",
                        """
                        {"client_name":"Kilo Code","grant_types":["authorization_code","refresh_token"],
                         "redirect_uris":["http://127.0.0.1/","http://127.0.0.1:33418/",
                           "vscode://kilocode.kilo-code/oauth/callback"],
                         "token_endpoint_auth_method":"none"}
                        """,
                        List.of("http://127.0.0.1:50001/"),
                        List.of("vscode://kilocode.kilo-code/oauth/callback")),
                known(
                        "MCP Inspector (modelcontextprotocol/inspector, providers.ts)",
                        """
                        {"redirect_uris":["http://localhost:6274/oauth/callback"],"token_endpoint_auth_method":"none",
                         "grant_types":["authorization_code","refresh_token"],"response_types":["code"],
                         "client_name":"MCP Inspector","client_uri":"https://github.com/modelcontextprotocol/inspector",
                         "scope":"","application_type":"native"}
                        """,
                        "http://localhost:6274/oauth/callback"));
    }

    private static Stream<Known> assistants() {
        return Stream.of(
                known(
                        "Claude, hosted connector (as reported to its tracker)",
                        """
                        {"client_name":"Claude","redirect_uris":["https://claude.ai/api/mcp/auth_callback"],
                         "grant_types":["authorization_code","refresh_token"],"response_types":["code"],
                         "token_endpoint_auth_method":"client_secret_post"}
                        """,
                        "https://claude.ai/api/mcp/auth_callback"),
                known(
                        "Claude Code (as captured by servers)",
                        """
                        {"client_name":"Claude Code","redirect_uris":["http://localhost:3118/callback"],
                         "grant_types":["authorization_code","refresh_token"],"response_types":["code"],
                         "token_endpoint_auth_method":"none","application_type":"native"}
                        """,
                        "http://localhost:3118/callback",
                        "http://localhost:54545/callback"),
                known(
                        "ChatGPT (its callback; no more is public)",
                        """
                        {"client_name":"ChatGPT",
                         "redirect_uris":["https://chatgpt.com/connector_platform_oauth_redirect"]}
                        """,
                        "https://chatgpt.com/connector_platform_oauth_redirect"));
    }

    private static Stream<Known> libraries() {
        return Stream.of(
                known("TypeScript SDK, example with a secret", """
                    {"client_name":"Simple OAuth MCP Client","redirect_uris":["http://127.0.0.1:8090/callback"],
                     "grant_types":["authorization_code","refresh_token"],"response_types":["code"],
                     "application_type":"native","token_endpoint_auth_method":"client_secret_post"}
                    """, "http://127.0.0.1:8090/callback"),
                known(
                        "TypeScript SDK, defaults of a browser app in development",
                        """
                        {"client_name":"My MCP Client","redirect_uris":["http://localhost:8090/callback"],
                         "grant_types":["authorization_code","refresh_token"],"application_type":"web","logo_uri":"",
                         "tos_uri":""}
                        """,
                        "http://localhost:8090/callback"),
                known("Python SDK, simple client", """
                    {"client_name":"Simple Auth Client","redirect_uris":["http://localhost:3030/callback"],
                     "grant_types":["authorization_code","refresh_token"],"response_types":["code"],
                     "application_type":"native"}
                    """, "http://localhost:3030/callback"),
                known(
                        "Go SDK, example (a loopback URI without a path)",
                        """
                        {"redirect_uris":["http://localhost:3142"],"client_name":"Dynamically registered MCP client",
                         "scope":"tickets.read","application_type":"native"}
                        """,
                        "http://localhost:3142",
                        "http://localhost:49152"),
                known(
                        "Java: the client security of Spring that the SDK's own conformance client uses",
                        """
                        {"application_type":"native","client_name":"test-client","client_uri":"https://client.example.com",
                         "grant_types":["client_credentials","authorization_code"],
                         "redirect_uris":["https://client.example.com/oauth2/callback"],
                         "response_types":["code","CUSTOM"],"scope":"tickets.read tickets.write",
                         "token_endpoint_auth_method":"client_secret_post"}
                        """,
                        "https://client.example.com/oauth2/callback"));
    }

    @ParameterizedTest
    @MethodSource("clients")
    @Tag("DCR-04")
    @Tag("CMD-07")
    @DisplayName("known clients register as they do everywhere, and complete a code flow each")
    void registersAndConnects(Known known) {
        JsonObject sent = Json.readObject(known.metadata());
        Response registered = send("/oauth/register", "application/json", known.metadata(), "");

        assertThat(registered.status()).as(registered.text()).isEqualTo(201);
        JsonObject held = Json.readObject(registered.body());
        List<String> wanted = sent.texts("redirect_uris").orElseThrow().stream()
                .filter(uri -> !known.dropped().contains(uri))
                .toList();
        assertThat(held.texts("redirect_uris")).contains(wanted);
        assertThat(held.texts("grant_types").orElseThrow())
                .isSubsetOf("authorization_code", "refresh_token")
                .contains("authorization_code");
        assertThat(held.texts("response_types")).contains(List.of("code"));
        for (String redirect : known.redirects()) {
            connect(held, redirect);
        }
    }

    private void connect(JsonObject client, String redirectUri) {
        HostBrowser browser = world.browser("usr_pro");
        Map<String, String> request = OAuthWorld.request();
        request.put("client_id", client.text("client_id").orElseThrow());
        request.put("redirect_uri", redirectUri);
        request.put("scope", "tickets.read");
        request.put("code_challenge", TokenHash.of(OAuthScene.VERIFIER).value());
        request.put("prompt", "consent");
        Response page = browser.get(authorize(request));
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        Response sentBack = browser.submit(page, "decision", "allow", "scope=tickets.read");
        assertThat(sentBack.header("Location").orElseThrow()).startsWith(redirectUri + "?");
        Parameters response = response(sentBack);

        JsonObject tokens = token(
                client,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        response.text("code"),
                        "redirect_uri",
                        redirectUri,
                        "code_verifier",
                        OAuthScene.VERIFIER));

        assertThat(tokens.text("access_token")).isPresent();
        if (client.texts("grant_types").orElseThrow().contains("refresh_token")) {
            String refresh = tokens.text("refresh_token").orElseThrow();
            assertThat(token(client, Map.of("grant_type", "refresh_token", "refresh_token", refresh))
                            .text("access_token"))
                    .isPresent();
        }
    }

    /** Authenticates as the client registered. */
    private JsonObject token(JsonObject client, Map<String, String> form) {
        String id = client.text("client_id").orElseThrow();
        String secret = client.text("client_secret").orElse("");
        Map<String, String> body = new HashMap<>(form);
        String basic = "";
        switch (client.text("token_endpoint_auth_method").orElseThrow()) {
            case "client_secret_basic" ->
                basic = "Basic "
                        + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
            case "client_secret_post" -> {
                body.put("client_id", id);
                body.put("client_secret", secret);
            }
            default -> body.put("client_id", id);
        }
        Response response = send("/oauth/token", "application/x-www-form-urlencoded", OAuthScene.encode(body), basic);
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return Json.readObject(response.body());
    }

    private Response send(String path, String type, String body, String authorization) {
        Headers headers = Headers.NONE.with("Content-Type", type);
        return world.test.handle(Request.of(
                        "POST",
                        path,
                        authorization.isEmpty() ? headers : headers.with("Authorization", authorization),
                        InetAddress.getLoopbackAddress())
                .withBody(body.getBytes(StandardCharsets.UTF_8)));
    }
}
