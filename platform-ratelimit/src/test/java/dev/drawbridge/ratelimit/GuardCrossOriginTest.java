package dev.drawbridge.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.Admission;
import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.http.CrossOrigin;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardCrossOriginTest {

    private static final String APP = "https://app.test";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String EXPOSE = "Access-Control-Expose-Headers";
    private static final String[] EXPOSED = {
        "WWW-Authenticate",
        "RateLimit",
        "RateLimit-Policy",
        "Retry-After",
        "x-ratelimit-remaining",
        "ETag",
        "X-Request-Id"
    };

    private final GuardedApi open =
            new GuardedApi(settings -> settings.set(env -> env.apiOrigins(CrossOrigin.of(APP))));
    private final GuardedApi closed = new GuardedApi();

    @Test
    @DisplayName("A preflight of a guarded route is permitted without a token, and no call is counted or limited by it")
    void preflight() {
        Handler site = site(open);
        open.test.host().plan("co_pro", GuardedApi.ONE);
        for (int i = 0; i < 5; i++) {
            Response preflight = site.handle(preflightOf("GET", "/api/v1/tickets", APP, "authorization,x-trace"));
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.header(ALLOW_ORIGIN)).contains(APP);
            assertThat(preflight.header("Access-Control-Allow-Methods")).contains("GET, HEAD, POST");
            assertThat(preflight.header("Access-Control-Allow-Headers")).contains("authorization,x-trace");
            assertThat(preflight.header("Access-Control-Allow-Credentials")).isEmpty();
            assertThat(vary(preflight)).contains("Origin", "Access-Control-Request-Headers");
            assertThat(preflight.header("X-Request-Id")).isPresent();
        }
        assertThat(site.handle(call("GET", "/api/v1/tickets", "pro", APP)).status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("A preflight for a method that the guarded path does not have is 405 and permits nothing")
    void onlyMethodsThatAreThere() {
        Response refused = site(open).handle(preflightOf("DELETE", "/api/v1/tickets", APP, "authorization"));
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header(ALLOW_ORIGIN)).isEmpty();
        assertThat(site(open)
                        .handle(preflightOf("HEAD", "/api/v1/tickets", APP, "authorization"))
                        .status())
                .isEqualTo(204);
        assertThat(site(open)
                        .handle(preflightOf("PATCH", "/api/v1/tickets/t_1", APP, "if-match"))
                        .status())
                .isEqualTo(204);
    }

    @Test
    @DisplayName("Every response of a guarded path is readable for the page with the header fields that clients act on,"
            + " whatever refused the call")
    void exposedOnEveryResponse() {
        Handler site = site(open);
        open.test.host().plan("co_starter", GuardedApi.ONE);
        open.test.platform().planChanged(new CompanyId("co_starter"));
        Map<Integer, Response> responses = Map.of(
                200, site.handle(call("GET", "/api/v1/tickets", "starter", APP)),
                401, site.handle(call("GET", "/api/v1/tickets", "nobody", APP)),
                403, site.handle(call("POST", "/api/v1/tickets", "pro", APP)),
                404, site.handle(call("GET", "/api/v1/gone", "pro", APP)),
                405, site.handle(call("DELETE", "/api/v1/tickets", "pro", APP)),
                413, site.handle(call("GET", "/api/v1/tickets", "pro", APP).withOversizedBody()),
                429, site.handle(call("GET", "/api/v1/tickets", "starter", APP)),
                500, site.handle(call("GET", "/api/v1/broken", "pro", APP)),
                503, site.handle(call("GET", "/api/v1/down", "pro", APP)));
        responses.forEach((status, response) -> {
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.header(ALLOW_ORIGIN)).as("origin of " + status).contains(APP);
            assertThat(response.headers().all(EXPOSE))
                    .as("exposed of " + status)
                    .hasSize(1);
            assertThat(response.header(EXPOSE).orElseThrow().split(", ")).contains(EXPOSED);
            assertThat(vary(response)).as("vary of " + status).containsOnlyOnce("Origin");
            assertThat(response.header("Access-Control-Allow-Credentials")).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.test", "null", "https://app.test.evil.test", "HTTPS://APP.TEST"})
    @DisplayName(
            "Other origins are permitted nothing, and their responses differ from those of the permitted one in Vary")
    void others(String origin) {
        assertThat(site(open)
                        .handle(preflightOf("GET", "/api/v1/tickets", origin, "authorization"))
                        .status())
                .isEqualTo(405);
        Response response = site(open).handle(call("GET", "/api/v1/tickets", "pro", origin));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header(ALLOW_ORIGIN)).isEmpty();
        assertThat(vary(response)).contains("Origin");
    }

    @Test
    @DisplayName("Without the setting an OPTIONS of a guarded route and every response stay as they were")
    void offByDefault() {
        assertThat(site(closed)
                        .handle(preflightOf("GET", "/api/v1/tickets", APP, "authorization"))
                        .status())
                .isEqualTo(405);
        Response alone = guarded(closed).handle(preflightOf("GET", "/api/v1/tickets", APP, "authorization"));
        assertThat(alone.status()).isEqualTo(401);
        Response response = site(closed).handle(call("GET", "/api/v1/tickets", "pro", APP));
        assertThat(response.headers().asMap().keySet())
                .noneMatch(name -> name.startsWith("Access-Control-") || name.equals("Vary"));
    }

    @Test
    @DisplayName("A guarded handler that a host mounts by itself permits the preflight and exposes failures, too")
    void mountedAlone() {
        Response preflight = guarded(open).handle(preflightOf("PUT", "/api/v1/tickets", APP, "authorization"));
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Methods").orElseThrow())
                .contains("PUT");
        Handler failing = open.test.platform().guard().require("tickets.read").around((request, caller) -> {
            throw new IllegalStateException("The test's handler fails");
        });
        Response failed = failing.handle(call("GET", "/api/v1/tickets", "pro", APP));
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.header(ALLOW_ORIGIN)).contains(APP);
        assertThat(failed.text()).doesNotContain("The test's handler");
        assertThatThrownBy(() -> failing.handle(GuardedApi.request("pro"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName(
            "For controllers the guard's decision on a preflight is the response to it, and admitted calls have the"
                    + " header fields")
    void controllers() {
        Admission preflight = open.test
                .platform()
                .guard()
                .admit(preflightOf("GET", "/api/v1/tickets", APP, "authorization"), "tickets.read");
        assertThat(preflight.admitted()).isFalse();
        assertThat(preflight.refusal().status()).isEqualTo(204);
        assertThat(preflight.refusal().header(ALLOW_ORIGIN)).contains(APP);
        Admission admitted =
                open.test.platform().guard().admit(call("GET", "/api/v1/tickets", "pro", APP), "tickets.read");
        assertThat(admitted.headers())
                .containsEntry(ALLOW_ORIGIN, APP)
                .containsKey(EXPOSE)
                .containsEntry("Vary", "Origin");
        Admission refused =
                open.test.platform().guard().admit(call("GET", "/api/v1/tickets", "nobody", APP), "tickets.read");
        assertThat(refused.refusal().header(ALLOW_ORIGIN)).contains(APP);
        Admission other =
                closed.test.platform().guard().admit(call("GET", "/api/v1/tickets", "pro", APP), "tickets.read");
        assertThat(other.headers()).doesNotContainKey(ALLOW_ORIGIN);
    }

    @Test
    @DisplayName("Every origin may be let in, which needs no list; http origins are for development alone")
    void anyOrigin() {
        GuardedApi any = new GuardedApi(settings -> settings.set(env -> env.apiOrigins(CrossOrigin.ANY)));
        Response response = site(any).handle(call("GET", "/api/v1/tickets", "pro", "https://somebody.test"));
        assertThat(response.header(ALLOW_ORIGIN)).contains("*");
        assertThatThrownBy(() -> new GuardedApi(
                        settings -> settings.set(env -> env.apiOrigins(CrossOrigin.of("http://app.test")))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("apiOrigins");
    }

    private static List<String> vary(Response response) {
        return response.headers().all("Vary").stream()
                .flatMap(value -> List.of(value.split(", ")).stream())
                .toList();
    }

    private static Handler guarded(GuardedApi api) {
        return api.test.platform().guard().require("tickets.read").around((request, caller) -> Response.empty(204));
    }

    private static Handler site(GuardedApi api) {
        var read = api.test.platform().guard().require("tickets.read");
        var write = api.test.platform().guard().require("tickets.write");
        return api.test
                .platform()
                .handler(List.of(
                        Route.hostApi(
                                "GET",
                                "/api/v1/tickets",
                                read.around((request, caller) -> Response.json(200, Map.of()))),
                        Route.hostApi("POST", "/api/v1/tickets", write.around((request, caller) -> Response.empty(201)))
                                .behind((request, next) -> next.handle(request)),
                        Route.hostApi(
                                "PATCH",
                                "/api/v1/tickets/{id}",
                                write.around((request, caller) -> Response.empty(204))),
                        Route.hostApi("GET", "/api/v1/gone", read.around((request, caller) -> {
                            throw ProblemException.of(404, "not_found", "Gone.");
                        })),
                        Route.hostApi("GET", "/api/v1/broken", read.around((request, caller) -> {
                            throw new IllegalStateException("The test's handler fails");
                        })),
                        Route.hostApi("GET", "/api/v1/down", read.around((request, caller) -> {
                            throw new StoreUnavailableException(
                                    "The test's store is down", new IllegalStateException("down"));
                        }))));
    }

    private static Request call(String method, String path, String token, String origin) {
        Headers headers = Headers.NONE.plus("Authorization", "Bearer " + token).plus("Origin", origin);
        return Request.of(method, path, headers, InetAddress.getLoopbackAddress());
    }

    private static Request preflightOf(String method, String path, String origin, String headers) {
        return Request.of(
                "OPTIONS",
                path,
                Headers.NONE
                        .plus("Origin", origin)
                        .plus("Access-Control-Request-Method", method)
                        .plus("Access-Control-Request-Headers", headers),
                InetAddress.getLoopbackAddress());
    }
}
