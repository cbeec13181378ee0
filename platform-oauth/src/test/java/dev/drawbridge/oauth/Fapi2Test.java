package dev.drawbridge.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import dev.drawbridge.testkit.Browser;
import dev.drawbridge.testkit.ClientKey;
import dev.drawbridge.testkit.FakeHost;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.TestPlatform;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

/** The FAPI 2.0 Security Profile: what it takes, and everything that it refuses. */
class Fapi2Test {

    private static final String ISSUER = TestPlatform.ISSUER.toString();
    private static final String CHALLENGE = TokenHash.of(OAuthScene.VERIFIER).value();

    private final AtomicInteger ids = new AtomicInteger();
    private final OAuthWorld scene = new OAuthWorld(builder -> builder.profile(Profile.FAPI2));
    private final ClientKey key = ClientKey.create("1");
    private final JWK proofKey = newKey();
    private final OAuthScene.Client client = scene.oauth.register(AppType.WEB, key.security(), "tickets.read");
    private final String id = client.app().clientId().value();

    @Test
    @Tag("PAR-07")
    @Tag("DPO-05")
    @Tag("CLI-18")
    @DisplayName("a pushed request, consent, a bound token, the API, and a refresh token that stays")
    void theWholeWay() {
        String code = authorize(push(request()));
        Response tokens = token(codeForm(code), proof("POST", "/oauth/token", null));
        assertThat(tokens.status()).as(tokens.text()).isEqualTo(200);
        assertThat(OAuthScene.text(tokens, "token_type")).isEqualTo("DPoP");
        String access = OAuthScene.text(tokens, "access_token");
        assertThat(call(access).status()).isEqualTo(200);

        String refresh = OAuthScene.text(tokens, "refresh_token");
        for (int i = 0; i < 3; i++) {
            scene.clock.advance(Duration.ofDays(20));
            Response next = token(
                    Map.of("grant_type", "refresh_token", "refresh_token", refresh),
                    proof("POST", "/oauth/token", null));
            assertThat(next.status()).as(next.text()).isEqualTo(200);
            assertThat(OAuthScene.text(next, "refresh_token")).isEqualTo(refresh);
            assertThat(call(OAuthScene.text(next, "access_token")).status()).isEqualTo(200);
        }
        scene.clock.advance(Duration.ofDays(30));
        Response rested = token(
                Map.of("grant_type", "refresh_token", "refresh_token", refresh), proof("POST", "/oauth/token", null));
        assertError(rested, 400, "invalid_grant");
    }

    @Nested
    class Refuses {

