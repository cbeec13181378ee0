package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.dpop.DPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import dev.drawbridge.core.http.Json;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The host with {@code PROFILE=fapi2} and provisioned apps, as a process; the client is the Nimbus SDK. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Fapi2HostTest {

    private static final ClientID WEB = new ClientID("fapi-client-1");
    private static final ClientID MACHINE = new ClientID("https://nightly.example/export");

    private final ECKey clientKey = ec("ec-1");
    private final RSAKey rsaKey = rsa("rsa-1");
    private final ECKey proofKey = ec("proof");
    private final DPoPProofFactory proofs = proofs(proofKey, JWSAlgorithm.ES256);
    private HostProcess host;
    private AuthorizationServerMetadata metadata;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        Map<String, Object> jwks =
                new JWKSet(List.<JWK>of(clientKey, rsaKey)).toPublicJWKSet().toJSONObject();
        Path file = folder.resolve("apps.json");
        Files.writeString(
                file,
                Json.write(List.of(
                        Map.of(
                                "clientId",
                                WEB.getValue(),
                                "name",
                                "Bank",
                                "type",
                                "web",
                                "redirectUris",
                                List.of(Story.REDIRECT_URI),
                                "scopes",
                                List.of("tickets.read", "tickets.write"),
                                "jwks",
                                jwks,
                                "tokenEndpointAuthMethod",
                                "private_key_jwt",
                                "dpopBound",
                                true),
                        Map.of(
                                "clientId",
                                MACHINE.getValue(),
                                "type",
                                "machine",
                                "scopes",
                                List.of("tickets.read"),
                                "jwks",
                                jwks,
                                "company",
                                "co_pro",
                                "runAs",
                                "usr_pro2"))));
        Map<String, String> variables = new HashMap<>(TestDatabase.h2File(folder));
        variables.put("PORT", "0");
        variables.put("MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        variables.put("PROFILE", "fapi2");
        variables.put("PROVISION", file.toString());
        host = HostProcess.start(variables);
        metadata = AuthorizationServerMetadata.resolve(new Issuer(host.url()));
    }

    @AfterAll
    void stop() {
        host.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "PS256"})
    @Tag("PAR-01")
    @Tag("CLI-18")
    @Tag("DPO-05")
    @Tag("AUZ-11")
    @DisplayName("pushed request, consent, bound tokens, API, refresh, with each kind of key")
    void theWholeWay(String algorithm) throws Exception {
        AuthorizationCode code = authorize(algorithm);
        AccessTokenResponse tokens =
                success(token(authentication(WEB, algorithm), new AuthorizationCodeGrant(code, redirect(), VERIFIER)));
        DPoPAccessToken access = tokens.getTokens().getDPoPAccessToken();
        assertThat(access).isNotNull();
        assertThat(call(access, true).getStatusCode()).isEqualTo(200);

        AccessTokenResponse next = success(token(
                authentication(WEB, algorithm),
                new RefreshTokenGrant(tokens.getTokens().getRefreshToken())));
        assertThat(next.getTokens().getRefreshToken())
                .isEqualTo(tokens.getTokens().getRefreshToken());
        assertThat(call(next.getTokens().getDPoPAccessToken(), true).getStatusCode())
                .isEqualTo(200);
        AccessTokenResponse again = success(token(
                authentication(WEB, algorithm),
                new RefreshTokenGrant(tokens.getTokens().getRefreshToken())));
        assertThat(again.getTokens().getDPoPAccessToken()).isNotNull();
    }

    @Test
    @Tag("CCG-02")
    @Tag("CCG-04")
    @DisplayName("a machine app that was provisioned for a company gets bound tokens for it")
    void machine() throws Exception {
        AccessTokenResponse tokens = success(token(authentication(MACHINE, "ES256"), new ClientCredentialsGrant()));

        assertThat(tokens.getTokens().getRefreshToken()).isNull();
        assertThat(call(tokens.getTokens().getDPoPAccessToken(), true).getStatusCode())
                .isEqualTo(200);
    }

    @Test
    @Tag("DPO-05")
    @Tag("DPO-08")
    @DisplayName("no proof, no token; and a bound token is no bearer token")
    void bearer() throws Exception {
        HTTPRequest unproved = new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(), authentication(MACHINE, "ES256"), new ClientCredentialsGrant())
                .build()
                .toHTTPRequest();
        assertThat(error(unproved.send())).isEqualTo("invalid_dpop_proof");

        AccessTokenResponse tokens = success(token(authentication(MACHINE, "ES256"), new ClientCredentialsGrant()));
        HTTPResponse refused = call(tokens.getTokens().getDPoPAccessToken(), false);
        assertThat(refused.getStatusCode()).isEqualTo(401);
        assertThat(refused.getWWWAuthenticate()).startsWith("DPoP ");
    }

    @Test
    @Tag("PAR-07")
    @DisplayName("a request that was not pushed is refused")
    void plain() {
        HttpUser user = loggedIn();
        HttpUser.Reply response = user.get(Story.authorizePath(WEB.getValue(), "tickets.read", Story.VERIFIER));

        assertThat(response.header("Location")).startsWith(Story.REDIRECT_URI);
        assertThat(HttpUser.parameter(response.header("Location"), "error")).isEqualTo("invalid_request");
    }

    @Test
    @Tag("CLI-12")
    @Tag("CLI-20")
    @DisplayName("secrets and RS256 are refused, for assertions and for proofs")
    void weak() throws Exception {
        ClientAuthentication secret = new ClientSecretBasic(WEB, new Secret("a".repeat(40)));
        assertThat(error(token(secret, new ClientCredentialsGrant()))).isEqualTo("invalid_client");
        assertThat(error(token(authentication(MACHINE, "RS256"), new ClientCredentialsGrant())))
                .isEqualTo("invalid_client");
        HTTPRequest request = new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(), authentication(MACHINE, "ES256"), new ClientCredentialsGrant())
                .build()
                .toHTTPRequest();
        request.setDPoP(proofs(rsaKey, JWSAlgorithm.RS256).createDPoPJWT("POST", metadata.getTokenEndpointURI()));
        assertThat(error(request.send())).isEqualTo("invalid_dpop_proof");
    }

    @Test
    @Tag("CLI-18")
    @DisplayName("an assertion for the token endpoint is refused")
    void audience() throws Exception {
        ClientAuthentication old = authentication(
                MACHINE, "ES256", new Audience(metadata.getTokenEndpointURI().toString()));

        assertThat(error(token(old, new ClientCredentialsGrant()))).isEqualTo("invalid_client");
    }

    private static final CodeVerifier VERIFIER = new CodeVerifier(Story.VERIFIER);

    private AuthorizationCode authorize(String algorithm) throws Exception {
        State state = new State();
        AuthorizationRequest wanted = new AuthorizationRequest.Builder(ResponseType.CODE, WEB)
                .redirectionURI(redirect())
                .scope(Scope.parse("tickets.read"))
                .state(state)
                .codeChallenge(VERIFIER, CodeChallengeMethod.S256)
                .build();
        HTTPResponse pushed = new PushedAuthorizationRequest(
                        metadata.getPushedAuthorizationRequestEndpointURI(), authentication(WEB, algorithm), wanted)
                .toHTTPRequest()
                .send();
        URI requestUri =
                PushedAuthorizationResponse.parse(pushed).toSuccessResponse().getRequestURI();
        URI link = new AuthorizationRequest.Builder(requestUri, WEB)
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .build()
                .toURI();
        String redirected = follow(link);
        assertThat(HttpUser.parameter(redirected, "state")).isEqualTo(state.getValue());
        assertThat(HttpUser.parameter(redirected, "iss"))
                .isEqualTo(metadata.getIssuer().getValue());
        return new AuthorizationCode(HttpUser.parameter(redirected, "code"));
    }

    /** The user's part: they are asked the first time, remembered the second. */
    private String follow(URI link) {
        HttpUser user = loggedIn();
        HttpUser.Reply page = user.get(link.getRawPath() + "?" + link.getRawQuery());
        while (page.status() == 303 && !page.header("Location").startsWith(Story.REDIRECT_URI)) {
            page = user.get(page.header("Location"));
        }
        if (page.status() == 200) {
            page = user.form(Story.formAction(page), Story.consentFields(page, List.of("tickets.read")));
        }
        assertThat(page.header("Location")).as(page.text()).startsWith(Story.REDIRECT_URI);
        return page.header("Location");
    }

    private HttpUser loggedIn() {
        Story story = new Story(host.url());
        story.logInToHost("pro@fieldwork.test");
        return story.hostUser;
    }

    private HTTPResponse token(ClientAuthentication authentication, AuthorizationGrant grant) throws Exception {
        HTTPRequest request = new TokenRequest.Builder(metadata.getTokenEndpointURI(), authentication, grant)
                .build()
                .toHTTPRequest();
        request.setDPoP(proofs.createDPoPJWT("POST", metadata.getTokenEndpointURI()));
        return request.send();
    }

    private HTTPResponse call(AccessToken token, boolean withProof) throws Exception {
        URI uri = host.url().resolve("/api/v1/tickets");
        HTTPRequest request = new HTTPRequest(HTTPRequest.Method.GET, uri);
        if (withProof) {
            request.setAuthorization(token.toAuthorizationHeader());
            request.setDPoP(proofs.createDPoPJWT("GET", uri, token));
        } else {
            request.setAuthorization("Bearer " + token.getValue());
        }
        return request.send();
    }

    private ClientAuthentication authentication(ClientID client, String algorithm) throws JOSEException {
        return authentication(
                client, algorithm, new Audience(metadata.getIssuer().getValue()));
    }

    private ClientAuthentication authentication(ClientID client, String algorithm, Audience audience)
            throws JOSEException {
        boolean elliptic = algorithm.equals("ES256");
        return new PrivateKeyJWT(
                new JWTAuthenticationClaimsSet(client, audience),
                JWSAlgorithm.parse(algorithm),
                elliptic ? clientKey.toPrivateKey() : rsaKey.toPrivateKey(),
                elliptic ? clientKey.getKeyID() : rsaKey.getKeyID(),
                null);
    }

    private static URI redirect() {
        return URI.create(Story.REDIRECT_URI);
    }

    private static AccessTokenResponse success(HTTPResponse response) throws Exception {
        TokenResponse parsed = TokenResponse.parse(response);
        assertThat(parsed.indicatesSuccess()).as(response.getBody()).isTrue();
        return parsed.toSuccessResponse();
    }

    private static String error(HTTPResponse response) throws Exception {
        return TokenResponse.parse(response).toErrorResponse().getErrorObject().getCode();
    }

    private static DPoPProofFactory proofs(JWK key, JWSAlgorithm algorithm) {
        try {
            return new DefaultDPoPProofFactory(key, algorithm);
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static ECKey ec(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyID(kid)
                    .generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static RSAKey rsa(String kid) {
        try {
            return new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
