package dev.drawbridge.oauth.internal.consent;

import static dev.drawbridge.oauth.internal.world.HostBrowser.response;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.CALLBACK;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.authorize;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.oauth.spi.InteractionStore;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.testkit.TestPlatform;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors of an authorization request that go back to the app. */
class AuthorizationErrorTest {

    private final OAuthWorld platform = new OAuthWorld();
    private final HostBrowser browser = platform.browser("usr_pro");

    @Nested
    class ErrorsThatGoBackToTheApp {

        @ParameterizedTest
        @CsvSource({
            "response_type, , invalid_request",
            "response_type, token, unsupported_response_type",
            "response_type, id_token, unsupported_response_type",
            "response_type, code token, unsupported_response_type",
            "response_type, Code, unsupported_response_type",
            "request, eyJ, request_not_supported",
            "request_uri, https://client.test/r, request_uri_not_supported",
            "dpop_jkt, short, invalid_request",
            "resource, https://other.test, invalid_target",
            "code_challenge, , invalid_request",
            "code_challenge, short, invalid_request",
            "code_challenge, E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c=, invalid_request",
            "code_challenge_method, , invalid_request",
            "code_challenge_method, plain, invalid_request",
            "code_challenge_method, s256, invalid_request",
            "scope, unknown.read, invalid_scope",
            "scope, invoices.write, invalid_scope",
            "scope, tickets.*, invalid_scope",
            "scope, a  b, invalid_scope",
            "prompt, none login, invalid_request",
            "prompt, none, consent_required"
        })
        @Tag("AUZ-05")
        @Tag("AUZ-06")
        @Tag("AUZ-08")
        @Tag("AUZ-09")
        @Tag("AUZ-11")
        @Tag("AUZ-17")
        @Tag("AUZ-25")
        @Tag("PKC-01")
        @Tag("PKC-02")
        @Tag("PKC-03")
        @Tag("A-073")
        @DisplayName("errors carry state and iss")
        void carryStateAndIssuer(String name, String value, String error) {
            Response response = browser.get(authorize(request(name, value)));

            Parameters sent = response(response);
            assertThat(response.status()).isEqualTo(303);
            assertThat(response.header("Location").orElseThrow()).startsWith(CALLBACK + "?error=" + error + "&");
            assertThat(sent.all("error")).containsExactly(error);
            assertThat(sent.all("state")).containsExactly("s-1");
            assertThat(sent.all("iss")).containsExactly("https://portal.test");
            assertThat(sent.text("error_description")).matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+");
            assertThat(sent.has("code")).isFalse();
        }

        @Test
        @Tag("GEN-01")
        @DisplayName("a repeated parameter is refused; a repeated state is not echoed")
        void aRepeatedParameterIsRefused() {
            Parameters scope = response(browser.get(authorize(request()) + "&scope=tickets.read"));
            Parameters state = response(browser.get(authorize(request()) + "&state=s-2"));

            assertThat(scope.text("error")).isEqualTo("invalid_request");
            assertThat(scope.text("state")).isEqualTo("s-1");
            assertThat(state.text("error")).isEqualTo("invalid_request");
            assertThat(state.has("state")).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"a&b=c+d %25 é 漢 \uD83D\uDE00", "\"<>\\\r\n", "code=x&iss=y"})
        @Tag("AUZ-10")
        @Tag("GEN-13")
        @DisplayName("the state comes back byte for byte")
        void theStateComesBackByteForByte(String state) {
            Map<String, String> parameters = request("response_type", "token");
            parameters.put("state", state);

            assertThat(response(browser.get(authorize(parameters))).all("state"))
                    .containsExactly(state);
        }

        @Test
        @Tag("AUZ-10")
        @DisplayName("a state of two kilobytes comes back, an empty one is absent")
        void aLongStateComesBack() {
            Map<String, String> parameters = request("response_type", "token");
            parameters.put("state", "é".repeat(1_000));
            assertThat(response(browser.get(authorize(parameters))).text("state"))
                    .isEqualTo("é".repeat(1_000));

            parameters.put("state", "");
            assertThat(response(browser.get(authorize(parameters))).has("state"))
                    .isFalse();
        }

        @Test
        @Tag("AUZ-12")
        @DisplayName("a registered query is kept, but not what poses as a response")
        void aRegisteredQueryIsKept() {
            String uri = "https://client.test/cb?tenant=7&code=x&state=y&iss=z";
            platform.register("query", AppType.WEB, "Query", List.of(uri), OAuthWorld.all());
            Map<String, String> parameters = request("client_id", "dp_cid_query");
            parameters.put("redirect_uri", uri);
            parameters.put("response_type", "token");

            Response response = browser.get(authorize(parameters));
            Parameters sent = response(response);

            assertThat(response.header("Location").orElseThrow()).startsWith("https://client.test/cb?tenant=7&error=");
            assertThat(sent.has("code")).isFalse();
            assertThat(sent.all("state")).containsExactly("s-1");
            assertThat(sent.all("iss")).containsExactly("https://portal.test");
        }

        @Test
        @Tag("AUZ-17")
        @DisplayName("prompt=none without a login gives login_required")
        void promptNoneWithoutALogin() {
            Response response = platform.browser().get(authorize(request("prompt", "none")));

            assertThat(response(response).text("error")).isEqualTo("login_required");
        }

        @Test
        @Tag("AUZ-15")
        @DisplayName("a database that is away gives temporarily_unavailable, any other failure server_error")
        void aFailureOfTheServer() {
            Parameters away = failing(new StoreUnavailableException("The test's database is away", null));
            Parameters broken = failing(new IllegalStateException("A fault that the test made"));

            assertThat(away.text("error")).isEqualTo("temporarily_unavailable");
            assertThat(broken.text("error")).isEqualTo("server_error");
            assertThat(List.of(away, broken)).allSatisfy(sent -> {
                assertThat(sent.text("state")).isEqualTo("s-1");
                assertThat(sent.text("iss")).isEqualTo("https://portal.test");
                assertThat(sent.text("error_description")).doesNotContain("test");
            });
        }

        /** The response of a server whose store of interactions fails. */
        private Parameters failing(RuntimeException failure) {
            OAuthStores stores = (OAuthStores) Proxy.newProxyInstance(
                    OAuthStores.class.getClassLoader(),
                    new Class<?>[] {OAuthStores.class},
                    (proxy, method, args) -> method.getName().equals("interactions")
                            ? failingInteractions(failure)
                            : method.invoke(platform.stores, args));
            TestPlatform test = TestPlatform.builder()
                    .stores(platform.core)
                    .add(env -> AuthorizationServer.on(env, stores))
                    .build();
            return response(new HostBrowser(test).login("usr_pro").get(authorize(request())));
        }

        private InteractionStore failingInteractions(RuntimeException failure) {
            return (InteractionStore) Proxy.newProxyInstance(
                    InteractionStore.class.getClassLoader(),
                    new Class<?>[] {InteractionStore.class},
                    (proxy, method, args) -> {
                        throw failure;
                    });
        }

        @Test
        @Tag("AUZ-15")
        @Tag("GEN-17")
        @DisplayName("a host that is down gives 503 and no CORS header")
        void aHostThatIsDown() {
            platform.test.host().down(true);

            Response response = browser.get(authorize(request()));

            assertThat(response.status()).isEqualTo(503);
            assertThat(response.header("Retry-After")).isPresent();
            assertThat(response.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }
}
