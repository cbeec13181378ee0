package dev.drawbridge.oauth.internal.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.AuthorizationServerBuilder;
import dev.drawbridge.oauth.TokenCheck;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.contract.Race;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Proofs of possession at the token endpoint and at the host's API; Nimbus makes the proofs. */
class DpopTest {

    private static final String TOKEN = "/oauth/token";
    private static final String API = "/api/v1/tickets";
    private static final Map<String, String> MACHINE = Map.of("grant_type", "client_credentials");

    private final AtomicInteger ids = new AtomicInteger();
    private final OAuthWorld scene = new OAuthWorld();
    private final ECKey key = newKey();
    private final OAuthScene.Client machine = scene.oauth.register(AppType.MACHINE, "tickets.read");

    DpopTest() {
        scene.oauth.install(machine, "co_pro", "usr_pro", "tickets.read");
    }

    @Nested
    class TheTokenEndpoint {

        @Test
        @Tag("DPO-05")
        @DisplayName("binds the access token to the key, and says so")
        void bindsTheToken() throws Exception {
            Response response = token(machine, MACHINE, proof(key));

            assertThat(response.status()).as(response.text()).isEqualTo(200);
            assertThat(OAuthScene.text(response, "token_type")).isEqualTo("DPoP");
            Map<String, Object> claims = SignedJWT.parse(OAuthScene.text(response, "access_token"))
                    .getJWTClaimsSet()
                    .getClaims();
            assertThat(claims)
                    .containsEntry("cnf", Map.of("jkt", key.computeThumbprint().toString()));
        }

        @Test
        void givesBearerTokensToThoseWhoSendNoProof() {
            Response response = scene.oauth.token(machine, MACHINE);

            assertThat(OAuthScene.text(response, "token_type")).isEqualTo("Bearer");
            assertThat(scene.call(OAuthScene.text(response, "access_token")).status())
                    .isEqualTo(200);
        }

        @Test
        @Tag("DPO-01")
        @Tag("DPO-02")
        @Tag("DPO-03")
        @DisplayName("refuses wrong proofs, and consumes no code then")
        void refusesWrongProofs() {
            OAuthScene.Client client = scene.oauth.register(AppType.WEB, "tickets.read");
            Map<String, String> form = scene.oauth.codeForm(
                    scene.oauth.code(scene.oauth.consent(client, "co_pro", "usr_pro", "tickets.read")));
            String good = proof(key);

            assertRefused(token(client, form, "rubbish"));
            assertRefused(token(client, form, proof(key, "POST", "/oauth/revoke", null, null)));
            assertRefused(token(client, form, proof(key, "GET", TOKEN, null, null)));
            Headers twice = Headers.NONE.plus("DPoP", good).plus("DPoP", good);
            assertRefused(
                    scene.oauth.post(TOKEN, twice.plus("Authorization", client.basic()), OAuthScene.encode(form)));
            assertThat(token(client, form, good).status()).isEqualTo(200);
            assertRefused(token(machine, MACHINE, good));
        }

        @Test
        @Tag("DPO-03")
        @DisplayName("of fifty parallel requests with one proof one gets a token")
        void takesAProofOnce() {
            String proof = proof(key);

            List<Integer> statuses =
                    Race.run(thread -> token(machine, MACHINE, proof).status());

            assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
            assertThat(statuses).filteredOn(status -> status == 400).hasSize(Race.THREADS - 1);
        }

        private void assertRefused(Response response) {
            assertThat(response.status()).isEqualTo(400);
            assertThat(OAuthScene.text(response, "error")).isEqualTo("invalid_dpop_proof");
        }
    }

    @Nested
    class RefreshTokens {

        @Test
        @Tag("RFT-16")
        @DisplayName("of a public client are good with the same key only")
        void ofPublicClientsAreBound() {
            OAuthScene.Client client = scene.oauth.register(AppType.PUBLIC, "tickets.read");
            String refresh = OAuthScene.text(redeemed(client), "refresh_token");

            Response without = scene.oauth.refresh(client, refresh);
            Response withAnother = token(client, refreshForm(refresh), proof(newKey()));
            assertThat(List.of(without, withAnother))
                    .allSatisfy(refused ->
                            assertThat(OAuthScene.text(refused, "error")).isEqualTo("invalid_grant"));

            Response response = token(client, refreshForm(refresh), proof(key));
            assertThat(OAuthScene.text(response, "token_type")).isEqualTo("DPoP");
            String next = OAuthScene.text(response, "refresh_token");
            assertThat(token(client, refreshForm(next), proof(newKey())).status())
                    .isEqualTo(400);
            assertThat(token(client, refreshForm(next), proof(key)).status()).isEqualTo(200);
        }

