package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.scribejava.core.builder.ServiceBuilder;
import com.github.scribejava.core.builder.api.DefaultApi20;
import com.github.scribejava.core.model.OAuth2AccessToken;
import com.github.scribejava.core.model.OAuth2AccessTokenErrorResponse;
import com.github.scribejava.core.oauth.AccessTokenRequestParams;
import com.github.scribejava.core.oauth.AuthorizationUrlBuilder;
import com.github.scribejava.core.oauth.OAuth20Service;
import com.github.scribejava.core.oauth2.OAuth2Error;
import com.github.scribejava.core.oauth2.clientauthentication.ClientAuthentication;
import com.github.scribejava.core.oauth2.clientauthentication.HttpBasicAuthenticationScheme;
import com.github.scribejava.core.oauth2.clientauthentication.RequestBodyAuthenticationScheme;
import com.github.scribejava.core.revoke.TokenTypeHint;
import com.google.api.client.auth.oauth2.AuthorizationCodeFlow;
import com.google.api.client.auth.oauth2.BearerToken;
import com.google.api.client.auth.oauth2.ClientCredentialsTokenRequest;
import com.google.api.client.auth.oauth2.ClientParametersAuthentication;
import com.google.api.client.auth.oauth2.RefreshTokenRequest;
import com.google.api.client.auth.oauth2.TokenResponse;
import com.google.api.client.auth.oauth2.TokenResponseException;
import com.google.api.client.http.BasicAuthentication;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpExecuteInterceptor;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.testkit.OAuthScene;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that do not encode what is in the header: ScribeJava, and Google's OAuth client. */
class LooseClientsTest {

    private ServerForClients server;

