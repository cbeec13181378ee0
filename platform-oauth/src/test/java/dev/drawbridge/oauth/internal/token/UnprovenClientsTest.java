package dev.drawbridge.oauth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.DynamicRegistration;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.ClientKey;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that prove nothing, with proofs of keys that anybody can make: each of those is a row of its own. */
class UnprovenClientsTest {

    private static final int BURST = 40;
    private static final String PAR = "/oauth/par";
    private static final String TOKEN = "/oauth/token";

    private final OAuthWorld world = new OAuthWorld(
            surroundings -> surroundings.set(env -> env.strangers(BURST, 1)),
            settings -> settings.dynamicRegistration(DynamicRegistration.open()));
    private final SettableClock clock = world.clock;
    private final TestPlatform test = world.test;
    private final OAuthScene scene = world.oauth;
    private final ClientKey key = ClientKey.create("proofs");

    @Test
    @Tag("DPO-02")
    @Tag("PAR-05")
    @DisplayName("a pushed request with a proof takes two permits, for it leaves two rows")
    void pushed() {
        OAuthScene.Client open = scene.register(AppType.PUBLIC, "tickets.read");
        assertThat(through(PAR, push(open), true, 201, 3 * BURST)).isEqualTo(BURST / 2);
    }

    @Test
    @Tag("DPO-02")
    @DisplayName("so does a token request that redeems nothing, and one without a proof takes one")
    void tokens() {
        OAuthScene.Client open = scene.register(AppType.PUBLIC, "tickets.read");
        Map<String, String> form = new LinkedHashMap<>(scene.codeForm("dp_ac_nothing"));
        form.put("client_id", open.app().clientId().value());
        assertThat(through(TOKEN, form, true, 400, BURST / 4)).isEqualTo(BURST / 4);
        assertThat(through(TOKEN, form, false, 400, 3 * BURST)).isEqualTo(BURST / 2);
    }

    @Test
    @DisplayName("a client that proves its secret, and a public one that redeems a code, get all permits back")
    void proven() {
        OAuthScene.Client client = scene.register(AppType.WEB, "tickets.read");
        Map<String, String> form = push(client);
        form.put("client_secret", client.secret() == null ? "" : client.secret().reveal());
        assertThat(through(PAR, form, true, 201, 3 * BURST)).isEqualTo(3 * BURST);

        OAuthScene.Client open = scene.register(AppType.PUBLIC, "tickets.read");
        Grant grant = scene.consent(open, "co_pro", "usr_pro", "tickets.read");
        for (int i = 0; i < 2 * BURST; i++) {
            Map<String, String> redemption = new LinkedHashMap<>(scene.codeForm(scene.code(grant)));
            redemption.put("client_id", open.app().clientId().value());
            assertThat(post(TOKEN, redemption, proof(TOKEN)).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PAR, TOKEN, "/oauth/revoke", "/oauth/register"})
    @Tag("GEN-17")
    @DisplayName("the refusal is readable for the pages of other origins that may call the endpoint")
    void readable(String path) {
        Headers page = Headers.NONE.plus("Origin", "https://app.test");
        Response last = post(path, Map.of("client_id", "nobody"), page);
        for (int i = 0; i < BURST; i++) {
            last = post(path, Map.of("client_id", "nobody"), page);
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(last.header("Vary")).contains("Origin");
        assertThat(last.header("Access-Control-Expose-Headers"))
                .hasValueSatisfying(names -> assertThat(names).contains("Retry-After"));
        Response introspection = post("/oauth/introspect", Map.of("client_id", "nobody"), page);
        assertThat(introspection.status()).isEqualTo(429);
        assertThat(introspection.header("Access-Control-Allow-Origin")).isEmpty();
    }

    private int through(String path, Map<String, String> form, boolean withProof, int status, int requests) {
        int through = 0;
        for (int i = 0; i < requests; i++) {
            Response response = post(path, form, withProof ? proof(path) : Headers.NONE);
            assertThat(response.status()).as(response.text()).isIn(status, 429);
            through += response.status() == status ? 1 : 0;
        }
        return through;
    }

    private static Map<String, String> push(OAuthScene.Client client) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", client.app().clientId().value());
        form.put("response_type", "code");
        form.put("redirect_uri", OAuthScene.REDIRECT_URI);
        form.put("scope", "tickets.read");
        form.put("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        form.put("code_challenge_method", "S256");
        return form;
    }

    private Headers proof(String path) {
        return Headers.NONE.plus(
                "DPoP", key.proof(clock.instant(), "POST", test.env().issuer() + path, null));
    }

    private Response post(String path, Map<String, String> form, Headers headers) {
        return scene.post(path, headers, OAuthScene.encode(form));
    }
}
