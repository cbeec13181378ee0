package dev.drawbridge.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {

    private final Router router = new Router(List.of(
            Route.page("GET", "/apps", named("list")),
            Route.page("POST", "/apps", named("create")),
            Route.page("GET", "/apps/new", named("form")),
            Route.page("GET", "/apps/{id}", request -> text("show " + request.pathParameter("id"))),
            Route.page("POST", "/apps/{app}", request -> text("edit " + request.pathParameter("app"))),
            Route.page(
                    "GET",
                    "/apps/{id}/secrets/{sid}",
                    request -> text(request.pathParameter("id") + " " + request.pathParameter("sid"))),
            Route.page("GET", "/apps/{id}/secrets/new", named("new secret"))));

    @Nested
    class Finding {

        @Test
        void goesByMethodAndPath() {
            assertThat(response("GET", "/apps")).isEqualTo("list");
            assertThat(response("POST", "/apps")).isEqualTo("create");
            assertThat(response("HEAD", "/apps")).isEqualTo("list");
        }

        @Test
        void passesPathParameters() {
            assertThat(response("GET", "/apps/A-b_1.~")).isEqualTo("show A-b_1.~");
            assertThat(response("GET", "/apps/1/secrets/2")).isEqualTo("1 2");
        }

        @Test
        void letsEachMethodNameItsVariables() {
            assertThat(response("POST", "/apps/7")).isEqualTo("edit 7");
        }

        @Test
        void prefersLiteralSegments() {
            assertThat(response("GET", "/apps/new")).isEqualTo("form");
            assertThat(response("GET", "/apps/1/secrets/new")).isEqualTo("new secret");
        }

        @Test
        void fallsBackToAVariableWhoseMethodFits() {
            assertThat(response("POST", "/apps/new")).isEqualTo("edit new");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/",
                    "/app",
                    "/apps/",
                    "/apps/1/",
                    "//apps",
                    "/apps/%31",
                    "/apps/a;b",
                    "/apps/..",
                    "/apps/.",
                    "/apps/{id}",
                    "/apps/{}",
                    "/APPS",
                    "/apps/1/secrets",
                    "/apps/\u00e4"
                })
        void findsNothingForOtherPaths(String path) {
            assertThat(refusal("GET", path).status()).isEqualTo(404);
        }
    }

    @Nested
    class AnotherMethod {

        @Test
        void isRefusedWithAllThatWouldDo() {
            Problem refusal = refusal("DELETE", "/apps");
            assertThat(refusal.status()).isEqualTo(405);
            assertThat(refusal.headers()).containsEntry("Allow", "GET, HEAD, POST");
        }

        @Test
        void isRefusedBelowAVariableToo() {
            Problem refusal = refusal("PUT", "/apps/1/secrets/2");
            assertThat(refusal.status()).isEqualTo(405);
            assertThat(refusal.headers()).containsEntry("Allow", "GET, HEAD");
        }
    }

    @Nested
    class Kinds {

        private final Router site = new Router(List.of(
                Route.page("GET", "/", named("home")),
                Route.hostApi("GET", "/healthz", named("health")),
                Route.page("GET", "/portal", named("landing")),
                Route.page("GET", "/portal/login", named("login")),
                Route.page("GET", "/portal/apps/{id}", named("app")),
                Route.portalJson("GET", "/portal/api/v1/me", named("me")),
                Route.decisionPage("GET", "/auth/consent", named("consent")),
                Route.decisionPage("POST", "/auth/consent/{id}", named("decision")),
                Route.clientEndpoint("POST", "/auth/token", named("token")),
                Route.metadata("/.well-known/server", named("metadata"))));

        @ParameterizedTest
        @CsvSource({
            "/auth/token, CLIENT_ENDPOINT",
            "/portal/apps/7, PAGE",
            "/portal/api/v1/me, PORTAL_JSON",
            "/.well-known/server, METADATA"
        })
        void areThoseOfThePathWhateverTheMethod(String path, Route.Kind kind) {
            assertThat(kind(path)).isEqualTo(kind);
        }

        @ParameterizedTest
        @CsvSource({
            "/nowhere, PAGE",
            "/nowhere/at/all, PAGE",
            "/portal/nowhere, PAGE",
            "/portal/apps/7/nowhere, PAGE",
            "/portal/api/nowhere, PORTAL_JSON",
            "/portal/api/v1/nowhere, PORTAL_JSON",
            "/portal/api/v1/me/at/all, PORTAL_JSON",
            "/auth/consent/7/nowhere, DECISION_PAGE",
            "/auth/token/, CLIENT_ENDPOINT",
            "/.well-known/nowhere, METADATA"
        })
        void areThoseOfTheNearestFolderWhereNothingIs(String path, Route.Kind kind) {
            assertThat(kind(path)).isEqualTo(kind);
        }

        @Test
        void areForProgramsInAFolderThatTheyShareWithPeople() {
            assertThat(kind("/auth/nowhere")).isEqualTo(Route.Kind.CLIENT_ENDPOINT);
        }

        private Route.Kind kind(String path) {
            return site.kind(Request.of("GET", path, Headers.NONE, InetAddress.getLoopbackAddress()));
        }
    }

    @Test
    void twoRoutesOfOnePlaceAreRefused() {
        List<Route> same = List.of(Route.page("GET", "/a/{x}", named("1")), Route.page("GET", "/a/{y}", named("2")));
        assertThatThrownBy(() -> new Router(same))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GET /a/{y}");
    }

    private String response(String method, String path) {
        return new String(handle(method, path).body(), StandardCharsets.UTF_8);
    }

    private Problem refusal(String method, String path) {
        return catchThrowableOfType(ProblemException.class, () -> handle(method, path))
                .problem();
    }

    private Response handle(String method, String path) {
        return router.handle(Request.of(method, path, Headers.NONE, InetAddress.getLoopbackAddress()));
    }

    private static Handler named(String name) {
        return request -> text(name);
    }

    private static Response text(String text) {
        return Response.of(200, "text/plain", text);
    }
}
