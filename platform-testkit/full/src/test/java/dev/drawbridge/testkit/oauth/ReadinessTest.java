package dev.drawbridge.testkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.http.CrossOrigin;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.AuthorizationServerBuilder;
import dev.drawbridge.oauth.ClientDocumentPolicy;
import dev.drawbridge.oauth.DynamicRegistration;
import dev.drawbridge.oauth.MemoryOAuthStores;
import dev.drawbridge.oauth.Profile;
import dev.drawbridge.oauth.ProtectedResource;
import dev.drawbridge.oauth.Readiness.Finding;
import dev.drawbridge.oauth.Readiness.Standard;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a configuration has of the standards, and which configurations are refused. */
class ReadinessTest {

    @Nested
    class AReport {

        @Test
        void saysThatTheDefaultsHaveWhatOAuth21Wants() {
            AuthorizationServer server = built(builder -> builder);
            assertThatCode(() -> ReadinessAssert.assertReady(server, Standard.OAUTH_2_1))
                    .doesNotThrowAnyException();
            assertThat(server.readiness().toString())
                    .contains("OAuth 2.1: ready", "FAPI 2.0 Security Profile: not ready");
        }

        @Test
        void saysThatClientsOfMcpNeedAWayToRegister() {
            AuthorizationServer closed = built(builder -> builder);
            assertThat(closed.readiness().missing(Standard.MCP))
                    .extracting(Finding::requirement)
                    .containsExactly("Clients can come without being registered by hand");
            assertThatThrownBy(() -> ReadinessAssert.assertReady(closed, Standard.MCP))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContainingAll("MCP", "without being registered", "clientDocuments");

            AuthorizationServer open = built(builder -> builder.dynamicRegistration(DynamicRegistration.open()));
            ReadinessAssert.assertReady(open, Standard.MCP);
            ReadinessAssert.assertReady(
                    built(builder -> builder.clientDocuments(ClientDocumentPolicy.ANY)), Standard.MCP);
        }

        @Test
        void saysThatTheProfileFapi2HasWhatItsNameSays() {
            AuthorizationServer strict = built(builder -> builder.profile(Profile.FAPI2));
            ReadinessAssert.assertReady(strict, Standard.FAPI_2_0);
            assertThat(strict.readiness().ready(Standard.MCP)).isFalse();
        }

        @Test
        void changesWithTheSettings() {
            assertThat(missing(Standard.FAPI_2_0, builder -> builder))
                    .contains(
                            "Clients authenticate with private_key_jwt and in no other way",
                            "Every access token is bound to a key",
                            "Authorization requests are pushed, all of them")
                    .doesNotContain("Codes live for a minute at most", "PKCE with S256");
            assertThat(missing(Standard.FAPI_2_0, AuthorizationServerBuilder::requireDpop))
                    .doesNotContain("Every access token is bound to a key");
            assertThat(missing(Standard.FAPI_2_0, AuthorizationServerBuilder::requirePushedAuthorizationRequests))
                    .doesNotContain("Authorization requests are pushed, all of them");
            assertThat(missing(
                            Standard.FAPI_2_0,
                            builder -> builder.codeLifetime(Duration.ofMinutes(2))
                                    .signingAlgorithm(SigningAlgorithm.RS256)
                                    .acceptTokenEndpointAudience(new ClientId("old"))))
                    .contains(
                            "Codes live for a minute at most",
                            "Access tokens are signed with PS256, ES256 or EdDSA",
                            "Assertions name the issuer as their only audience");
            assertThat(missing(Standard.MCP, builder -> builder.accessTokenLifetime(Duration.ofHours(2))))
                    .contains("Access tokens live for an hour at most");
        }

        @ParameterizedTest
        @EnumSource
        void namesItsSourcesAndRemedies(Standard standard) {
            assertThat(built(builder -> builder).readiness().findings(standard))
                    .hasSizeGreaterThan(7)
                    .allSatisfy(finding -> {
                        assertThat(finding.source()).matches("(OAuth 2\\.1|FAPI 2\\.0|MCP|RFC \\d+).*");
                        assertThat(finding.remedy()).endsWith(".");
                    });
        }

        private List<String> missing(Standard standard, UnaryOperator<AuthorizationServerBuilder> settings) {
            return built(settings).readiness().missing(standard).stream()
                    .map(Finding::requirement)
                    .toList();
        }
    }

    @Nested
    class ARefusal {

        @Test
        @Tag("A-124")
        @DisplayName("RFC 9700: everything that is unsafe is told together, each by its setting")
        void listsEverything() {
            assertThatThrownBy(() -> built(builder -> builder.codeLifetime(Duration.ofHours(1))
                            .accessTokenLifetime(Duration.ofDays(2))
                            .refreshLifetime(Duration.ofDays(1), Duration.ofDays(3))
                            .refreshGrace(Duration.ofHours(1))
                            .resourcePath("api/")
                            .resource(ProtectedResource.of(URI.create("http://api.test"), "The API"))
                            .resourceServer(new ClientId("https://evil.test/client"))
                            .crossOrigin(CrossOrigin.of("http://app.test", "https://app.test", "http://localhost:3000"))
                            .dynamicRegistration(DynamicRegistration.open().withLimits(0, 0))
                            .profile(Profile.FAPI2)
                            .signingAlgorithm(SigningAlgorithm.RS256)
                            .acceptTokenEndpointAudience(new ClientId("old"))))
                    .isInstanceOfSatisfying(ConfigurationException.class, refused -> {
                        assertThat(refused.problems())
                                .hasSizeGreaterThanOrEqualTo(12)
                                .allSatisfy(problem -> assertThat(problem).matches("[a-zA-Z]+: .*\\."));
                        assertThat(refused.problems())
                                .extracting(problem -> problem.substring(0, problem.indexOf(':')))
                                .contains(
                                        "codeLifetime",
                                        "accessTokenLifetime",
                                        "refreshLifetime",
                                        "refreshGrace",
                                        "resourcePath",
                                        "resource",
                                        "resourceServer",
                                        "crossOrigin",
                                        "dynamicRegistration",
                                        "signingAlgorithm",
                                        "acceptTokenEndpointAudience");
                        assertThat(refused.problems())
                                .filteredOn(problem -> problem.startsWith("crossOrigin"))
                                .singleElement()
                                .asString()
                                .contains("http://app.test")
                                .doesNotContain("localhost");
                    });
        }
    }

    private static AuthorizationServer built(UnaryOperator<AuthorizationServerBuilder> settings) {
        AtomicReference<AuthorizationServer> server = new AtomicReference<>();
        MemoryCoreStores core = new MemoryCoreStores(new SettableClock());
        TestPlatform.builder()
                .stores(core)
                .add(env -> {
                    server.set(
                            settings.apply(AuthorizationServer.builder(env, MemoryOAuthStores.on(core.transactions())))
                                    .build());
                    return server.get();
                })
                .build();
        return server.get();
    }
}