    @BeforeEach
    void start() throws IOException {
        server = new ServerForClients(UnaryOperator.identity());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    class Scribe {

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        @Tag("CLI-01")
        @Tag("CLI-03")
        @DisplayName("gets tokens for a user, refreshes and revokes them")
        void codeRefreshRevoke(boolean basic) throws Exception {
            OAuthScene.Client client = server.scene.register(AppType.WEB, "tickets.read");
            try (OAuth20Service service = service(client, basic)) {
                AuthorizationUrlBuilder url = service.createAuthorizationUrlBuilder()
                        .state("a state")
                        .scope("tickets.read")
                        .initPKCE();
                Parameters response = server.allow(url.build());
                assertThat(response.text("state")).isEqualTo("a state");
                OAuth2AccessToken tokens = service.getAccessToken(AccessTokenRequestParams.create(response.text("code"))
                        .pkceCodeVerifier(url.getPkce().getCodeVerifier()));
                assertThat(tokens.getTokenType()).isEqualTo("Bearer");
                assertThat(tokens.getExpiresIn()).isEqualTo(3_600);
                assertThat(tokens.getScope()).isEqualTo("tickets.read");

                OAuth2AccessToken next = service.refreshAccessToken(tokens.getRefreshToken());
                assertThat(next.getRefreshToken()).isNotEqualTo(tokens.getRefreshToken());
                service.revokeToken(next.getRefreshToken(), TokenTypeHint.REFRESH_TOKEN);

                assertThatThrownBy(() -> service.refreshAccessToken(next.getRefreshToken()))
                        .isInstanceOfSatisfying(
                                OAuth2AccessTokenErrorResponse.class,
                                refused -> assertThat(refused.getError()).isEqualTo(OAuth2Error.INVALID_GRANT));
            }
        }

        @Test
        @Tag("CLI-03")
        @DisplayName("gets tokens for a machine")
        void clientCredentials() throws Exception {
            OAuthScene.Client client = server.scene.register(AppType.MACHINE, "tickets.read");
            server.scene.install(client, "co_pro", "usr_pro", "tickets.read");
            try (OAuth20Service service = service(client, true)) {
                assertThat(service.getAccessTokenClientCredentialsGrant().getScope())
                        .isEqualTo("tickets.read");
            }
        }

        private OAuth20Service service(OAuthScene.Client client, boolean basic) {
            return new ServiceBuilder(client.app().clientId().value())
                    .apiSecret(client.secret().reveal())
                    .callback(OAuthScene.REDIRECT_URI)
                    .build(new Api(server.issuer, basic));
        }
    }

    /** Where the endpoints are, and how the client proves itself there. */
    private static final class Api extends DefaultApi20 {

        private final String issuer;
        private final boolean basic;

        Api(String issuer, boolean basic) {
            this.issuer = issuer;
            this.basic = basic;
        }

        @Override
        public String getAccessTokenEndpoint() {
            return issuer + "/oauth/token";
        }

        @Override
        protected String getAuthorizationBaseUrl() {
            return issuer + "/oauth/authorize";
        }

        @Override
        public String getRevokeTokenEndpoint() {
            return issuer + "/oauth/revoke";
        }

        @Override
        public ClientAuthentication getClientAuthentication() {
            return basic ? HttpBasicAuthenticationScheme.instance() : RequestBodyAuthenticationScheme.instance();
        }
    }

    @Nested
    class Google {

        private final NetHttpTransport transport = new NetHttpTransport();
        private final GsonFactory json = GsonFactory.getDefaultInstance();

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        @Tag("CLI-01")
        @Tag("CLI-03")
        @DisplayName("gets tokens for a user and refreshes them, and understands refusals")
        void codeAndRefresh(boolean basic) throws Exception {
            OAuthScene.Client client = server.scene.register(AppType.WEB, "tickets.read");
            AuthorizationCodeFlow flow = new AuthorizationCodeFlow.Builder(
                            BearerToken.authorizationHeaderAccessMethod(),
                            transport,
                            json,
                            endpoint(),
                            proof(client, basic),
                            client.app().clientId().value(),
                            server.issuer + "/oauth/authorize")
                    .setScopes(List.of("tickets.read"))
                    .enablePKCE()
                    .build();
            Parameters response = server.allow(flow.newAuthorizationUrl()
                    .setRedirectUri(OAuthScene.REDIRECT_URI)
                    .setState("s")
                    .build());
            TokenResponse tokens = flow.newTokenRequest(response.text("code"))
                    .setRedirectUri(OAuthScene.REDIRECT_URI)
                    .execute();
            assertThat(tokens.getTokenType()).isEqualTo("Bearer");
            assertThat(tokens.getExpiresInSeconds()).isEqualTo(3_600);

            TokenResponse next = refresh(client, basic, tokens.getRefreshToken());
            assertThat(next.getRefreshToken()).isNotEqualTo(tokens.getRefreshToken());
            assertThatThrownBy(() -> refresh(client, basic, "unknown"))
                    .isInstanceOfSatisfying(
                            TokenResponseException.class,
                            refused ->
                                    assertThat(refused.getDetails().getError()).isEqualTo("invalid_grant"));
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        @Tag("CLI-03")
        @DisplayName("gets tokens for a machine")
        void clientCredentials(boolean basic) throws Exception {
            OAuthScene.Client client = server.scene.register(AppType.MACHINE, "tickets.read");
            server.scene.install(client, "co_pro", "usr_pro", "tickets.read");

            TokenResponse tokens = new ClientCredentialsTokenRequest(transport, json, endpoint())
                    .setClientAuthentication(proof(client, basic))
                    .execute();

            assertThat(tokens.getScope()).isEqualTo("tickets.read");
        }

        private TokenResponse refresh(OAuthScene.Client client, boolean basic, String token) throws IOException {
            return new RefreshTokenRequest(transport, json, endpoint(), token)
                    .setClientAuthentication(proof(client, basic))
                    .execute();
        }

        private GenericUrl endpoint() {
            return new GenericUrl(server.issuer + "/oauth/token");
        }

        private HttpExecuteInterceptor proof(OAuthScene.Client client, boolean basic) {
            String id = client.app().clientId().value();
            String secret = client.secret().reveal();
            return basic ? new BasicAuthentication(id, secret) : new ClientParametersAuthentication(id, secret);
        }
    }
}
