package dev.drawbridge.testkit.edge;

import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.DeveloperAccounts;
import dev.drawbridge.core.Feature;
import dev.drawbridge.core.MemoryAccountStores;
import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.PortalRoute;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.DynamicRegistration;
import dev.drawbridge.oauth.MemoryOAuthStores;
import dev.drawbridge.ratelimit.MemoryLimitStores;
import dev.drawbridge.ratelimit.RateLimits;
import dev.drawbridge.testkit.Browser;
import dev.drawbridge.testkit.BrowserPage;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.webhooks.MemoryWebhookStores;
import dev.drawbridge.webhooks.Webhooks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A platform with every feature beside a host with routes of its own, a developer who is logged in, and all its routes. */
final class MountedRoutes {

    private static final String EMAIL = "ann@example.com";
    private static final String PASSWORD = "correct horse battery staple";

    /** What a host may have beside the platform, with no check of its own. */
    private static final List<Route> HOST = List.of(
            Route.page("GET", "/settings", request -> Response.of(200, "text/html", "<h1>Settings</h1>")),
            Route.page("POST", "/settings", request -> Response.seeOther("/settings")),
            Route.hostApi("GET", "/api/v1/tickets/{id}", request -> Response.json(200, List.of())),
            Route.hostApi("PATCH", "/api/v1/tickets/{id}", request -> Response.json(200, List.of())));

    final Handler site;
    final Browser developer;
    final List<Route> all;
    private final String app;

    MountedRoutes() {
        SettableClock clock = new SettableClock();
        MemoryCoreStores core = new MemoryCoreStores(clock);
        List<Feature> features = new ArrayList<>();
        TestPlatform test = TestPlatform.builder()
                .clock(clock)
                .stores(core)
                .add(env -> kept(
                        features,
                        DeveloperAccounts.builder(env, MemoryAccountStores.on(core.transactions()))
                                .insecurePasswordCostForTests(4)
                                .build()))
                .add(env -> kept(
                        features,
                        AuthorizationServer.builder(env, MemoryOAuthStores.on(core.transactions()))
                                .dynamicRegistration(DynamicRegistration.open())
                                .build()))
                .add(env ->
                        kept(features, RateLimits.on(env, MemoryLimitStores.on(core.transactions(), core.grants()))))
                .add(env -> kept(
                        features,
                        Webhooks.on(env, MemoryWebhookStores.on(core.transactions(), core.apps(), core.grants()))))
                .build();
        this.site = test.platform().handler(HOST);
        this.developer = Browser.of(site, TestPlatform.ISSUER);
        this.app = app(test);
        this.all = Stream.of(HOST, assets(), routes(features))
                .flatMap(List::stream)
                .toList();
    }

    /** The path of a route, for the app of the developer; all other ids are nobody's. */
    String path(Route route) {
        return route.template().replace("/apps/{app}", "/apps/" + app).replaceAll("\\{[^}]+}", "unknown");
    }

    private static Feature kept(List<Feature> features, Feature feature) {
        features.add(feature);
        return feature;
    }

    private static List<Route> routes(List<Feature> features) {
        List<Contribution> all = features.stream().map(Feature::contribution).toList();
        List<Route> routes = new ArrayList<>(collect(all, Contribution::routes));
        List<PortalRoute> pages = collect(all, Contribution::portalRoutes);
        List<AppPanel> panels = collect(all, Contribution::appPanels);
        collect(all, Contribution::portalShells).forEach(shell -> routes.addAll(shell.mount(pages, panels)));
        return routes;
    }

    private static <T> List<T> collect(List<Contribution> all, Function<Contribution, List<T>> part) {
        return all.stream().flatMap(one -> part.apply(one).stream()).toList();
    }

    /** The files that a page loads. */
    private List<Route> assets() {
        BrowserPage page = developer.get("/developers/dashboard");
        return Stream.of(
                        page.attributes("link[rel=stylesheet], link[rel=icon]", "href"),
                        page.attributes("script", "src"))
                .flatMap(List::stream)
                .map(path -> Route.asset(path, request -> Response.empty(200)))
                .toList();
    }

    /** Signs the developer up, and creates the app whose id is returned. */
    private String app(TestPlatform test) {
        developer
                .get("/developers/signup")
                .form("/developers/signup")
                .fill("email", EMAIL)
                .fill("password", PASSWORD)
                .submit();
        test.deliverMails();
        developer
                .get(test.mails().links(EMAIL).get(0))
                .form("/developers/verify")
                .submit();
        developer
                .get("/developers/login")
                .form("/developers/login")
                .fill("email", EMAIL)
                .fill("password", PASSWORD)
                .submit();
        developer
                .get("/developers/apps/new")
                .form("/developers/apps/new")
                .fill("name", "Acme Sync")
                .fill("type", "web")
                .fill("redirectUris", "https://client.test/cb")
                .check("scopes", "tickets.read")
                .fill("contactEmail", EMAIL)
                .submit();
        String path = developer.get("/developers/dashboard").click("Acme Sync").path();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