        @Test
        @Tag("RFT-16")
        @DisplayName("of a client with a secret are not bound, but the new access token is, to the new key")
        void ofConfidentialClientsAreNot() throws Exception {
            OAuthScene.Client client = scene.oauth.register(AppType.WEB, "tickets.read");
            String refresh = OAuthScene.text(redeemed(client), "refresh_token");
            ECKey other = newKey();

            String access = OAuthScene.text(token(client, refreshForm(refresh), proof(other)), "access_token");

            assertThat(call(access, proof(other, "GET", API, access, null)).status())
                    .isEqualTo(200);
            assertThat(call(access, proof(key, "GET", API, access, null)).status())
                    .isEqualTo(401);
        }

        private Response redeemed(OAuthScene.Client client) {
            Grant grant = scene.oauth.consent(client, "co_pro", "usr_pro", "tickets.read");
            return token(client, scene.oauth.codeForm(scene.oauth.code(grant)), proof(key));
        }

        private Map<String, String> refreshForm(String token) {
            return Map.of("grant_type", "refresh_token", "refresh_token", token);
        }
    }

    @Nested
    class TheApi {

        private final String access = OAuthScene.text(token(machine, MACHINE, proof(key)), "access_token");

        @Test
        @Tag("DPO-04")
        @Tag("DPO-05")
        @DisplayName("takes a bound token with a proof, once")
        void takesAToken() {
            String proof = proof(key, "GET", API, access, null);

            assertThat(call(access, proof).status()).isEqualTo(200);
            assertRefused(call(access, proof), "invalid_dpop_proof");
        }

        @Test
        @Tag("DPO-02")
        @DisplayName("a path that is no URI, as some servlet containers pass it on, has no proof")
        void refusesAPathThatIsNoUri() {
            Headers headers = Headers.NONE.plus("Authorization", "DPoP " + access);
            Request request = Request.of(
                    "GET",
                    API + "/a|b",
                    headers.plus("DPoP", proof(key, "GET", API, access, null)),
                    InetAddress.getLoopbackAddress());

            assertRefused(scene.api(request), "invalid_dpop_proof");
        }

        @Test
        @Tag("DPO-05")
        @DisplayName("refuses a bound token that is presented as a bearer token, with a proof or without")
        void refusesADowngrade() {
            assertThat(scene.call(access).status()).isEqualTo(401);
            Headers bearer = Headers.NONE.plus("Authorization", "Bearer " + access);
            Response response = scene.call(bearer.plus("DPoP", proof(key, "GET", API, access, null)));
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.header("WWW-Authenticate"))
                    .hasValueSatisfying(value -> assertThat(value).contains("error=\"invalid_token\""));
        }

        @Test
        @Tag("DPO-05")
        @DisplayName("refuses a bearer token with the scheme DPoP")
        void refusesABearerTokenWithAProof() {
            String bearer = OAuthScene.text(scene.oauth.token(machine, MACHINE), "access_token");

            assertRefused(call(bearer, proof(key, "GET", API, bearer, null)), "invalid_token");
        }

        @Test
        @Tag("DPO-05")
        @DisplayName("refuses the scheme DPoP without a proof")
        void refusesAMissingProof() {
            assertRefused(scene.call(Headers.NONE.plus("Authorization", "DPoP " + access)), "invalid_dpop_proof");
        }

        @Test
        @Tag("DPO-02")
        @Tag("DPO-04")
        @DisplayName("refuses proofs for something else")
        void refusesOtherProofs() {
            ECKey other = newKey();

            assertRefused(call(access, proof(key, "GET", API, null, null)), "invalid_dpop_proof");
            assertRefused(call(access, proof(key, "GET", API, "other", null)), "invalid_dpop_proof");
            assertRefused(call(access, proof(key, "POST", API, access, null)), "invalid_dpop_proof");
            assertRefused(call(access, proof(key, "GET", API + "/1", access, null)), "invalid_dpop_proof");
            assertRefused(call(access, proof(other, "GET", API, access, null)), "invalid_token");
            String old = proof(key, "GET", API, access, null);
            scene.clock.advance(Duration.ofSeconds(61));
            assertRefused(call(access, old), "invalid_dpop_proof");
            assertThat(call(access, proof(key, "GET", API, access, null)).status())
                    .isEqualTo(200);
        }

        @Test
        void takesTheSchemeInAnyCase() {
            Headers headers = Headers.NONE
                    .plus("Authorization", "dpop " + access)
                    .plus("DPoP", proof(key, "GET", API, access, null));

            assertThat(scene.call(headers).status()).isEqualTo(200);
        }

