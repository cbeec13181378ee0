package dev.drawbridge.oauth.internal.consent;

import static dev.drawbridge.oauth.internal.world.HostBrowser.response;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.CALLBACK;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.authorize;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.encode;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.MemoryAccountStores;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppProfile;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.internal.world.DocumentScene;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.oauth.spi.InteractionStore;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.testkit.TestPlatform;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a self-registered developer's app, which nobody reviewed, can make the product do and say. */
class UnreviewedAppTest {

    private final OAuthWorld platform = new OAuthWorld();
    private final HostBrowser stranger = platform.browser();

    private App define(String id, DefinedBy definedBy, String website, String... redirectUris) {
        App app = App.builder(new AppId(id), new ClientId("dp_cid_" + id), AppType.PUBLIC, definedBy)
                .owner(definedBy == DefinedBy.USER ? new DeveloperId("dev") : null)
                .profile(AppProfile.of("App", "", "support@bank.test")
                        .with()
                        .websiteUrl(URI.create(website))
                        .build())
                .access(AppAccess.of(List.of(redirectUris), OAuthWorld.all()))
                .createdAt(platform.clock.instant())
                .build();
        platform.core.apps().insert(app, 100, platform.clock.instant());
        return app;
    }

    private void account(String name, @Nullable Instant verified) {
        MemoryAccountStores.on(platform.core.transactions())
                .accounts()
                .insert(new Account(
                        new DeveloperId("dev"),
                        "anna@dev.test",
                        name,
                        "hash",
                        verified,
                        null,
                        platform.clock.instant()));
    }

    private static String location(Response response) {
        return response.header("Location").orElse("");
    }

    @Nested
    class BeforeTheUserIsKnown {

        @ParameterizedTest
        @Tag("AUZ-16")
        @DisplayName("no error leads to its redirect URI; after the login it does (RFC 9700 §4.11.2)")
        @CsvSource({
            "response_type, x, unsupported_response_type",
            "scope, unknown.read, invalid_scope",
            "code_challenge_method, plain, invalid_request",
            "request, eyJ, request_not_supported",
            "dpop_jkt, short, invalid_request",
            "resource, https://other.test, invalid_target"
        })
        void errorsWaitForTheLogin(String name, String value, String error) {
            Response response = stranger.get(authorize(request(name, value)));

            assertThat(response.status()).isEqualTo(303);
            assertThat(location(response)).doesNotStartWith(CALLBACK);
            Response known = platform.browser("usr_pro").get(DocumentScene.afterLogin(response));
            assertThat(location(known)).startsWith(CALLBACK + "?error=" + error);
        }

        @Test
        @Tag("AUZ-17")
        @DisplayName("prompt=none succeeds if everything else is right, as the RFC allows")
        void silentRequests() {
            assertThat(response(stranger.get(authorize(request("prompt", "none"))))
                            .text("error"))
                    .isEqualTo("login_required");
        }

        @ParameterizedTest
        @Tag("AUZ-17")
        @Tag("AUZ-16")
        @DisplayName("prompt=none with anything wrong stays on a page of this server")
        @CsvSource({
            "response_type, x",
            "scope, unknown.read",
            "code_challenge, short",
            "prompt, none login",
            "prompt, login none"
        })
        void silentRequestsThatAreWrong(String name, String value) {
            Map<String, String> parameters = request("prompt", "none");
            parameters.put(name, value);

            Response page = stranger.get(authorize(parameters));

            assertThat(page.status()).isEqualTo(400);
            assertThat(location(page)).isEmpty();
            assertThat(page.text()).contains("not_logged_in");
        }

        @Test
        @Tag("AUZ-16")
        @Tag("PAR-01")
        @DisplayName("an error of a pushed request waits, too")
        void pushedRequests() {
            Map<String, String> parameters = request();
            App app = define("pushed", DefinedBy.USER, "https://acme.test/", CALLBACK);
            parameters.put("client_id", app.clientId().value());
            Response pushed = post("/oauth/par", parameters);
            String uri = Json.readObject(pushed.body()).text("request_uri").orElseThrow();
            platform.edit(without(app, "tickets.write"));

            Response response = stranger.get(
                    "/oauth/authorize?client_id=" + app.clientId().value() + "&request_uri=" + encode(uri));

            assertThat(pushed.status()).isEqualTo(201);
            assertThat(DocumentScene.afterLogin(response)).contains("request_uri=");
        }

        @ParameterizedTest
        @Tag("AUZ-15")
        @Tag("AUZ-16")
        @DisplayName("no failure of the server leads there either")
        @CsvSource({"true, 503", "false, 500"})
        void failures(boolean away, int status) {
            RuntimeException failure =
                    away ? new StoreUnavailableException("away", null) : new IllegalStateException("broken");
            TestPlatform broken = TestPlatform.builder()
                    .stores(platform.core)
                    .add(env -> AuthorizationServer.on(env, failing(failure)))
                    .build();

            Response page = new HostBrowser(broken).get(authorize(request()));

            assertThat(page.status()).isEqualTo(status);
            assertThat(location(page)).isEmpty();
        }

        @Test
        @Tag("AUZ-16")
        @Tag("CON-07")
        @DisplayName("a request that expired has no link to it; with a login it has")
        void expiredRequests() {
            String page = DocumentScene.afterLogin(stranger.get(authorize(request())));
            platform.clock.advance(Duration.ofMinutes(11));

            Response unknown = stranger.get(page);
            Response known = stranger.login("usr_pro").get(page);

            assertThat(unknown.status()).isEqualTo(410);
            assertThat(unknown.text()).contains("Start again").doesNotContain("client.test/cb?error");
            assertThat(known.text()).contains(CALLBACK + "?error=access_denied");
        }