        @Test
        @Tag("DPO-08")
        @DisplayName("token requests without a proof, and bearer tokens from before")
        void bearer() {
            String code = authorize(push(request()));
            assertError(token(codeForm(code), null), 400, "invalid_dpop_proof");

            Response missing = scene.call(Headers.NONE);
            assertThat(missing.status()).isEqualTo(401);
            assertThat(missing.header("WWW-Authenticate"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("DPoP algs=\"ES256 PS256 EdDSA\""));
            String access = OAuthScene.text(token(codeForm(code), proof("POST", "/oauth/token", null)), "access_token");
            assertThat(scene.call(access).status())
                    .as("a bound token as a bearer token")
                    .isEqualTo(401);
        }

        @Test
        @Tag("PAR-07")
        @DisplayName("authorization requests that were not pushed")
        void plainRequests() {
            Map<String, String> plain = request();
            plain.put("client_id", id);

            String location = browser()
                    .get("/oauth/authorize?" + OAuthScene.encode(plain))
                    .location();

            assertThat(location).startsWith(OAuthScene.REDIRECT_URI).contains("error=invalid_request");
        }

        @Test
        @Tag("CLI-12")
        @DisplayName("secrets, public clients and RS256, wherever a client authenticates")
        void otherClients() throws JOSEException {
            OAuthScene.Client secret = scene.oauth.register(AppType.WEB, "tickets.read");
            OAuthScene.Client open = scene.oauth.register(AppType.PUBLIC, "tickets.read");
            for (String path : List.of("/oauth/token", "/oauth/par", "/oauth/revoke", "/oauth/introspect")) {
                Map<String, String> form = request();
                form.put("grant_type", "refresh_token");
                form.put("refresh_token", "x");
                form.put("token", "x");
                assertError(scene.oauth.post(path, secret, form), 401, "invalid_client");
                assertError(scene.oauth.post(path, open, form), 401, "invalid_client");
            }
            JWK rsa = new RSAKeyGenerator(2048).generate();
            String proof = proof(rsa, JWSAlgorithm.RS256, "POST", "/oauth/token", null);
            assertError(token(codeForm("x"), proof), 400, "invalid_dpop_proof");
        }

        @Test
        @Tag("CLI-18")
        @DisplayName("assertions for anything but the issuer, as one text")
        void audiences() {
            for (Object audience : List.of(
                    ISSUER + "/oauth/token",
                    ISSUER + "/oauth/par",
                    List.of(ISSUER),
                    List.of(ISSUER, "https://x.test"))) {
                Map<String, Object> claims = ClientKey.claims(id, ISSUER, next(), scene.clock.instant());
                claims.put("aud", audience);
                Map<String, String> form =
                        ClientKey.authenticated(request(), key.sign(Map.of("alg", "ES256", "kid", "1"), claims));
                assertError(
                        scene.oauth.post("/oauth/par", Headers.NONE, OAuthScene.encode(form)), 401, "invalid_client");
            }
        }

        @Test
        @Tag("PAR-03")
        @Tag("PKC-01")
        @DisplayName("pushed requests without redirect_uri or PKCE, and http redirect URIs")
        void incompleteRequests() {
            for (String name : List.of("redirect_uri", "code_challenge", "code_challenge_method", "response_type")) {
                Map<String, String> form = request();
                form.remove(name);
                assertError(pushed(form), 400, "invalid_request");
            }
            Map<String, String> plain = request();
            plain.put("redirect_uri", "http://127.0.0.1/cb");
            assertError(pushed(plain), 400, "invalid_request");
        }

        @Test
        @Tag("RED-01")
        @Tag("CLI-12")
        @DisplayName("registrations that could not be used")
        void registrations() {
            assertThatThrownBy(() -> register(key, "http://127.0.0.1/cb"))
                    .isInstanceOfSatisfying(
                            AppRefusedException.class,
                            e -> assertThat(e.errors().toString()).contains("redirect_uri_not_https"));
            assertThatThrownBy(() -> scene.server
                            .apps()
                            .register(
                                    draft("https://client.test/cb"),
                                    AppSecurity.of(AppType.WEB),
                                    DefinedBy.ADMIN,
                                    new ClientId("secretive"),
                                    Actor.SYSTEM))
                    .isInstanceOfSatisfying(
                            AppRefusedException.class,
                            e -> assertThat(e.errors().toString()).contains("client_not_supported"));
            register(key, "https://client.test/cb");
        }
    }

    @Test
    @Tag("MET-05")
    @DisplayName("the metadata tells only what the profile takes")
    void metadata() {
        JsonObject metadata = Json.readObject(
                scene.get("/.well-known/oauth-authorization-server").body());
        for (String endpoint : List.of("token", "revocation", "introspection")) {
            assertThat(metadata.texts(endpoint + "_endpoint_auth_methods_supported"))
                    .contains(List.of("private_key_jwt"));
            assertThat(metadata.texts(endpoint + "_endpoint_auth_signing_alg_values_supported"))
                    .contains(List.of("ES256", "PS256", "EdDSA"));
        }
        assertThat(metadata.texts("dpop_signing_alg_values_supported")).contains(List.of("ES256", "PS256", "EdDSA"));
        assertThat(metadata.bool("require_pushed_authorization_requests")).contains(true);
        JsonObject resource = Json.readObject(
                scene.get("/.well-known/oauth-protected-resource").body());
        assertThat(resource.bool("dpop_bound_access_tokens_required")).contains(true);
    }