        private void assertRefused(Response response, String error) {
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.header("WWW-Authenticate"))
                    .hasValueSatisfying(value -> assertThat(value)
                            .startsWith("DPoP error=\"" + error + "\"")
                            .contains("algs=\"ES256 RS256 PS256 EdDSA\""));
        }
    }

    @Test
    @Tag("DPO-05")
    @DisplayName("the verifier for hosts without the guard never takes a bound token for a bearer token")
    void theVerifierRefusesBoundTokens() {
        OAuthWorld own = new OAuthWorld();
        OAuthScene.Client app = own.oauth.register(AppType.MACHINE, "tickets.read");
        own.oauth.install(app, "co_pro", "usr_pro", "tickets.read");
        Headers headers = Headers.NONE.plus("Authorization", app.basic());
        Response bearer = own.oauth.post(TOKEN, headers, OAuthScene.encode(MACHINE));
        Response bound = own.oauth.post(TOKEN, headers.plus("DPoP", proof(key)), OAuthScene.encode(MACHINE));

        assertThat(own.server.verifier().verify(Secret.of(OAuthScene.text(bearer, "access_token"))))
                .isInstanceOf(TokenCheck.Valid.class);
        assertThat(own.server.verifier().verify(Secret.of(OAuthScene.text(bound, "access_token"))))
                .isInstanceOf(TokenCheck.Invalid.class);
    }

    @Test
    @Tag("DPO-06")
    @DisplayName("where nonces are required both sides hand them out, and a fresh one before the old one ends")
    void nonces() {
        OAuthWorld strict = new OAuthWorld(AuthorizationServerBuilder::requireDpopNonce);
        OAuthScene.Client app = strict.oauth.register(AppType.MACHINE, "tickets.read");
        strict.oauth.install(app, "co_pro", "usr_pro", "tickets.read");
        Headers basic = Headers.NONE.plus("Authorization", app.basic());
        String form = OAuthScene.encode(MACHINE);

        Response challenged = strict.oauth.post(TOKEN, basic.plus("DPoP", proof(key)), form);
        assertThat(challenged.status()).isEqualTo(400);
        assertThat(OAuthScene.text(challenged, "error")).isEqualTo("use_dpop_nonce");
        String nonce = challenged.header("DPoP-Nonce").orElseThrow();
        String proof = proof(key, "POST", TOKEN, null, nonce);
        Response response = strict.oauth.post(TOKEN, basic.plus("DPoP", proof), form);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("DPoP-Nonce")).isEmpty();

        String access = OAuthScene.text(response, "access_token");
        Headers authorization = Headers.NONE.plus("Authorization", "DPoP " + access);
        Response refused = strict.call(authorization.plus("DPoP", proof(key, "GET", API, access, null)));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).contains("error=\"use_dpop_nonce\""));
        String apiNonce = refused.header("DPoP-Nonce").orElseThrow();
        assertThat(strict.call(authorization.plus("DPoP", proof(key, "GET", API, access, apiNonce)))
                        .status())
                .isEqualTo(200);

        strict.clock.advance(Duration.ofMinutes(2));
        scene.clock.advance(Duration.ofMinutes(2));
        Response later = strict.oauth.post(TOKEN, basic.plus("DPoP", proof(key, "POST", TOKEN, null, nonce)), form);
        assertThat(later.status()).isEqualTo(200);
        assertThat(later.header("DPoP-Nonce"))
                .hasValueSatisfying(fresh -> assertThat(fresh).isNotEqualTo(nonce));
    }

    @Test
    @Tag("INT-07")
    @DisplayName("introspection tells the key of a bound token")
    void introspection() throws JOSEException {
        String access = OAuthScene.text(token(machine, MACHINE, proof(key)), "access_token");

        Response response = scene.oauth.post("/oauth/introspect", machine, Map.of("token", access));

        assertThat(Json.readObject(response.body()).toMap())
                .containsEntry("active", true)
                .containsEntry("token_type", "DPoP")
                .containsEntry("cnf", Map.of("jkt", key.computeThumbprint().toString()));
    }

    @Test
    @Tag("MET-04")
    @DisplayName("both documents of metadata name the algorithms of proofs")
    void metadata() {
        for (String path :
                List.of("/.well-known/oauth-authorization-server", "/.well-known/oauth-protected-resource/api/v1")) {
            assertThat(Json.readObject(scene.get(path).body()).texts("dpop_signing_alg_values_supported"))
                    .contains(List.of("ES256", "RS256", "PS256", "EdDSA"));
        }
    }

    private Response token(OAuthScene.Client client, Map<String, String> form, String proof) {
        Map<String, String> sent = new HashMap<>(form);
        Headers headers = Headers.NONE.plus("DPoP", proof);
        if (client.secret() == null) {
            sent.put("client_id", client.app().clientId().value());
        } else {
            headers = headers.plus("Authorization", client.basic());
        }
        return scene.oauth.post(TOKEN, headers, OAuthScene.encode(sent));
    }

    private Response call(String access, String proof) {
        return scene.call(Headers.NONE.plus("Authorization", "DPoP " + access).plus("DPoP", proof));
    }

    private String proof(ECKey by) {
        return proof(by, "POST", TOKEN, null, null);
    }

    private String proof(ECKey by, String method, String path, @Nullable String access, @Nullable String nonce) {
        try {
            AccessToken token = access == null ? null : new DPoPAccessToken(access);
            return new DefaultDPoPProofFactory(by, JWSAlgorithm.ES256)
                    .createDPoPJWT(
                            new JWTID("id-" + ids.incrementAndGet()),
                            method,
                            URI.create(TestPlatform.ISSUER + path),
                            Date.from(scene.clock.instant()),
                            token,
                            nonce == null ? null : new Nonce(nonce))
                    .serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
