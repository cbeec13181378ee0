package dev.drawbridge.testkit.oauth;

import dev.drawbridge.core.EnvironmentBuilder;
import dev.drawbridge.core.app.App;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.secret.TokenHash;
import dev.drawbridge.core.store.MemoryCoreStores;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.document.ClientDocumentPolicy;
import dev.drawbridge.oauth.registration.DynamicRegistration;
import dev.drawbridge.oauth.store.MemoryOAuthStores;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** An authorization server in development mode that takes clients which describe or register themselves. */
final class DocumentScene {

    static final String VERIFIER = OAuthScene.VERIFIER;
    static final String REDIRECT_URI = "http://127.0.0.1:40123/callback";

    final SettableClock clock = new SettableClock();
    final MemoryCoreStores core = new MemoryCoreStores(clock);
    final MemoryOAuthStores stores = MemoryOAuthStores.on(core.transactions());
    final TestPlatform test;
    final OAuthScene oauth;

    DocumentScene() {
        this(ClientDocumentPolicy.ANY);
    }

    DocumentScene(ClientDocumentPolicy policy) {
        this.test = TestPlatform.builder()
                .clock(clock)
                .stores(core)
                .set(EnvironmentBuilder::insecureDevelopmentMode)
                .add(env -> AuthorizationServer.builder(env, stores)
                        .clientDocuments(policy)
                        .dynamicRegistration(DynamicRegistration.open())
                        .build())
                .build();
        this.oauth = OAuthStoreRows.scene(test, stores);
    }

    /** An authorization request, on a loopback port that nobody registered. */
    static Map<String, String> request(String clientId) {
        return request(clientId, REDIRECT_URI);
    }

    static Map<String, String> request(String clientId, String redirectUri) {
        Map<String, String> parameters = ConsentPlatform.request();
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", redirectUri);
        parameters.put("scope", "tickets.read");
        parameters.put("code_challenge", TokenHash.of(VERIFIER).value());
        return parameters;
    }

    HostBrowser browser() {
        return new HostBrowser(test);
    }

    HostBrowser browser(String user) {
        return browser().login(user);
    }

    Response authorize(HostBrowser browser, String clientId) {
        return browser.get(ConsentPlatform.authorize(request(clientId)));
    }

    /** Connects a client and returns its tokens. */
    Response connect(String clientId) {
        HostBrowser browser = browser("usr_pro");
        Response page = authorize(browser, clientId);
        Response answer = browser.submit(page, "decision", "allow");
        return redeem(clientId, HostBrowser.answer(answer).text("code"));
    }

    Response redeem(String clientId, String code) {
        return token(Map.of(
                "grant_type", "authorization_code",
                "client_id", clientId,
                "code", code,
                "redirect_uri", REDIRECT_URI,
                "code_verifier", VERIFIER));
    }

    Response refresh(String clientId, Response tokens) {
        return token(Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                clientId,
                "refresh_token",
                OAuthScene.text(tokens, "refresh_token")));
    }

    Response token(Map<String, String> form) {
        return oauth.post("/oauth/token", Headers.NONE, OAuthScene.encode(form));
    }

    Response get(String path) {
        return test.handle(Request.of("GET", path, Headers.NONE, InetAddress.getLoopbackAddress()));
    }

    Optional<App> app(String clientId) {
        return core.apps().findByClientId(new ClientId(clientId));
    }

    /** Where a login page returns to. */
    static String afterLogin(Response redirect) {
        URI login = URI.create(redirect.header("Location").orElseThrow());
        if (!login.getPath().equals("/fake-login")) {
            throw new AssertionError("Not the login: " + login);
        }
        return Parameters.parse(login.getRawQuery()).text("next");
    }
}
