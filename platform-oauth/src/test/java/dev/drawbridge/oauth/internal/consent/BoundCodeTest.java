package dev.drawbridge.oauth.internal.consent;

import static dev.drawbridge.oauth.internal.world.HostBrowser.response;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.authorize;
import static dev.drawbridge.oauth.internal.world.OAuthWorld.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.internal.world.HostBrowser;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.ClientKey;
import dev.drawbridge.testkit.OAuthScene;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes that are bound to a key of the app (RFC 9449 §10). */
class BoundCodeTest {

    private static final String TOKEN = "/oauth/token";
    private static final String PAR = "/oauth/par";

    private final OAuthWorld platform = new OAuthWorld();
    private final OAuthScene scene = platform.oauth;
    private final OAuthScene.Client client = scene.register(AppType.WEB, "tickets.read", "tickets.write");
    private final HostBrowser browser = platform.browser("usr_pro");
    private final ClientKey key = ClientKey.create("proofs");

    @Test
    @Tag("DPO-07")
    @DisplayName("dpop_jkt binds the code: without its key it is no grant, and nothing is consumed")
    void dpopJktBindsTheCode() {
        Map<String, String> wanted = form("dpop_jkt", key.thumbprint());
        String code = allowed(browser.get(authorize(wanted)));

        refused(redeem(code, null), "invalid_grant");
        refused(redeem(code, ClientKey.create("proofs")), "invalid_grant");
        assertThat(platform.stores
                        .codes()
                        .find(TokenHash.of(code))
                        .orElseThrow()
                        .wrongVerifiers())
                .isZero();
        Response response = redeem(code, key);
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        assertThat(OAuthScene.text(response, "token_type")).isEqualTo("DPoP");
        refused(redeem(code, ClientKey.create("proofs")), "invalid_grant");
        assertThat(scene.refresh(client, OAuthScene.text(response, "refresh_token"))
                        .status())
                .as("a second use with a wrong key ends nothing")
                .isEqualTo(200);
    }

    @Test
    @Tag("DPO-07")
    @DisplayName("it survives the login, and a decision from memory is bound as well")
    void survivesTheLogin() {
        allowed(browser.get(authorize(form("dpop_jkt", key.thumbprint()))));
        HostBrowser late = platform.browser();
        String login = late.get(authorize(form("dpop_jkt", key.thumbprint())))
                .header("Location")
                .orElseThrow();
        late.login("usr_pro");

        String code = response(late.get(PushedRequestUseTest.back(login))).text("code");

        refused(redeem(code, null), "invalid_grant");
        assertThat(redeem(code, key).status()).isEqualTo(200);
    }

    @Test
    @Tag("DPO-07")
    @DisplayName("a pushed dpop_jkt binds the code")
    void aPushedThumbprint() {
        String code = pushed(push(form("dpop_jkt", key.thumbprint()), null));

        refused(redeem(code, null), "invalid_grant");
        assertThat(redeem(code, key).status()).isEqualTo(200);
    }

    @Test
    @Tag("DPO-07")
    @DisplayName("a proof at the pushed request binds the code, with dpop_jkt or without")
    void aProofAtThePushedRequest() {
        String implied = pushed(push(form("state", "s"), key));
        String named = pushed(push(form("dpop_jkt", key.thumbprint()), key));

        refused(redeem(implied, null), "invalid_grant");
        assertThat(redeem(implied, key).status()).isEqualTo(200);
        refused(redeem(named, ClientKey.create("proofs")), "invalid_grant");
        assertThat(redeem(named, key).status()).isEqualTo(200);
    }

    @Test
    @Tag("DPO-07")
    @DisplayName("a pushed request whose dpop_jkt and proof disagree is refused")
    void disagreement() {
        refused(push(form("dpop_jkt", ClientKey.create("proofs").thumbprint()), key), "invalid_request");
    }

    @Test
    @Tag("DPO-02")
    @Tag("DPO-03")
    @DisplayName("the proof at the pushed request is one for that endpoint, fresh and used once")
    void wrongProofs() {
        Headers proof = key.prove(basic(), PAR, platform.clock.instant());
        String form = OAuthScene.encode(form("state", "s"));

        refused(scene.post(PAR, key.prove(basic(), TOKEN, platform.clock.instant()), form), "invalid_dpop_proof");
        assertThat(scene.post(PAR, proof, form).status()).isEqualTo(201);
        refused(scene.post(PAR, proof, form), "invalid_dpop_proof");
        Headers old = key.prove(basic(), PAR, platform.clock.instant());
        platform.clock.advance(Duration.ofMinutes(5));
        refused(scene.post(PAR, old, form), "invalid_dpop_proof");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM"
            })
    @Tag("DPO-07")
    @DisplayName("a malformed dpop_jkt is refused")
    void malformedThumbprints(String value) {
        Response redirect = browser.get(authorize(form("dpop_jkt", value)));

        assertThat(response(redirect).text("error")).isEqualTo("invalid_request");
        refused(push(form("dpop_jkt", value), null), "invalid_request");
    }

    @Test
    @Tag("AUZ-24")
    @Tag("DPO-07")
    @DisplayName("starting again keeps the binding")
    void startingAgain() {
        Response page = browser.get(authorize(form("dpop_jkt", key.thumbprint())));
        platform.clock.advance(Duration.ofMinutes(10));

        assertThat(browser.submit(page, "decision", "allow").text()).contains("dpop_jkt=" + key.thumbprint());
    }

    private Map<String, String> form(String name, String value) {
        Map<String, String> form = request(name, value);
        form.put("client_id", client.app().clientId().value());
        form.put("redirect_uri", OAuthScene.REDIRECT_URI);
        form.put("code_challenge", TokenHash.of(OAuthScene.VERIFIER).value());
        return form;
    }

    private Headers basic() {
        return Headers.NONE.plus("Authorization", client.basic());
    }

    private Headers basic(String path, @Nullable ClientKey prover) {
        return prover == null ? basic() : prover.prove(basic(), path, platform.clock.instant());
    }

    private Response push(Map<String, String> form, @Nullable ClientKey prover) {
        return scene.post(PAR, basic(PAR, prover), OAuthScene.encode(form));
    }

    private String pushed(Response response) {
        String uri = OAuthScene.text(response, "request_uri");
        Map<String, String> query = new HashMap<>();
        query.put("client_id", client.app().clientId().value());
        query.put("request_uri", uri);
        return allowed(browser.get(authorize(query)));
    }

    private String allowed(Response page) {
        Response redirect = page.status() == 200 ? browser.submit(page, "decision", "allow") : page;
        return response(redirect).text("code");
    }

    private Response redeem(String code, @Nullable ClientKey prover) {
        return scene.post(TOKEN, basic(TOKEN, prover), OAuthScene.encode(scene.codeForm(code)));
    }

    private static void refused(Response response, String error) {
        assertThat(response.status()).as(response.text()).isEqualTo(400);
        assertThat(OAuthScene.text(response, "error")).isEqualTo(error);
    }
}
