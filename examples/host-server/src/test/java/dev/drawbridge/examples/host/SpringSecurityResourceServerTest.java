package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import dev.drawbridge.testkit.OAuthScene;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;

/** A resource server that we did not write, over real HTTP: Spring Security's, with JWTs and with introspection. */
class SpringSecurityResourceServerTest {

    private static final ClientId RESOURCE_SERVER = new ClientId("dp_cid_resource_server");

    private ServerForClients server;
    private OAuthScene.Client client;
    private OAuthScene.Client asking;

    @BeforeEach
    void start() throws IOException {
        server = server();
        client = server.scene.register(AppType.WEB, "tickets.read", "tickets.write");
        asking = server.scene.register(RESOURCE_SERVER, AppType.WEB, "tickets.read");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Tag("JWT-01")
    @Tag("JWT-02")
    @Tag("JWT-03")
    @Tag("JWT-08")
    @DisplayName("it finds our keys by the issuer and takes our tokens as RFC 9068 wants them")
    void takesOurTokens() {
        Authentication caller = new JwtAuthenticationProvider(decoder(server, client))
                .authenticate(new BearerTokenAuthenticationToken(accessToken(server, client)));

        assertThat(caller.isAuthenticated()).isTrue();
        assertThat(caller.getAuthorities())
                .extracting(GrantedAuthority::getAuthority)
                .contains("SCOPE_tickets.read", "SCOPE_tickets.write");
        Jwt token = (Jwt) caller.getPrincipal();
        assertThat(token.getSubject()).isEqualTo("usr_pro");
        assertThat(token.getAudience()).containsExactly(server.resource());
        assertThat(token.getClaimAsString("company")).isEqualTo("co_pro");
    }

    @Test
    @Tag("JWT-01")
    @DisplayName("with the README's lines it takes tokens of the type at+jwt, which its default decoder refuses")
    void takesTheTypeByTheReadmesLines() throws IOException {
        try (ServerForClients standard = new ServerForClients(builder -> builder)) {
            OAuthScene.Client app = standard.scene.register(AppType.WEB, "tickets.read");
            String token = accessToken(standard, app);
            String id = app.app().clientId().value();
            assertThat(SpringDecoder.of(standard.issuer, id).decode(token).getSubject())
                    .isEqualTo("usr_pro");
            assertThatThrownBy(() -> NimbusJwtDecoder.withIssuerLocation(standard.issuer)
                            .jwsAlgorithm(SignatureAlgorithm.ES256)
                            .build()
                            .decode(token))
                    .isInstanceOf(JwtException.class);
        }
    }

    @Test
    @Tag("JWT-05")
    @DisplayName("it refuses another server's tokens, changed ones and refresh tokens")
    void refusesForeignTokens() throws IOException {
        NimbusJwtDecoder decoder = decoder(server, client);
        Map<String, String> tokens = tokens(server, client);
        String token = tokens.get("access_token");
        assertThat(decoder.decode(token).getSubject()).isEqualTo("usr_pro");
        try (ServerForClients other = server()) {
            OAuthScene.Client theirs = other.scene.register(AppType.WEB, "tickets.read");
            String foreign = accessToken(other, theirs);
            assertThat(decoder(other, theirs).decode(foreign).getSubject()).isEqualTo("usr_pro");
            assertThatThrownBy(() -> decoder.decode(foreign)).isInstanceOf(JwtException.class);
        }
        String[] parts = token.split("\\.");
        for (String changed : List.of(
                parts[0] + "." + parts[1] + ".",
                "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0." + parts[1] + ".",
                tokens.get("refresh_token"))) {
            assertThatThrownBy(() -> decoder.decode(changed)).isInstanceOf(JwtException.class);
        }
    }

    @Test
    @Tag("INT-02")
    @Tag("INT-03")
    @Tag("INT-04")
    @DisplayName("it learns about our tokens by introspection until they are revoked")
    void introspects() {
        SpringOpaqueTokenIntrospector introspector = introspector(asking);
        Map<String, String> tokens = tokens(server, client);

        OAuth2AuthenticatedPrincipal principal = introspector.introspect(tokens.get("access_token"));
        assertThat(principal.<String>getAttribute("sub")).isEqualTo("usr_pro");
        assertThat(principal.<String>getAttribute("company")).isEqualTo("co_pro");
        assertThat(principal.getAuthorities())
                .extracting(GrantedAuthority::getAuthority)
                .contains("SCOPE_tickets.read", "SCOPE_tickets.write");

        assertRefused(introspector, tokens.get("refresh_token"));
        assertRefused(introspector, "unknown");
        assertRefused(introspector(server.scene.register(AppType.WEB, "tickets.read")), tokens.get("access_token"));
        server.scene.post("/oauth/revoke", client, Map.of("token", tokens.get("access_token")));
        assertRefused(introspector, tokens.get("access_token"));
    }

    private static void assertRefused(SpringOpaqueTokenIntrospector introspector, String token) {
        assertThatThrownBy(() -> introspector.introspect(token)).isInstanceOf(BadOpaqueTokenException.class);
    }

    private SpringOpaqueTokenIntrospector introspector(OAuthScene.Client as) {
        return SpringOpaqueTokenIntrospector.withIntrospectionUri(server.issuer + "/oauth/introspect")
                .clientId(as.app().clientId().value())
                .clientSecret(as.secret().reveal())
                .build();
    }

    private static ServerForClients server() throws IOException {
        return new ServerForClients(
                builder -> builder.signingAlgorithm(SigningAlgorithm.RS256).resourceServer(RESOURCE_SERVER));
    }

    private static NimbusJwtDecoder decoder(ServerForClients server, OAuthScene.Client client) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(server.issuer)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .validateType(false)
                .build();
        decoder.setJwtValidator(JwtValidators.createAtJwtValidator()
                .issuer(server.issuer)
                .audience(server.resource())
                .clientId(client.app().clientId().value())
                .build());
        return decoder;
    }

    private static String accessToken(ServerForClients server, OAuthScene.Client client) {
        return tokens(server, client).get("access_token");
    }

    private static Map<String, String> tokens(ServerForClients server, OAuthScene.Client client) {
        Grant grant = server.scene.consent(
                client,
                "co_pro",
                "usr_pro",
                client.app().access().scopes().names().toArray(String[]::new));
        Response response = server.scene.redeem(client, server.scene.code(grant));
        return Map.of(
                "access_token",
                OAuthScene.text(response, "access_token"),
                "refresh_token",
                OAuthScene.text(response, "refresh_token"));
    }
}