    @Test
    @Tag("ACG-07")
    @Tag("JWT-01")
    @DisplayName("settings that the profile does not allow are refused, all together")
    void settings() {
        assertThatThrownBy(() -> new OAuthWorld(builder -> builder.profile(Profile.FAPI2)
                        .codeLifetime(Duration.ofSeconds(61))
                        .signingAlgorithm(SigningAlgorithm.RS256)
                        .acceptTokenEndpointAudience(new ClientId("old"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("PT1M at most")
                .hasMessageContaining("RS256")
                .hasMessageContaining("audience");
    }

    private void register(ClientKey with, String redirectUri) {
        scene.server
                .apps()
                .register(draft(redirectUri), with.security(), DefinedBy.ADMIN, new ClientId(next()), Actor.SYSTEM);
    }

    private static AppDraft draft(String redirectUri) {
        return AppDraft.of(AppType.WEB, "Bank")
                .redirectUris(List.of(redirectUri))
                .scopes(List.of("tickets.read"))
                .build();
    }

    private Map<String, String> request() {
        return new HashMap<>(Map.of(
                "response_type", "code",
                "redirect_uri", OAuthScene.REDIRECT_URI,
                "scope", "tickets.read",
                "state", "s-1",
                "code_challenge", CHALLENGE,
                "code_challenge_method", "S256"));
    }

    private Response pushed(Map<String, String> form) {
        return scene.oauth.post(
                "/oauth/par", Headers.NONE, OAuthScene.encode(ClientKey.authenticated(form, assertion())));
    }

    private String push(Map<String, String> form) {
        return OAuthScene.text(pushed(form), "request_uri");
    }

    /** The user's part; returns the code. */
    private String authorize(String requestUri) {
        String location = browser()
                .get("/oauth/authorize?client_id=" + id + "&request_uri="
                        + URLEncoder.encode(requestUri, StandardCharsets.UTF_8))
                .follow()
                .form()
                .submit("allow")
                .location();
        assertThat(location).contains("state=s-1", "iss=");
        return location.replaceFirst(".*[?&]code=([^&]+).*", "$1");
    }

    private Browser browser() {
        Browser browser = Browser.of(scene.test::handle, TestPlatform.ISSUER);
        browser.setCookie(FakeHost.USER, "usr_pro");
        return browser;
    }

    private Map<String, String> codeForm(String code) {
        return scene.oauth.codeForm(code);
    }

    private Response token(Map<String, String> form, @Nullable String proof) {
        Headers headers = proof == null ? Headers.NONE : Headers.NONE.plus("DPoP", proof);
        return scene.oauth.post("/oauth/token", headers, OAuthScene.encode(ClientKey.authenticated(form, assertion())));
    }

    private Response call(String access) {
        return scene.call(Headers.NONE
                .plus("Authorization", "DPoP " + access)
                .plus("DPoP", proof("GET", "/api/v1/tickets", access)));
    }

    private String assertion() {
        return key.assertion(id, ISSUER, next(), scene.clock.instant());
    }

    private String next() {
        return "id-" + ids.incrementAndGet();
    }

    private String proof(String method, String path, @Nullable String access) {
        return proof(proofKey, JWSAlgorithm.ES256, method, path, access);
    }

    private String proof(JWK by, JWSAlgorithm algorithm, String method, String path, @Nullable String access) {
        try {
            return new DefaultDPoPProofFactory(by, algorithm)
                    .createDPoPJWT(
                            new JWTID(next()),
                            method,
                            URI.create(ISSUER + path),
                            Date.from(scene.clock.instant()),
                            access == null ? null : new DPoPAccessToken(access),
                            null)
                    .serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static JWK newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertError(Response response, int status, String error) {
        assertThat(OAuthScene.text(response, "error")).as(response.text()).isEqualTo(error);
        assertThat(response.status()).isEqualTo(status);
    }
}
