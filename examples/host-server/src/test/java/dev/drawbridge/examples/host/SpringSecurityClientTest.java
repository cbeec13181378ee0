package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.drawbridge.core.EnvironmentBuilder;
import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.jdk.JdkHttpServerAdapter;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.MemoryOAuthStores;
import dev.drawbridge.testkit.Browser;
import dev.drawbridge.testkit.FakeHost;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.oauth.OAuthStoreRows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;

/** A client that we did not write, over real HTTP: Spring Security's. */
class SpringSecurityClientTest {

    private static final String STATE = "a-state/of-Spring_s-kind=";

    private HttpServer server;
    private TestPlatform test;
    private OAuthScene scene;
    private String issuer;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        MemoryCoreStores core = new MemoryCoreStores(new SettableClock());
        MemoryOAuthStores stores = MemoryOAuthStores.on(core.transactions());
        test = TestPlatform.builder()
                .issuer(URI.create(issuer))
                .stores(core)
                .set(EnvironmentBuilder::insecureDevelopmentMode)
                .add(env -> AuthorizationServer.on(env, stores))
                .build();
        scene = OAuthStoreRows.scene(test, stores);
        server.createContext("/", new JdkHttpServerAdapter(test.platform().handler()));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void completesTheCodeFlowAndRefreshes() {
        OAuthScene.Client client = scene.register(AppType.WEB, "tickets.read");
        ClientRegistration registration = registration(client, AuthorizationGrantType.AUTHORIZATION_CODE)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .build();

        assertThat(flow(registration).getRefreshToken()).isNotNull();
    }

    @Test
    void completesTheCodeFlowAsAPublicClient() {
        OAuthScene.Client client = scene.register(AppType.PUBLIC, "tickets.read");
        ClientRegistration registration = registration(client, AuthorizationGrantType.AUTHORIZATION_CODE)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .build();

        assertThat(flow(registration).getRefreshToken()).isNotNull();
    }

    @Test
    void getsTokensForAMachine() {
        OAuthScene.Client client = scene.register(AppType.MACHINE, "tickets.read");
        ClientRegistration registration = registration(client, AuthorizationGrantType.CLIENT_CREDENTIALS)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .build();
        OAuth2ClientCredentialsGrantRequest request = new OAuth2ClientCredentialsGrantRequest(registration);
        RestClientClientCredentialsTokenResponseClient tokens = new RestClientClientCredentialsTokenResponseClient();

        assertThatThrownBy(() -> tokens.getTokenResponse(request))
                .isInstanceOfSatisfying(
                        OAuth2AuthorizationException.class,
                        refused -> assertThat(refused.getError().getErrorCode()).isEqualTo("unauthorized_client"));
        scene.install(client, "co_pro", "usr_pro", "tickets.read");
        assertThat(tokens.getTokenResponse(request).getAccessToken().getScopes())
                .containsExactly("tickets.read");
    }

    private OAuth2AccessTokenResponse flow(ClientRegistration registration) {
        OAuth2AuthorizationRequest.Builder building = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(registration.getProviderDetails().getAuthorizationUri())
                .clientId(registration.getClientId())
                .redirectUri(OAuthScene.REDIRECT_URI)
                .scope("tickets.read")
                .state(STATE);
        OAuth2AuthorizationRequestCustomizers.withPkce().accept(building);
        OAuth2AuthorizationRequest request = building.build();
        OAuth2AuthorizationExchange exchange = new OAuth2AuthorizationExchange(request, consent(request));
        OAuth2AccessTokenResponse first = new RestClientAuthorizationCodeTokenResponseClient()
                .getTokenResponse(new OAuth2AuthorizationCodeGrantRequest(registration, exchange));
        assertThat(first.getAccessToken().getScopes()).containsExactly("tickets.read");
        assertThat(first.getRefreshToken()).isNotNull();
        OAuth2AccessTokenResponse second = new RestClientRefreshTokenTokenResponseClient()
                .getTokenResponse(new OAuth2RefreshTokenGrantRequest(
                        registration, first.getAccessToken(), first.getRefreshToken()));
        assertThat(second.getRefreshToken()).isNotNull();
        assertThat(second.getRefreshToken().getTokenValue())
                .isNotEqualTo(first.getRefreshToken().getTokenValue());
        return second;
    }

    private OAuth2AuthorizationResponse consent(OAuth2AuthorizationRequest request) {
        Browser browser = Browser.of(test::handle, URI.create(issuer));
        browser.setCookie(FakeHost.USER, "usr_pro");
        String redirect = browser.get(request.getAuthorizationRequestUri().substring(issuer.length()))
                .follow()
                .form()
                .submit("allow")
                .location();
        Parameters response = Parameters.parse(URI.create(redirect).getRawQuery());
        assertThat(response.text("state")).isEqualTo(STATE);
        assertThat(response.text("iss")).isEqualTo(issuer);
        return OAuth2AuthorizationResponse.success(response.text("code"))
                .redirectUri(OAuthScene.REDIRECT_URI)
                .state(response.text("state"))
                .build();
    }

    private ClientRegistration.Builder registration(OAuthScene.Client client, AuthorizationGrantType grant) {
        return ClientRegistration.withRegistrationId("drawbridge")
                .clientId(client.app().clientId().value())
                .clientSecret(client.secret() == null ? null : client.secret().reveal())
                .authorizationGrantType(grant)
                .redirectUri(OAuthScene.REDIRECT_URI)
                .scope("tickets.read")
                .authorizationUri(issuer + "/oauth/authorize")
                .tokenUri(issuer + "/oauth/token");
    }
}
