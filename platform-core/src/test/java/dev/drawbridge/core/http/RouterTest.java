package dev.drawbridge.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {

    private final Router router = new Router(
            List.of(
                    Route.page("GET", "/apps", named("list")),
                    Route.page("POST", "/apps", named("create")),
                    Route.page("GET", "/apps/new", named("form")),
                    Route.page("GET", "/apps/{id}", request -> text("show " + request.pathParameter("id"))),
                    Route.page("POST", "/apps/{app}", request -> text("edit " + request.pathParameter("app"))),
                    Route.page(
                            "GET",
                            "/apps/{id}/secrets/{sid}",
                            request -> text(request.pathParameter("id") + " " + request.pathParameter("sid"))),
                    Route.page("GET", "/apps/{id}/secrets/new", named("new secret"))),
            request -> Response.of(404, "text/plain", "nothing"));

    @Nested
    class Finding {

        @Test
        void goesByMethodAndPath() {
            assertThat(answer("GET", "/apps")).isEqualTo("list");
            assertThat(answer("POST", "/apps")).isEqualTo("create");
            assertThat(answer("HEAD", "/apps")).isEqualTo("list");
        }

        @Test
        void passesPathParameters() {
            assertThat(answer("GET", "/apps/A-b_1.~")).isEqualTo("show A-b_1.~");
            assertThat(answer("GET", "/apps/1/secrets/2")).isEqualTo("1 2");
        }

        @Test
        void letsEachMethodNameItsVariables() {
            assertThat(answer("POST", "/apps/7")).isEqualTo("edit 7");
        }

        @Test
        void prefersLiteralSegments() {
            assertThat(answer("GET", "/apps/new")).isEqualTo("form");
            assertThat(answer("GET", "/apps/1/secrets/new")).isEqualTo("new secret");
        }

        @Test
        void fallsBackToAVariableWhoseMethodFits() {
            assertThat(answer("POST", "/apps/new")).isEqualTo("edit new");
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
            assertThat(answer("GET", path)).isEqualTo("nothing");
        }
    }

    @Nested
    class AnotherMethod {

        @Test
        void isRefusedWithAllThatWouldDo() {
            Response response = handle("DELETE", "/apps");
            assertThat(response.status()).isEqualTo(405);
            assertThat(response.headers().first("Allow")).contains("GET, HEAD, POST");
        }

        @Test
        void isRefusedBelowAVariableToo() {
            Response response = handle("PUT", "/apps/1/secrets/2");
            assertThat(response.status()).isEqualTo(405);
            assertThat(response.headers().first("Allow")).contains("GET, HEAD");
        }
    }

    @Test
    void twoRoutesOfOnePlaceAreRefused() {
        List<Route> same = List.of(Route.page("GET", "/a/{x}", named("1")), Route.page("GET", "/a/{y}", named("2")));
        assertThatThrownBy(() -> new Router(same, named("none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GET /a/{y}");
    }

    private String answer(String method, String path) {
        return new String(handle(method, path).body(), StandardCharsets.UTF_8);
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
