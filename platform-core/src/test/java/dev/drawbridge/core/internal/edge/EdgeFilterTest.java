package dev.drawbridge.core.internal.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.html.Assets;
import dev.drawbridge.core.internal.html.SitePageFrame;
import dev.drawbridge.core.internal.html.Viewers;
import dev.drawbridge.core.internal.http.Router;
import dev.drawbridge.core.internal.http.TrustedProxies;
import dev.drawbridge.core.spi.site.Branding;
import dev.drawbridge.core.spi.site.Links;
import dev.drawbridge.core.spi.site.PageTemplates;
import dev.drawbridge.core.spi.store.StoreFailedException;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeFilterTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private final EdgeFilter edge = new EdgeFilter(
            new SitePageFrame("Fieldwork", Assets.load("Fieldwork", Branding.PLAIN), Links.NONE),
            new Viewers(List.of(Locale.ENGLISH), PageTemplates.NONE),
            new Random(1),
            TrustedProxies.NONE);

    static Stream<Error> errors() {
        return Stream.of(
                new NoClassDefFoundError("inside"),
                new StackOverflowError("inside"),
                new AssertionError("inside"),
                new OutOfMemoryError("inside"));
    }

    @Nested
    class RequestIds {

        @Test
        void aSaneIdOfTheClientIsKeptAndReturned() {
            Response response =
                    ask("/x", Headers.NONE.with("X-Request-Id", "abc-123_45.6"), request -> echo(request.id()));
            assertThat(response.text()).isEqualTo("abc-123_45.6");
            assertThat(response.header("X-Request-Id")).contains("abc-123_45.6");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "short", "has space in it", "<script>alert(1)", "aaaaaaaaäaaaaaaa"})
        void anotherOneIsReplaced(String id) {
            Response response = ask("/x", Headers.NONE.with("X-Request-Id", id), request -> echo(request.id()));
            assertThat(response.header("X-Request-Id").orElseThrow())
                    .matches("[0-9a-f]{24}")
                    .isEqualTo(response.text());
        }

        @Test
        void passingTwiceKeepsTheId() {
            Response response = ask("/x", Headers.NONE, edge.before(request -> echo(request.id())));
            assertThat(response.header("X-Request-Id")).contains(response.text());
        }
    }

    @Nested
    class Failures {

        private final Handler broken = request -> {
            throw new IllegalStateException("jdbc:secret-internals");
        };

        @Test
        @Tag("A-104")
        @DisplayName("a failure shows the request id and nothing internal")
        void aFailureTellsNothing() {
            for (String accept : new String[] {BROWSER, "application/json"}) {
                Response response = ask("/developers/login", Headers.NONE.with("Accept", accept), broken);
                assertThat(response.status()).isEqualTo(500);
                assertThat(response.text())
                        .contains(response.header("X-Request-Id").orElseThrow())
                        .doesNotContain("secret-internals")
                        .doesNotContain("IllegalState")
                        .doesNotContain("dev.drawbridge");
            }
        }

        @ParameterizedTest
        @MethodSource("dev.drawbridge.core.internal.edge.EdgeFilterTest#errors")
        @DisplayName("An Error of a handler is a 500 with the request's id")
        void anErrorIsAFailureOfTheRequest(Error error) {
            Response response = ask("/api/v1/tickets", Headers.NONE, request -> {
                throw error;
            });
            assertThat(response.status()).isEqualTo(500);
            assertThat(Json.readObject(response.body()).text("requestId")).isEqualTo(response.header("X-Request-Id"));
            assertThat(response.text()).doesNotContain("inside");
        }

        @Test
        @DisplayName("A store that refuses a statement is a 500 that tells nothing of it")
        void aStoreThatFailsIsAFailureOfTheRequest() {
            Response response = ask("/x", Headers.NONE, request -> {
                throw new StoreFailedException("inside", new IllegalStateException());
            });
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.text()).doesNotContain("inside");
        }

        @Test
        void aStoreThatIsUnavailableIsTemporary() {
            Response response = ask("/x", Headers.NONE, request -> {
                throw new StoreUnavailableException("down", new IllegalStateException());
            });
            assertThat(response.status()).isEqualTo(503);
            assertThat(code(response)).isEqualTo("temporarily_unavailable");
            assertThat(response.header("Retry-After")).contains("5");
        }

        @Test
        @Tag("A-113")
        @DisplayName("a problem is problem+json with code and request id for programs")
        void aProblemIsItself() {
            Handler full = request -> {
                throw ProblemException.of(409, "app_limit_reached", "Too many.");
            };
            Response response = edge.inFrontOf(
                            new Router(List.of(Route.portalJson("GET", "/developers/api/v1/me", full))),
                            request -> Optional.empty())
                    .handle(request("/developers/api/v1/me", Headers.NONE.with("Accept", BROWSER)));
            assertThat(response.status()).isEqualTo(409);
            assertThat(response.header("Content-Type")).contains(Problem.MEDIA_TYPE);
            assertThat(response.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(code(response)).isEqualTo("app_limit_reached");
            assertThat(Json.readObject(response.body()).text("requestId")).isEqualTo(response.header("X-Request-Id"));
        }

        @Test
        void peopleGetAPageWithTheSameHeaders() {
            Response response = ask("/developers/x", Headers.NONE.with("Accept", BROWSER), request -> {
                throw new ProblemException(
                        Problem.of(429, "throttled", "Wait <1> minute.").withHeader("Retry-After", "60"));
            });
            assertThat(response.status()).isEqualTo(429);
            assertThat(response.header("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(response.header("Retry-After")).contains("60");
            assertThat(response.header("Content-Security-Policy")).isPresent();
            assertThat(response.text()).contains("Wait &lt;1&gt; minute.").contains("<h1>Too many requests</h1>");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/oauth/token", "/oauth/jwks", "/oauth/unknown", "/.well-known/x", "/api/v1/tickets"})
        void pathsForProgramsNeverRespondWithPages(String path) {
            Response response = edge.inFrontOf(site(broken), request -> Optional.empty())
                    .handle(request(path, Headers.NONE.with("Accept", BROWSER)));
            assertThat(response.header("Content-Type")).contains(Problem.MEDIA_TYPE);
        }

        @Test
        void errorsOfTheAuthorizationPagesLookLikeThem() {
            Response response = edge.inFrontOf(site(broken), request -> Optional.empty())
                    .handle(request("/oauth/authorize", Headers.NONE.with("Accept", BROWSER)));
            assertThat(response.header("Content-Security-Policy").orElseThrow()).doesNotContain("form-action");
            assertThat(response.text()).contains("<body class=\"decision\">").doesNotContain("/developers/login");
        }
    }

    @Test
    @Tag("A-106")
    @DisplayName("an oversized body is refused before any handler sees it")
    void oversizedBodiesAreRefused() {
        Request request = request("/x", Headers.NONE).withOversizedBody();
        Response response = edge.filter(request, unused -> echo("reached"));
        assertThat(response.status()).isEqualTo(413);
        assertThat(code(response)).isEqualTo("body_too_large");
    }

    private static Router site(Handler handler) {
        return new Router(List.of(
                Route.decisionPage("GET", "/oauth/authorize", handler),
                Route.clientEndpoint("GET", "/oauth/token", handler),
                Route.metadata("/oauth/jwks", handler),
                Route.metadata("/.well-known/oauth-authorization-server", handler),
                Route.hostApi("GET", "/api/v1/tickets", handler)));
    }

    private Response ask(String path, Headers headers, Handler handler) {
        return edge.filter(request(path, headers), handler);
    }

    private static Request request(String path, Headers headers) {
        return Request.of("GET", path, headers, InetAddress.getLoopbackAddress());
    }

    private static Response echo(String text) {
        return Response.of(200, "text/plain", text);
    }

    private static String code(Response response) {
        return Json.readObject(response.body()).text("code").orElseThrow();
    }
}