        @ParameterizedTest
        @Tag("AUZ-05")
        @Tag("AUZ-16")
        @DisplayName("the host's own apps get their errors immediately")
        @EnumSource(
                value = DefinedBy.class,
                names = {"INTERNAL", "ADMIN"})
        void appsOfTheHost(DefinedBy definedBy) {
            Map<String, String> parameters = request("response_type", "x");
            parameters.put(
                    "client_id",
                    define("own", definedBy, "https://acme.test/", CALLBACK)
                            .clientId()
                            .value());

            assertThat(response(stranger.get(authorize(parameters))).text("error"))
                    .isEqualTo("unsupported_response_type");
        }

        private Response post(String path, Map<String, String> form) {
            return platform.test.handle(Request.of(
                            "POST",
                            path,
                            Headers.NONE.with("Content-Type", "application/x-www-form-urlencoded"),
                            InetAddress.getLoopbackAddress())
                    .withBody(encode(form).getBytes(StandardCharsets.UTF_8)));
        }

        private App without(App app, String scope) {
            List<String> left = app.access().scopes().names().stream()
                    .filter(name -> !name.equals(scope))
                    .toList();
            return app.with()
                    .access(app.access().with().scopes(Scopes.of(left)).build())
                    .security(AppSecurity.of(app.type()))
                    .nextVersion()
                    .build();
        }

        private OAuthStores failing(RuntimeException failure) {
            InteractionStore interactions = (InteractionStore) Proxy.newProxyInstance(
                    InteractionStore.class.getClassLoader(),
                    new Class<?>[] {InteractionStore.class},
                    (proxy, method, args) -> {
                        throw failure;
                    });
            return (OAuthStores) Proxy.newProxyInstance(
                    OAuthStores.class.getClassLoader(),
                    new Class<?>[] {OAuthStores.class},
                    (proxy, method, args) -> method.getName().equals("interactions")
                            ? interactions
                            : method.invoke(platform.stores, args));
        }
    }

    @Nested
    class WhatPagesSay {

        private final HostBrowser browser = platform.browser("usr_pro");

        private String consent(App app, String redirectUri) {
            Map<String, String> parameters = request("client_id", app.clientId().value());
            parameters.put("redirect_uri", redirectUri);
            Response page = browser.get(authorize(parameters));
            assertThat(page.status()).isEqualTo(200);
            return page.text();
        }

        @Test
        @Tag("A-074")
        @Tag("CON-01")
        @DisplayName("consent and connections name the confirmed address of the account, and no claim")
        void theConfirmedAddress() {
            account("Big Bank (security@bank.test)", platform.clock.instant());
            App app = define("facts", DefinedBy.USER, "https://bank.test/", CALLBACK);

            String page = consent(app, CALLBACK);

            assertThat(page)
                    .contains("by anna@dev.test", "Not reviewed by Testwork", "You will return to <strong>client.test")
                    .doesNotContain("by Big Bank", "support@bank.test", "https://bank.test", "· bank.test");
            browser.submit(browser.get(authorize(with(app))), "decision", "allow", "scope=tickets.read");
            assertThat(browser.get("/oauth/connections").text())
                    .contains("anna@dev.test", "Not reviewed by Testwork")
                    .doesNotContain("support@bank.test");
        }

        @Test
        @Tag("A-074")
        @DisplayName("an address that is not confirmed is not named")
        void anUnconfirmedAddress() {
            account("Anna", null);

            assertThat(consent(define("facts", DefinedBy.USER, "https://bank.test/", CALLBACK), CALLBACK))
                    .contains("by an unknown developer")
                    .doesNotContain("anna@dev.test");
        }

        @Test
        @Tag("A-074")
        @DisplayName("what the host says of its own apps is shown as it is")
        void appsOfTheHost() {
            assertThat(consent(define("own", DefinedBy.ADMIN, "https://acme.test/", CALLBACK), CALLBACK))
                    .contains("by support@bank.test", ">acme.test<", "Reviewed by Testwork");
        }

        @Test
        @Tag("CON-01")
        @Tag("RED-06")
        @DisplayName("the destination of a private-use URI is its scheme, whatever poses as a host in it")
        void privateUseUris() {
            String uri = "com.evil.app://accounts.bank.test/callback";

            assertThat(consent(define("scheme", DefinedBy.USER, "https://acme.test/", uri), uri))
                    .contains("<strong>com.evil.app</strong>")
                    .doesNotContain("accounts.bank.test");
        }

        @Test
        @Tag("A-072")
        @DisplayName("a dead link and the installation page do not pass the contact off as proved")
        void deadLinksAndInstallation() {
            Response dead = stranger.get(authorize(request("redirect_uri", "https://other.test/")));
            Response install = browser.get("/oauth/install?client_id=dp_cid_machine");

            assertThat(dead.text()).contains("help@acme.test (not verified)");
            assertThat(install.status()).isEqualTo(200);
            assertThat(install.text()).contains("Not reviewed by Testwork").doesNotContain("by help@acme.test");
        }

        private Map<String, String> with(App app) {
            return request("client_id", app.clientId().value());
        }
    }
}
