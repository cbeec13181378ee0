package dev.drawbridge.oauth.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.IpAllowList;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppProfile;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.oauth.OAuthException;
import dev.drawbridge.oauth.ProtectedResource;
import dev.drawbridge.oauth.internal.app.ClientRules;
import dev.drawbridge.oauth.internal.client.ClientPolicies;
import dev.drawbridge.oauth.internal.request.AuthorizationCheck.Stage;
import dev.drawbridge.oauth.internal.request.AuthorizationInput.Endpoint;
import dev.drawbridge.oauth.internal.resource.ResourceCatalog;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is checked of an authorization request, in which order, and where the error goes. */
class AuthorizationChecksTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String GOOD = "client_id=client-1&redirect_uri=https%3A%2F%2Fclient.test%2Fcb"
            + "&response_type=code&code_challenge_method=S256&code_challenge=" + CHALLENGE;
    private static final ScopeCatalog SCOPES =
            ScopeCatalog.of(List.of(Scope.of("read", "Read", ""), Scope.of("write", "Write", "")));
    private static final URI ISSUER = URI.create("https://host.test");
    private static final ResourceCatalog RESOURCES =
            new ResourceCatalog(ISSUER, List.of(ProtectedResource.of(URI.create("https://host.test/api/v1"), "API")));

    private final AuthorizationChecks checks = new AuthorizationChecks(
            new ClientPolicies(ClientRules.DEFAULTS, IpAllowList.ANYWHERE), new AuthorizationValues(SCOPES, RESOURCES));

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("client_id=client-1&" + GOOD, "MALFORMED_REQUEST", "invalid_request"),
                arguments(
                        GOOD + "&redirect_uri=https%3A%2F%2Fclient.test%2Fcb", "MALFORMED_REQUEST", "invalid_request"),
                arguments(
                        "client_id=client-1&redirect_uri=https%3A%2F%2Fother.test",
                        "INVALID_REDIRECT_URI", "invalid_request"),
                arguments(GOOD + "&state=" + "x".repeat(4_097), "STATE_TOO_LONG", "invalid_request"),
                arguments(GOOD + "&prompt=login&prompt=consent", "invalid_request", "invalid_request"),
                arguments(GOOD.replace("response_type=code", "response_type="), "invalid_request", "invalid_request"),
                arguments(
                        GOOD.replace("response_type=code", "response_type=token"),
                        "unsupported_response_type",
                        "unsupported_response_type"),
                arguments(GOOD + "&response_mode=fragment", "invalid_request", "invalid_request"),
                arguments(GOOD + "&request=eyJ9", "request_not_supported", "request_not_supported"),
                arguments(
                        GOOD + "&request_uri=https%3A%2F%2Fclient.test",
                        "request_uri_not_supported",
                        "invalid_request"),
                arguments(GOOD + "&dpop_jkt=short", "invalid_request", "invalid_request"),
                arguments(GOOD.replace("=S256", "=plain"), "invalid_request", "invalid_request"),
                arguments(GOOD.replace(CHALLENGE, "short"), "invalid_request", "invalid_request"),
                arguments(GOOD + "&resource=https%3A%2F%2Fother.test", "invalid_target", "invalid_target"),
                arguments(GOOD + "&scope=delete", "invalid_scope", "invalid_scope"),
                arguments(GOOD + "&prompt=none+login", "invalid_request", "invalid_request"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    @DisplayName("a fault is a page or an error for the app at /authorize, and always an error at /par")
    void refuses(String parameters, String atAuthorize, String atPar) {
        assertThat(refusal(input(Endpoint.AUTHORIZE, parameters, app(AppType.WEB))))
                .isEqualTo(atAuthorize);
        assertThat(refusal(input(Endpoint.PAR, parameters, app(AppType.WEB)))).isEqualTo(atPar);
    }

    @Test
    @DisplayName("a good request passes at both endpoints")
    void passes() {
        for (Endpoint endpoint : Endpoint.values()) {
            assertThat(refusal(input(endpoint, GOOD + "&scope=read", app(AppType.WEB))))
                    .isEqualTo("passed");
        }
    }

    @Test
    @DisplayName("of several faults the first in the list is told: the client, then the redirect URI, then the rest")
    void keepsTheOrder() {
        String wrong = "response_type=token&redirect_uri=https%3A%2F%2Fother.test&scope=delete";

        assertThat(refusal(input(Endpoint.AUTHORIZE, wrong, null))).isEqualTo("UNKNOWN_CLIENT");
        assertThat(refusal(input(Endpoint.AUTHORIZE, wrong, app(AppType.WEB)))).isEqualTo("INVALID_REDIRECT_URI");
        assertThat(refusal(input(Endpoint.AUTHORIZE, "response_type=token&scope=delete", app(AppType.WEB))))
                .isEqualTo("unsupported_response_type");
    }

    @Test
    @DisplayName("the list is in order of its stages, each check has a section, and no two have the same name")
    void isWellFormed() {
        List<AuthorizationCheck> all = checks.all();

        assertThat(all).extracting(AuthorizationCheck::stage).isSortedAccordingTo(Comparator.<Stage>naturalOrder());
        assertThat(all).extracting(AuthorizationCheck::name).doesNotHaveDuplicates();
        assertThat(all).allSatisfy(check -> {
            assertThat(check.section()).matches("(RFC|FAPI|OIDC|OAuth) .*§[0-9.]+");
            assertThat(check.endpoints()).isNotEmpty();
            assertThat(check.page() == null).as(check.name()).isEqualTo(check.stage() == Stage.REQUEST);
        });
    }

    private String refusal(AuthorizationInput input) {
        Throwable thrown =
                catchThrowable(() -> Stream.of(Stage.values()).forEach(stage -> checks.require(stage, input)));
        if (thrown instanceof InvalidLinkException page) {
            return page.reason().name();
        }
        if (thrown instanceof OAuthException error) {
            return error.error().wireName();
        }
        return thrown == null ? "passed" : thrown.toString();
    }

    private static AuthorizationInput input(Endpoint endpoint, String parameters, @Nullable App client) {
        return new AuthorizationInput(endpoint, Parameters.parse(parameters), client, null, null, NOW);
    }

    private static App app(AppType type) {
        return App.builder(new AppId("app_1"), new ClientId("client-1"), type, DefinedBy.ADMIN)
                .profile(AppProfile.of("App", "", "help@client.test"))
                .access(AppAccess.of(List.of("https://client.test/cb"), Scopes.of("read")))
                .createdAt(NOW)
                .build();
    }
}
