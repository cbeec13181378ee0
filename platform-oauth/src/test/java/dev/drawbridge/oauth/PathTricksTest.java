package dev.drawbridge.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.Platform;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Spellings of paths that a proxy in front of us, or a filter, may read in another way than the router. */
class PathTricksTest {

    private final OAuthWorld platform = new OAuthWorld();

    @Test
    @Tag("CVE-2026-0976")
    @DisplayName("no route responds under another spelling of its path: matrix parameters, dots, escapes, case")
    void everyRouteHasOneSpelling() {
        List<Route> routes = platform.server.contribution().routes();
        assertThat(routes).hasSizeGreaterThan(15);
        for (Route route : routes) {
            String path = route.template().replaceAll("\\{[^}]*}", "x");
            for (String other : spellings(path)) {
                Request request = Request.of(route.method(), other, Headers.NONE, InetAddress.getLoopbackAddress());
                assertThat(platform.test.handle(request).status())
                        .as("%s %s", route.method(), other)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    @Tag("CVE-2026-0976")
    @DisplayName("a guarded route of the host has one spelling, too")
    void guardedRoutes() {
        Platform guarded = platform.test.platform();
        Route route = Route.hostApi(
                "GET",
                "/api/v1/tickets",
                guarded.guard().require("tickets.read").around((request, caller) -> Response.empty(204)));
        for (String other : spellings("/api/v1/tickets")) {
            Request request = Request.of("GET", other, Headers.NONE, InetAddress.getLoopbackAddress());
            assertThat(guarded.handler(List.of(route)).handle(request).status())
                    .as(other)
                    .isEqualTo(404);
        }
    }

    private static Set<String> spellings(String path) {
        Set<String> others = new LinkedHashSet<>();
        List<String> segments = List.of(path.substring(1).split("/"));
        for (int i = 0; i < segments.size(); i++) {
            for (String segment : List.of(
                    segments.get(i) + ";a=b",
                    ";a=b" + segments.get(i),
                    segments.get(i) + ";",
                    "%" + Integer.toHexString(segments.get(i).charAt(0))
                            + segments.get(i).substring(1),
                    segments.get(i) + "%2f",
                    segments.get(i) + "%00",
                    segments.get(i) + "/",
                    segments.get(i) + "/.",
                    "./" + segments.get(i),
                    "y/../" + segments.get(i),
                    "y/..;/" + segments.get(i),
                    "%2e/" + segments.get(i),
                    segments.get(i) + "\\")) {
                StringBuilder other = new StringBuilder();
                for (int j = 0; j < segments.size(); j++) {
                    other.append('/').append(i == j ? segment : segments.get(j));
                }
                others.add(other.toString());
            }
        }
        others.add("/" + path);
        others.add(path.toUpperCase(Locale.ROOT));
        return others;
    }
}
