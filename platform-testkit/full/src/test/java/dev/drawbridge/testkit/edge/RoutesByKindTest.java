package dev.drawbridge.testkit.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.testkit.Browser;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route that is mounted does what its kind promises; a new route is tested by being there. */
class RoutesByKindTest {

    private static final String OTHER = "https://other.test";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    private static MountedRoutes mounted;

    @BeforeAll
    static void mount() {
        mounted = new MountedRoutes();
    }

    /** How a refusal looks. */
    private enum Look {
        PAGE,
        PROBLEM,
        OAUTH_ERROR
    }

    /**
     * What a kind promises.
     *
     * @param refusal how a refusal looks in a browser
     * @param cached what caches may do with a refusal
     * @param readElsewhere whether pages of other origins may read responses
     * @param sentElsewhere whether another site may make a browser send what changes something
     */
    private record Promise(Look refusal, String cached, boolean readElsewhere, boolean sentElsewhere) {

        // A switch, so that a new kind does not compile until somebody has thought about it here.
        static Promise of(Route.Kind kind) {
            return switch (kind) {
                case PAGE, DECISION_PAGE -> new Promise(Look.PAGE, "no-store", false, false);
                case AUTHORIZATION_ENDPOINT -> new Promise(Look.PAGE, "no-store", false, true);
                case CLIENT_ENDPOINT -> new Promise(Look.OAUTH_ERROR, "no-store", true, true);
                case RESOURCE_SERVER_ENDPOINT -> new Promise(Look.OAUTH_ERROR, "no-store", false, true);
                case METADATA -> new Promise(Look.PROBLEM, "no-store", true, true);
                case PORTAL_JSON -> new Promise(Look.PROBLEM, "no-store, no-transform", false, false);
                case HIDDEN -> throw new IllegalStateException("What hides has no look of its own");
                case HOST_API, ASSET -> new Promise(Look.PROBLEM, "no-store", false, true);
            };
        }
    }

    static Stream<Named<Route>> all() {
        return mounted.all.stream()
                .map(route -> Named.of(route.kind() + " " + route.method() + " " + route.template(), route));
    }

    static Stream<Named<Route>> changing() {
        return all().filter(route -> route.getPayload().changes());
    }

    static Stream<Named<Route>> portalForms() {
        return changing()
                .filter(route -> route.getPayload().kind() == Route.Kind.PAGE)
                .filter(route -> route.getPayload().template().startsWith("/developers"));
    }

    static Stream<Named<Route>> documents() {
        Set<Route.Kind> kinds = EnumSet.of(Route.Kind.METADATA, Route.Kind.ASSET);
        // What a variable names may not be there, and is looked up: pictures of apps have a bounded share.
        return all().filter(route -> kinds.contains(route.getPayload().kind()))
                .filter(route -> !route.getPayload().template().contains("{"));
    }

