package dev.drawbridge.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.sun.net.httpserver.HttpServer;
import dev.drawbridge.core.EnvironmentBuilder;
import dev.drawbridge.core.http.jdk.JdkHttpServerAdapter;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.Browser;
import dev.drawbridge.testkit.FakeHost;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.TestPlatform;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client that we did not write, over real HTTP: the Nimbus SDK. */
class NimbusClientTest {

    private static final URI REDIRECT_URI = URI.create(OAuthScene.REDIRECT_URI);

    private HttpServer server;
    private TestPlatform test;
    private OAuthScene scene;
    private AuthorizationServerMetadata metadata;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        URI issuer = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        OAuthWorld world = new OAuthWorld(
                surroundings -> surroundings
                        .issuer(issuer)
                        .set(EnvironmentBuilder::insecureDevelopmentMode)
                        // Nimbus looks at the real clock.
                        .set(environment -> environment.clock(PlatformClock.system())),
                settings -> settings);
        test = world.test;
        scene = world.oauth;
        server.createContext("/", new JdkHttpServerAdapter(test.platform().handler()));
        server.start();
        metadata = AuthorizationServerMetadata.resolve(new Issuer(issuer));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void completesTheCodeFlowRefreshesIntrospectsAndRevokes() throws Exception {
        OAuthScene.Client client = scene.register(AppType.WEB, "tickets.read", "tickets.write");
        ClientSecretBasic proof = new ClientSecretBasic(id(client), secret(client));
        CodeVerifier verifier = new CodeVerifier();

        AuthorizationSuccessResponse authorized = authorize(client, verifier);
        AccessTokenResponse tokens = success(new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(),
                        proof,
                        new AuthorizationCodeGrant(authorized.getAuthorizationCode(), REDIRECT_URI, verifier))
                .build());
        JWTClaimsSet claims = verify(tokens.getTokens().getAccessToken().getValue());
        assertThat(claims.getSubject()).isEqualTo("usr_pro");
        assertThat(claims.getStringClaim("company")).isEqualTo("co_pro");
        assertThat(tokens.getTokens().getAccessToken().getScope()).isEqualTo(Scope.parse("tickets.read"));

        TokenIntrospectionSuccessResponse described =
                introspect(proof, tokens.getTokens().getAccessToken());
        assertThat(described.isActive()).isTrue();
        assertThat(described.getSubject().getValue()).isEqualTo("usr_pro");
        assertThat(described.getStringParameter("company")).isEqualTo("co_pro");
        assertThat(described.getScope()).isEqualTo(Scope.parse("tickets.read"));
        assertThat(described.getTokenType()).isEqualTo(AccessTokenType.BEARER);
        assertThat(described.getExpirationTime()).isEqualTo(claims.getExpirationTime());
        assertThat(described.getJWTID().getValue()).isEqualTo(claims.getJWTID());
        assertThat(described.getAudience()).extracting(Audience::getValue).isEqualTo(claims.getAudience());

        RefreshToken refresh = tokens.getTokens().getRefreshToken();
        AccessTokenResponse next =
                success(new TokenRequest.Builder(metadata.getTokenEndpointURI(), proof, new RefreshTokenGrant(refresh))
                        .build());
        RefreshToken successor = next.getTokens().getRefreshToken();
        assertThat(successor).isNotEqualTo(refresh);

