package dev.drawbridge.oauth.internal.resource;

import static dev.drawbridge.oauth.internal.world.HostBrowser.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.ProtectedResource;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import java.net.InetAddress;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A host with three resources: its API, an assistant beside it, and reports on another host. */
final class ResourceScene {

    static final String API = "https://portal.test/api/v1";
    static final String MCP = "https://portal.test/mcp";
    static final String REPORTS = "https://reports.test/api?v=1";
    static final ClientId REPORT_SERVER = new ClientId("report-server");
    static final ClientId API_SERVER = new ClientId("api-server");

    final OAuthWorld platform = new OAuthWorld(builder -> builder.resource(
                    ProtectedResource.of(URI.create(MCP), "Assistant")
                            .taking("mcp:write", "tickets.read")
                            .alias(URI.create(MCP + "/")))
            .resource(ProtectedResource.of(URI.create(REPORTS), "Reports").taking("invoices.*"))
            .resourceServer(REPORT_SERVER, URI.create(REPORTS))
            .resourceServer(API_SERVER));
    final OAuthScene oauth = platform.oauth;
    final OAuthScene.Client client =
            oauth.register(AppType.WEB, "tickets.read", "tickets.write", "invoices.read", "mcp:write");
    final HostBrowser browser = platform.browser("usr_pro");

    /** Asks for all scopes of the app, for some resources. */
    String authorize(String... resources) {
        Map<String, String> request = OAuthWorld.request("scope", null);
        request.put("client_id", client.app().clientId().value());
        request.put("redirect_uri", OAuthScene.REDIRECT_URI);
        request.put("code_challenge", TokenHash.of(OAuthScene.VERIFIER).value());
        return OAuthWorld.authorize(request) + parameters(resources);
    }

    /** A code after the consent to everything that is asked for. */
    String code(String... resources) {
        Response page = browser.get(authorize(resources));
        Response redirect = page.status() == 200 ? browser.submit(page, "decision", "allow") : page;
        return response(redirect).text("code");
    }

    Response redeem(String code, String... resources) {
        return token(client, OAuthScene.encode(oauth.codeForm(code)) + parameters(resources));
    }

    Response refresh(String token, String... resources) {
        return token(client, "grant_type=refresh_token&refresh_token=" + token + parameters(resources));
    }

    Response token(OAuthScene.Client by, String form) {
        return oauth.post("/oauth/token", Headers.NONE.plus("Authorization", by.basic()), form);
    }

    static String parameters(String... resources) {
        StringBuilder parameters = new StringBuilder();
        List.of(resources).forEach(resource -> parameters.append("&resource=").append(OAuthWorld.encode(resource)));
        return parameters.toString();
    }

    /** Calls a path of the host with a token, where a scope is demanded. */
    Response call(String path, String scope, String accessToken) {
        return platform.test
                .platform()
                .guard()
                .require(scope)
                .around((request, caller) -> Response.json(200, Map.of()))
                .handle(Request.of(
                        "GET",
                        path,
                        Headers.NONE.plus("Authorization", "Bearer " + accessToken),
                        InetAddress.getLoopbackAddress()));
    }

    static String access(Response tokens) {
        assertThat(tokens.status()).as(tokens.text()).isEqualTo(200);
        return OAuthScene.text(tokens, "access_token");
    }

    static Object audience(Response tokens) {
        String payload = access(tokens).split("\\.", -1)[1];
        JsonObject claims = Json.readObject(Base64.getUrlDecoder().decode(payload));
        return claims.toMap().get("aud");
    }

    static void refused(Response response) {
        assertThat(response.status()).as(response.text()).isEqualTo(400);
        assertThat(OAuthScene.text(response, "error")).isEqualTo("invalid_target");
    }
}