    @Test
    @DisplayName("there is a route of every kind that shows")
    void everyKind() {
        assertThat(mounted.all)
                .extracting(Route::kind)
                .containsAll(EnumSet.complementOf(EnumSet.of(Route.Kind.HIDDEN)));
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("another method is refused, and the refusal looks as the kind demands and is kept by no cache")
    void method(Route route) {
        Response refusal = ask(route, "TRACE", ownSite());

        assertThat(refusal.status()).isEqualTo(405);
        assertThat(refusal.header("Allow").orElse("")).contains(route.method());
        looksRight(route, refusal, "method_not_allowed");
    }

    @ParameterizedTest
    @MethodSource("changing")
    @DisplayName("a body that is too large is refused, in the kind's look")
    void body(Route route) {
        Response refusal =
                mounted.site.handle(request(route, route.method(), ownSite()).withOversizedBody());

        assertThat(refusal.status()).isEqualTo(413);
        looksRight(route, refusal, "body_too_large");
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName(
            "pages of other origins read responses, and get their preflight permitted, where the kind says so alone")
    void otherOrigins(Route route) {
        boolean readable = Promise.of(route.kind()).readElsewhere();
        Headers origin = Headers.NONE.with("Origin", OTHER);
        Response preflight = ask(route, "OPTIONS", origin.with("Access-Control-Request-Method", route.method()));

        assertThat(ask(route, route.method(), origin).header(ALLOW_ORIGIN).isPresent())
                .isEqualTo(readable);
        assertThat(preflight.header(ALLOW_ORIGIN).isPresent()).isEqualTo(readable);
        assertThat(preflight.status()).isEqualTo(readable ? 204 : 405);
    }

    @ParameterizedTest
    @MethodSource("changing")
    @DisplayName("what another site made a browser send is refused before the route, where the kind says so")
    void otherSites(Route route) {
        boolean passes = Promise.of(route.kind()).sentElsewhere();

        for (Headers foreign : new Headers[] {
            Headers.NONE.with("Sec-Fetch-Site", "cross-site"),
            Headers.NONE.with("Sec-Fetch-Site", "same-site"),
            Headers.NONE.with("Origin", OTHER)
        }) {
            Response response = ask(route, route.method(), foreign);
            boolean refused = response.status() == 403 && response.text().contains("\"cross_site\"");
            assertThat(refused).as("%s with %s", response.status(), foreign).isEqualTo(!passes);
        }
    }

    @ParameterizedTest
    @MethodSource("portalForms")
    @DisplayName("a form of the portal whose sender is hidden needs its token")
    void token(Route route) {
        int status = mounted.developer
                .hints(Browser.Hints.NONE)
                .post(mounted.path(route), Map.of("a", "b"))
                .status();
        mounted.developer.hints(Browser.Hints.MODERN);

        assertThat(status).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("metadata and assets may be kept by caches, and everybody may ask for them as often as they like")
    void publicDocuments(Route route) {
        Response response = ask(route, "GET", Headers.NONE);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Cache-Control").orElse("")).startsWith("public, max-age=");
        assertThat(response.header("Set-Cookie")).isEmpty();
        assertThat(route.unlimited()).isTrue();
    }

    @Test
    @DisplayName("apart from metadata and assets, these alone are open to everybody")
    void open() {
        assertThat(all().filter(route -> route.getPayload().unlimited())
                        .map(Named::getName)
                        .filter(name -> !name.startsWith("METADATA") && !name.startsWith("ASSET")))
                .containsExactlyInAnyOrder(
                        "PAGE GET /developers",
                        "PAGE GET /developers/signup",
                        "PAGE GET /developers/signup/sent",
                        "PAGE GET /developers/login",
                        "PAGE GET /developers/forgot",
                        "PORTAL_JSON GET /developers/api/v1/catalog/scopes",
                        "PORTAL_JSON GET /developers/api/v1/catalog/events");
    }

    @Test
    @DisplayName("every endpoint that the metadata names is mounted there")
    void named() {
        Request request = Request.of(
                "GET", "/.well-known/oauth-authorization-server", Headers.NONE, InetAddress.getLoopbackAddress());
        Map<String, Object> metadata =
                Json.readObject(mounted.site.handle(request).body()).toMap();
        String issuer = String.valueOf(metadata.get("issuer"));
        Set<String> templates = mounted.all.stream().map(Route::template).collect(Collectors.toSet());

        assertThat(metadata.keySet())
                .filteredOn(member -> member.endsWith("_endpoint") || member.equals("jwks_uri"))
                .hasSize(7)
                .allSatisfy(member -> assertThat(templates)
                        .contains(String.valueOf(metadata.get(member)).substring(issuer.length())));
    }

    private static void looksRight(Route route, Response refusal, String code) {
        Promise promise = Promise.of(route.kind());
        String type = refusal.header("Content-Type").orElse("");
        if (promise.refusal() == Look.PAGE) {
            assertThat(type).startsWith("text/html");
            assertThat(refusal.text()).contains("<h1>");
        } else {
            assertThat(type).startsWith("application/problem+json");
            Map<String, Object> json = Json.readObject(refusal.body()).toMap();
            assertThat(json).containsEntry("code", code);
            assertThat(json.containsKey("error")).isEqualTo(promise.refusal() == Look.OAUTH_ERROR);
        }
        assertThat(refusal.header("Cache-Control").orElse("")).isEqualTo(promise.cached());
    }

    private static Headers ownSite() {
        return Headers.NONE.with("Sec-Fetch-Site", "same-origin").with("Accept", "text/html");
    }

    private static Response ask(Route route, String method, Headers headers) {
        return mounted.site.handle(request(route, method, headers));
    }

    private static Request request(Route route, String method, Headers headers) {
        boolean json = route.kind() == Route.Kind.PORTAL_JSON || route.kind() == Route.Kind.HOST_API;
        Headers typed = route.changes()
                ? headers.with("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded")
                : headers;
        Request request = Request.of(method, mounted.path(route), typed, InetAddress.getLoopbackAddress());
        return route.changes() ? request.withBody((json ? "{}" : "a=b").getBytes(StandardCharsets.US_ASCII)) : request;
    }
}
