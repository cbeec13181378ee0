package dev.drawbridge.ratelimit;

import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.Feature;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.Caller;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.CallerResolver.Refused;
import dev.drawbridge.core.spi.CallerResolver.Resolution;
import dev.drawbridge.core.spi.CallerResolver.Resolved;
import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.PanelCall;
import dev.drawbridge.core.spi.PanelRoute;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.PortalRoute;
import dev.drawbridge.core.spi.PortalShell;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppAccess;
import dev.drawbridge.core.spi.app.AppProfile;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.LimitStores;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A platform whose callers prove themselves by name, and whose portal shows every app to everybody. */
final class GuardedApi {

    /** On this tier a company has one request an hour. */
    static final Tier ONE = new Tier("ONE", 1, true);

    /** On this tier a company has two requests an hour. */
    static final Tier TWO = new Tier("TWO", 1, true);

    /** On this tier one call of a company runs at a time. */
    static final Tier NARROW = new Tier("NARROW", 1, true);

    private static final Policies POLICIES = Policies.builder()
            .tier(ONE.code(), Limit.perHour(1))
            .tier(TWO.code(), Limit.perHour(2))
            .tier(NARROW.code(), Limit.concurrent(1), Limit.perHour(100))
            .tier(Tier.STARTER.code(), Limit.perHour(100))
            .tier(Tier.PRO.code(), Limit.perHour(500))
            .build();

    static final AppId APP = new AppId("app_1");

    final Map<String, Resolved> callers = new ConcurrentHashMap<>();
    final Map<String, App> apps = new ConcurrentHashMap<>();
    final TestPlatform test;
    final RateLimits limits;
    volatile boolean resolverDown;

    GuardedApi() {
        this(UnaryOperator.identity());
    }

    GuardedApi(UnaryOperator<TestPlatform.Builder> settings) {
        this(settings, new MemoryCounterStore());
    }

    GuardedApi(UnaryOperator<TestPlatform.Builder> settings, CounterStore counters) {
        this(settings, env -> RateLimits.on(env, memory(env).countingIn(counters), POLICIES));
    }

    GuardedApi(UnaryOperator<TestPlatform.Builder> settings, Function<Environment, RateLimits> feature) {
        AtomicReference<RateLimits> made = new AtomicReference<>();
        this.test = settings.apply(TestPlatform.builder())
                .add(env -> {
                    made.set(feature.apply(env));
                    return made.get();
                })
                .add(env -> new Fakes())
                .build();
        this.limits = made.get();
        app(APP, List.of());
        user("starter", "co_starter", "usr_starter");
        user("pro", "co_pro", "usr_pro");
    }

    /** Stores beside the memory stores of core. */
    static LimitStores memory(Environment env) {
        return MemoryLimitStores.on(
                (MemoryTransactions) env.transactions(), env.stores().grants());
    }

    App app(AppId id, List<String> ipAllowList) {
        App app = App.builder(id, new ClientId("dp_cid_" + id.value()), AppType.WEB, DefinedBy.USER)
                .owner(new DeveloperId("dev_1"))
                .profile(AppProfile.of("Sync", "", "dev@example.com"))
                .access(AppAccess.of(List.of(), Scopes.of("tickets.read"))
                        .with()
                        .ipAllowList(ipAllowList)
                        .build())
                .createdAt(SettableClock.START)
                .build();
        apps.put(id.value(), app);
        return app;
    }

    void user(String token, String company, String user) {
        user(token, company, user, Scopes.of("tickets.read"), app(APP, List.of()));
    }

    void user(String token, String company, String user, Scopes scopes, App app) {
        callers.put(
                token,
                new Resolved(
                        new Caller.User(
                                app.id(),
                                app.clientId(),
                                new CompanyId(company),
                                new GrantId("grant_1"),
                                scopes,
                                new UserId(user)),
                        app));
    }

    void machine(String token, String company, String runAs) {
        App app = app(new AppId("app_machine"), List.of());
        callers.put(
                token,
                new Resolved(
                        new Caller.Machine(
                                app.id(),
                                app.clientId(),
                                new CompanyId(company),
                                new GrantId("grant_2"),
                                Scopes.of("tickets.read"),
                                new UserId(runAs)),
                        app));
    }

    Response call(String token) {
        return call(token, "127.0.0.1");
    }

    Response call(String token, String peer) {
        return test.platform()
                .guard()
                .require("tickets.read")
                .around((request, caller) -> Response.json(200, Map.of("subject", caller.subject())))
                .handle(request(token, peer));
    }

    static Request request(String token) {
        return request(token, "127.0.0.1");
    }

    static Request request(String token, String peer) {
        try {
            Headers headers = Headers.NONE.plus("Authorization", "Bearer " + token);
            return Request.of("GET", "/api/v1/tickets", headers, InetAddress.getByName(peer));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    Response portal(String target) {
        return test.handle(Request.of("GET", target, Headers.NONE, InetAddress.getLoopbackAddress()));
    }

    static String code(Response response) {
        return response.status() < 400
                ? "ok"
                : Json.readObject(response.body()).text("code").orElseThrow();
    }

    private Resolution resolve(Request request) {
        if (resolverDown) {
            throw new IllegalStateException("The test's resolver was told to be down");
        }
        String token = request.header("Authorization").orElse("").replaceFirst("Bearer ", "");
        Resolved caller = callers.get(token);
        return caller == null
                ? new Refused(Problem.of(401, "invalid_token", "Unknown.")
                        .withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\""))
                : caller;
    }

    private final class Fakes implements Feature, PortalShell {

        @Override
        public String name() {
            return "fakes";
        }

        @Override
        public Contribution contribution() {
            return Contribution.builder()
                    .addCallerResolver((request, scope) -> resolve(request))
                    .addPortalShell(this)
                    .build();
        }

        @Override
        public List<Route> mount(List<PortalRoute> pages, List<AppPanel> panels) {
            return panels.stream()
                    .flatMap(panel -> panel.routes().stream())
                    .map(this::mounted)
                    .toList();
        }

        private Route mounted(PanelRoute route) {
            String prefix = route.surface() == PortalRoute.Surface.JSON
                    ? "/developers/api/v1/apps/{app}"
                    : "/developers/apps/{app}";
            return Route.of(
                    route.surface() == PortalRoute.Surface.JSON ? Route.Kind.PORTAL_JSON : Route.Kind.PAGE,
                    route.method(),
                    prefix + route.path(),
                    request -> {
                        Developer developer = new Developer(new DeveloperId("dev_1"), "dev@example.com", "Dev", true);
                        PortalResponse response = route.handler()
                                .apply(new PanelCall(
                                        new PortalCall(request, developer, "token"),
                                        apps.get(request.pathParameter("app"))));
                        if (response instanceof PortalResponse.Page page) {
                            return Response.html(page.status(), page.content().markup());
                        }
                        return ((PortalResponse.Raw) response).response();
                    });
        }
    }
}
