package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.drawbridge.core.http.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;

/** OAuth clients that other people wrote complete the flow against the started host, from its metadata on. */
class IndependentClientsTest {

    @TempDir
    Path folder;

    private RestartingHost host;
    private Story story;
    private String clientId;
    private String secret;

    @BeforeEach
    void startHost() {
        host = new RestartingHost(TestDatabase.h2File(folder));
        story = new Story(host.running());
        String session = story.newDeveloper("dana@others.example");
        JsonObject app = story.createApp(session, Story.webApp("Others", "tickets.read", "jobs.read"));
        clientId = app.text("clientId").orElseThrow();
        secret = app.text("clientSecret").orElseThrow();
        story.logInToHost("pro@fieldwork.test");
    }

    @AfterEach
    void stopHost() {
        host.close();
    }

    @Test
    void nimbusOauth2OidcSdkCompletesTheFlow() throws Exception {
        URI issuer = host.running().url();
        AuthorizationServerMetadata metadata = AuthorizationServerMetadata.resolve(new Issuer(issuer));
        ClientID client = new ClientID(clientId);
        ClientAuthentication authentication = new ClientSecretBasic(client, new Secret(secret));
        CodeVerifier verifier = new CodeVerifier();
        State state = new State();
        AuthorizationRequest request = new AuthorizationRequest.Builder(ResponseType.CODE, client)
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .redirectionURI(URI.create(Story.REDIRECT_URI))
                .scope(new Scope("tickets.read", "jobs.read"))
                .state(state)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build();

        URI redirect = URI.create(story.allow(request.toURI(), List.of("tickets.read", "jobs.read")));
        AuthorizationSuccessResponse response = AuthorizationSuccessResponse.parse(redirect);
        assertThat(response.getState()).isEqualTo(state);
        assertThat(response.getIssuer().getValue()).isEqualTo(issuer.toString());

        AccessTokenResponse tokens = send(new TokenRequest(
                metadata.getTokenEndpointURI(),
                authentication,
                new AuthorizationCodeGrant(response.getAuthorizationCode(), URI.create(Story.REDIRECT_URI), verifier)));
        assertThat(tokens.getTokens().getAccessToken().getScope()).isEqualTo(Scope.parse("jobs.read tickets.read"));

        AccessTokenResponse refreshed = send(new TokenRequest(
                metadata.getTokenEndpointURI(),
                authentication,
                new RefreshTokenGrant(tokens.getTokens().getRefreshToken())));
        String accessToken = refreshed.getTokens().getAccessToken().getValue();
        assertThat(story.read("/api/v1/tickets", accessToken).status()).isEqualTo(200);

        assertThat(new TokenRevocationRequest(
                                metadata.getRevocationEndpointURI(),
                                authentication,
                                refreshed.getTokens().getRefreshToken())
                        .toHTTPRequest()
                        .send()
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(story.read("/api/v1/tickets", accessToken).status()).isEqualTo(401);
    }

    @Test
    void springSecurityCompletesTheFlow() {
        ClientRegistration registration = ClientRegistrations.fromIssuerLocation(
                        host.running().url().toString())
                .registrationId("fieldwork")
                .clientId(clientId)
                .clientSecret(secret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .redirectUri(Story.REDIRECT_URI)
                .scope("tickets.read")
                .build();
        OAuth2AuthorizationRequest request = OAuth2AuthorizationRequest.authorizationCode()
                .clientId(clientId)
                .authorizationUri(registration.getProviderDetails().getAuthorizationUri())
                .redirectUri(Story.REDIRECT_URI)
                .scope("tickets.read")
                .state("spring-state")
                .attributes(attributes -> attributes.put(PkceParameterNames.CODE_VERIFIER, Story.VERIFIER))
                .additionalParameters(parameters -> {
                    parameters.put(PkceParameterNames.CODE_CHALLENGE, Story.challenge(Story.VERIFIER));
                    parameters.put(PkceParameterNames.CODE_CHALLENGE_METHOD, "S256");
                })
                .build();

        String redirect = story.allow(URI.create(request.getAuthorizationRequestUri()), List.of("tickets.read"));
        String code = HttpUser.parameter(redirect, "code");
        OAuth2AuthorizationExchange exchange = new OAuth2AuthorizationExchange(
                request,
                OAuth2AuthorizationResponse.success(code)
                        .redirectUri(Story.REDIRECT_URI)
                        .state("spring-state")
                        .build());
        OAuth2AccessTokenResponse tokens = new RestClientAuthorizationCodeTokenResponseClient()
                .getTokenResponse(new OAuth2AuthorizationCodeGrantRequest(registration, exchange));
        assertThat(tokens.getAccessToken().getScopes()).containsExactly("tickets.read");

        OAuth2AccessTokenResponse refreshed = new RestClientRefreshTokenTokenResponseClient()
                .getTokenResponse(new OAuth2RefreshTokenGrantRequest(
                        registration, tokens.getAccessToken(), tokens.getRefreshToken()));
        assertThat(story.read("/api/v1/tickets", refreshed.getAccessToken().getTokenValue())
                        .status())
                .isEqualTo(200);
    }

    private static AccessTokenResponse send(TokenRequest request) throws Exception {
        TokenResponse response = TokenResponse.parse(request.toHTTPRequest().send());
        assertThat(response.indicatesSuccess()).isTrue();
        return response.toSuccessResponse();
    }
}
