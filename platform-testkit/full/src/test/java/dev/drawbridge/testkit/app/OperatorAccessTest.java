package dev.drawbridge.testkit.app;

import static dev.drawbridge.testkit.app.AppPortal.text;
import static dev.drawbridge.testkit.app.AppPortal.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.Feature;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.PortalRoute.Surface;
import dev.drawbridge.core.spi.operator.OperatorPanel;
import dev.drawbridge.core.spi.operator.OperatorPaths;
import dev.drawbridge.core.spi.operator.OperatorRoute;
import dev.drawbridge.core.spi.operator.SystemPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who gets into the operator's area, and what everybody else sees of it. */
class OperatorAccessTest {

    /** Sections of core, which no feature contributes. */
    private static final List<String> OF_CORE = List.of("", "/audit", "/audit.csv", "/audit.ndjson", "/system");

    private final AppPortal portal = new AppPortal();
    private final AppPortal.Session developer = portal.developer();
    private final String app = text(developer.create(web("Acme Sync")), "id");

    @Test
    @Tag("A-120")
    @DisplayName(
            "to everybody but operators every path and method of the area looks exactly like a path where nothing is")
    void nobodyLearnsThatItExists() {
        List<Path> paths = paths();
        assertThat(paths).hasSizeGreaterThan(40);
        for (String stranger : List.of("", "usr_pro", "usr_stranger")) {
            Operator user = Operator.user(portal.test, stranger);
            for (Path path : paths) {
                for (Headers headers : looks()) {
                    for (String method : List.of(path.method(), "TRACE", "OPTIONS")) {
                        assertThat(seen(user.send(method, path.path(), headers, "{}")))
                                .as("%s %s of %s", method, path.path(), stranger)
                                .isEqualTo(seen(user.send(method, "/nothing" + path.path(), headers, "{}")));
                    }
                }
            }
        }
    }

    @Test
    @Tag("A-120")
    @DisplayName("whoever only reads opens every page, is offered no change, and gets 403 for each")
    void readersChangeNothing() {
        Operator support = Operator.reading(portal.test);
        for (Path path : paths()) {
            String accept = path.json() ? "application/json" : "text/html";
            Headers headers = Headers.NONE.with("Sec-Fetch-Site", "same-origin").with("Accept", accept);
            Response response = support.send(path.method(), path.path(), headers, "");
            assertThat(response.status())
                    .as("%s %s", path.method(), path.path())
                    .isIn(path.changes() ? List.of(403) : List.of(200, 404));
            if (!path.changes() && !path.json()) {
                assertThat(response.text())
                        .doesNotContain("method=\"post\"")
                        .doesNotContain("/suspend\"")
                        .doesNotContain("/edit\"")
                        .doesNotContain("/apps/new\"")
                        .doesNotContain("/rotate\"")
                        .doesNotContain("/revoke\"");
            }
        }
        assertThat(Operator.items(support.get("/audit?actor=" + Operator.READ))).isEmpty();
    }

    @Test
    @DisplayName("a page that another site has a browser send changes nothing, nor does a form without its token")
    void otherSitesAreRefused() {
        Operator operator = Operator.full(portal.test);
        String path = OperatorPaths.JSON + "/apps/" + app + "/suspend";
        Headers json = Headers.NONE.with("Content-Type", "application/json");

        assertThat(operator.send("POST", path, json.with("Sec-Fetch-Site", "cross-site"), "{\"reason\":\"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(operator.send("POST", path, json, "{\"reason\":\"x\"}").status())
                .isEqualTo(403);
        assertThat(operator.send(
                                "POST",
                                path,
                                Headers.NONE
                                        .with("Sec-Fetch-Site", "same-origin")
                                        .with("Content-Type", "text/plain"),
                                "{\"reason\":\"x\"}")
                        .status())
                .isEqualTo(415);
        assertThat(text(operator.get("/apps/" + app), "status")).isEqualTo("ACTIVE");
    }

    /** What a client sees of a response, apart from the id of the request. */
    private static Map<String, Object> seen(Response response) {
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("status", response.status());
        String id = response.header("X-Request-Id").orElse("");
        seen.put("body", response.text().replace(id, "id"));
        List<String> fields = new ArrayList<>();
        response.headers()
                .asMap()
                .forEach((name, values) ->
                        fields.add(name + ": " + values.toString().replace(id, "id")));
        seen.put("headers", fields.stream().sorted().toList());
        return seen;
    }

    private static List<Headers> looks() {
        return List.of(
                Headers.NONE,
                Headers.NONE.with("Accept", "text/html"),
                Headers.NONE.with("Sec-Fetch-Site", "cross-site"),
                Headers.NONE.with("Content-Type", "application/json").with("Origin", "https://elsewhere.test"));
    }

    /** A way into the area; every variable is filled in. */
    private record Path(String method, String path, boolean json, boolean changes) {}

    private List<Path> paths() {
        List<Contribution> all =
                portal.features.stream().map(Feature::contribution).toList();
        Stream<OperatorRoute> routes = Stream.concat(
                collect(all, Contribution::operatorPanels).flatMap((OperatorPanel panel) -> panel.routes().stream()),
                collect(all, Contribution::systemParts).flatMap((SystemPart part) -> part.routes().stream()));
        Stream<Path> ofCore = Stream.concat(
                OF_CORE.stream().map(path -> new Path("GET", OperatorPaths.PAGES + path, false, false)),
                Stream.of("/audit", "/system").map(path -> new Path("GET", OperatorPaths.JSON + path, true, false)));
        return Stream.concat(routes.map(this::path), ofCore).toList();
    }

    private Path path(OperatorRoute route) {
        boolean json = route.surface() == Surface.JSON;
        String path = (json ? OperatorPaths.JSON : OperatorPaths.PAGES)
                + route.path().replace("{app}", app).replaceAll("\\{[^}]+}", "unknown");
        return new Path(route.method(), path, json, route.changes());
    }

    private static <T> Stream<T> collect(List<Contribution> all, Function<Contribution, List<T>> part) {
        return all.stream().flatMap(one -> part.apply(one).stream());
    }
}