        assertThat(new TokenRevocationRequest(metadata.getRevocationEndpointURI(), proof, successor)
                        .toHTTPRequest()
                        .send()
                        .indicatesSuccess())
                .isTrue();
        TokenIntrospectionSuccessResponse ended =
                introspect(proof, tokens.getTokens().getAccessToken());
        assertThat(ended.isActive()).isFalse();
        assertThat(ended.getSubject()).isNull();
        TokenResponse refused =
                send(new TokenRequest.Builder(metadata.getTokenEndpointURI(), proof, new RefreshTokenGrant(successor))
                        .build());
        assertThat(((TokenErrorResponse) refused).getErrorObject().getCode()).isEqualTo("invalid_grant");
    }

    @Test
    void getsTokensForAMachine() throws Exception {
        OAuthScene.Client client = scene.register(AppType.MACHINE, "tickets.read");
        scene.install(client, "co_pro", "usr_pro", "tickets.read");

        AccessTokenResponse tokens = success(new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(),
                        new ClientSecretPost(id(client), secret(client)),
                        new ClientCredentialsGrant())
                .scope(Scope.parse("tickets.read"))
                .build());

        assertThat(tokens.getTokens().getRefreshToken()).isNull();
        assertThat(verify(tokens.getTokens().getAccessToken().getValue()).getSubject())
                .isEqualTo("client:" + client.app().clientId().value());
    }

    @Test
    @Tag("PAR-01")
    @Tag("PKC-10")
    @DisplayName("pushes its authorization request, and redeems the code")
    void pushesItsRequest() throws Exception {
        OAuthScene.Client client = scene.register(AppType.WEB, "tickets.read", "tickets.write");
        ClientSecretBasic proof = new ClientSecretBasic(id(client), secret(client));
        CodeVerifier verifier = new CodeVerifier();
        State state = new State();

        PushedAuthorizationResponse pushed = PushedAuthorizationResponse.parse(new PushedAuthorizationRequest(
                        metadata.getPushedAuthorizationRequestEndpointURI(), proof, request(client, verifier, state))
                .toHTTPRequest()
                .send());
        assertThat(pushed.indicatesSuccess())
                .as(pushed.toHTTPResponse().getBody())
                .isTrue();
        assertThat(pushed.toSuccessResponse().getLifetime()).isBetween(60L, 90L);
        AuthorizationRequest reference = new AuthorizationRequest.Builder(
                        pushed.toSuccessResponse().getRequestURI(), id(client))
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .build();
        AuthorizationSuccessResponse authorized = allow(reference, state);

        AccessTokenResponse tokens = success(new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(),
                        proof,
                        new AuthorizationCodeGrant(authorized.getAuthorizationCode(), REDIRECT_URI, verifier))
                .build());
        assertThat(tokens.getTokens().getAccessToken().getScope()).isEqualTo(Scope.parse("tickets.read"));
    }

    private AuthorizationSuccessResponse authorize(OAuthScene.Client client, CodeVerifier verifier) throws Exception {
        State state = new State();
        return allow(request(client, verifier, state), state);
    }

    private AuthorizationRequest request(OAuthScene.Client client, CodeVerifier verifier, State state) {
        return new AuthorizationRequest.Builder(ResponseType.CODE, id(client))
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .redirectionURI(REDIRECT_URI)
                .scope(Scope.parse("tickets.read"))
                .state(state)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build();
    }

    /** Sends the browser of a user to the consent page, who allows what is asked. */
    private AuthorizationSuccessResponse allow(AuthorizationRequest wanted, State state) throws Exception {
        URI request = wanted.toURI();
        Browser browser =
                Browser.of(test::handle, URI.create(metadata.getIssuer().getValue()));
        browser.setCookie(FakeHost.USER, "usr_pro");
        String redirect = browser.get(request.getPath() + "?" + request.getRawQuery())
                .follow()
                .form()
                .submit("allow")
                .location();
        AuthorizationSuccessResponse response = AuthorizationSuccessResponse.parse(URI.create(redirect));
        assertThat(response.getState()).isEqualTo(state);
        assertThat(response.getIssuer()).isEqualTo(metadata.getIssuer());
        return response;
    }

    private TokenIntrospectionSuccessResponse introspect(ClientSecretBasic proof, AccessToken token) throws Exception {
        return TokenIntrospectionResponse.parse(
                        new TokenIntrospectionRequest(metadata.getIntrospectionEndpointURI(), proof, token)
                                .toHTTPRequest()
                                .send())
                .toSuccessResponse();
    }

    private JWTClaimsSet verify(String token) throws Exception {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                Set.of(JWSAlgorithm.ES256),
                JWKSourceBuilder.create(metadata.getJWKSetURI().toURL()).build()));
        JWTClaimsSet claims = processor.process(token, null);
        assertThat(claims.getIssuer()).isEqualTo(metadata.getIssuer().getValue());
        assertThat(claims.getAudience()).containsExactly(metadata.getIssuer().getValue() + "/api/v1");
        return claims;
    }

    private static AccessTokenResponse success(TokenRequest request) throws Exception {
        TokenResponse response = send(request);
        assertThat(response.indicatesSuccess())
                .as(response.toHTTPResponse().getBody())
                .isTrue();
        return response.toSuccessResponse();
    }

    private static TokenResponse send(TokenRequest request) throws Exception {
        return TokenResponse.parse(request.toHTTPRequest().send());
    }

    private static ClientID id(OAuthScene.Client client) {
        return new ClientID(client.app().clientId().value());
    }

    private static Secret secret(OAuthScene.Client client) {
        return new Secret(client.secret() == null ? "" : client.secret().reveal());
    }
}
