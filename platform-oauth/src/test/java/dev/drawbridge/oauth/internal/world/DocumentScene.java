package dev.drawbridge.oauth.internal.world;

import dev.drawbridge.core.EnvironmentBuilder;
import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.ClientDocumentPolicy;
import dev.drawbridge.oauth.DynamicRegistration;
import dev.drawbridge.oauth.MemoryOAuthStores;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** An authorization server in development mode that takes clients which describe or register themselves. */
public final class DocumentScene {

    public static final String VERIFIER = OAuthScene.VERIFIER;
    public static final String REDIRECT_URI = "http://127.0.0.1:40123/callback";

    private final OAuthWorld world;
    public final SettableClock clock;
    public final MemoryCoreStores core;
    public final MemoryOAuthStores stores;
    public final TestPlatform test;
    public final OAuthScene oauth;

    public DocumentScene() {
        this(ClientDocumentPolicy.ANY);
    }

    public DocumentScene(ClientDocumentPolicy policy) {
        this.world = new OAuthWorld(
                surroundings -> surroundings.set(EnvironmentBuilder::insecureDevelopmentMode),
                server -> server.clientDocuments(policy).dynamicRegistration(DynamicRegistration.open()));
        this.clock = world.clock;
        this.core = world.core;
        this.stores = world.stores;
        this.test = world.test;
        this.oauth = world.oauth;
    }

    /** An authorization request, on a loopback port that nobody registered. */
    public static Map<String, String> request(String clientId) {
        return request(clientId, REDIRECT_URI);
    }

    public static Map<String, String> request(String clientId, String redirectUri) {
        Map<String, String> parameters = OAuthWorld.request();
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", redirectUri);
        parameters.put("scope", "tickets.read");
        parameters.put("code_challenge", TokenHash.of(VERIFIER).value());
        return parameters;
    }

    public HostBrowser browser() {
        return world.browser();
    }

    public HostBrowser browser(String user) {
        return world.browser(user);
    }

    public Response authorize(HostBrowser browser, String clientId) {
        return browser.get(OAuthWorld.authorize(request(clientId)));
    }

    /** Connects a client and returns its tokens. */
    public Response connect(String clientId) {
        HostBrowser browser = browser("usr_pro");
        Response page = authorize(browser, clientId);
        Response response = browser.submit(page, "decision", "allow");
        return redeem(clientId, HostBrowser.response(response).text("code"));
    }

    public Response redeem(String clientId, String code) {
        return token(Map.of(
                "grant_type", "authorization_code",
                "client_id", clientId,
                "code", code,
                "redirect_uri", REDIRECT_URI,
                "code_verifier", VERIFIER));
    }

    public Response refresh(String clientId, Response tokens) {
        return token(Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                clientId,
                "refresh_token",
                OAuthScene.text(tokens, "refresh_token")));
    }

    public Response token(Map<String, String> form) {
        return oauth.post("/oauth/token", Headers.NONE, OAuthScene.encode(form));
    }

    public Response get(String path) {
        return world.get(path);
    }

    public Optional<App> app(String clientId) {
        return core.apps().findByClientId(new ClientId(clientId));
    }

    /** Where a login page returns to. */
    public static String afterLogin(Response redirect) {
        URI login = URI.create(redirect.header("Location").orElseThrow());
        if (!login.getPath().equals("/fake-login")) {
            throw new AssertionError("Not the login: " + login);
        }
        return Parameters.parse(login.getRawQuery()).text("next");
    }
}
