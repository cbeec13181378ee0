package dev.drawbridge.examples.benchmarks;

import dev.drawbridge.core.Admission;
import dev.drawbridge.core.ApiGuard;
import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.MemoryOAuthStores;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.ratelimit.Limit;
import dev.drawbridge.ratelimit.MemoryLimitStores;
import dev.drawbridge.ratelimit.Policies;
import dev.drawbridge.ratelimit.RateLimits;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.oauth.OAuthStoreRows;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the whole guard costs when it is warm: bearer token, address, member, plan, limit, scope and usage, with the counters
 * in memory in place of a database.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class GuardedCall {

    private static final Tier TIER = new Tier("BENCHMARK", 9, true);

    /** A quota that no run uses up. */
    private static final Policies POLICIES = Policies.builder()
            .tier(TIER.code(), Limit.perHour(1_000_000_000_000L))
            .build();

    private static final String COMPANY = "co_high";
    private static final String SCOPE = "tickets.read";
    private static final Response EMPTY = Response.empty(204);

    private final ApiGuard guard;
    private final Handler handler;
    private final Request request;

    /** Issues a token; JMH calls it before it measures. */
    public GuardedCall() {
        SettableClock clock = new SettableClock();
        MemoryCoreStores core = new MemoryCoreStores(clock);
        OAuthStores stores = MemoryOAuthStores.on(core.transactions());
        TestPlatform platform = TestPlatform.builder()
                .clock(clock)
                .stores(core)
                .add(env -> AuthorizationServer.on(env, stores))
                .add(env -> RateLimits.on(env, MemoryLimitStores.on(core.transactions(), core.grants()), POLICIES))
                .build();
        platform.host().plan(COMPANY, TIER);
        OAuthScene scene = OAuthStoreRows.scene(platform, stores);
        OAuthScene.Client client = scene.register(AppType.MACHINE, SCOPE);
        Grant grant = scene.install(client, COMPANY, "usr_high", SCOPE);
        Map<String, String> form = Map.of(
                "grant_type", "client_credentials", "company", grant.company().value());
        String token = OAuthScene.text(scene.token(client, form), "access_token");
        guard = platform.platform().guard();
        handler = guard.require(SCOPE).around((call, caller) -> EMPTY);
        request = Request.of(
                "GET",
                "/api/v1/tickets",
                Headers.NONE.plus("Authorization", "Bearer " + token).plus("User-Agent", "benchmark"),
                InetAddress.getLoopbackAddress());
    }

    /**
     * A call through {@code around}, with the header fields of the limiter on the response.
     *
     * @return the response
     */
    @Benchmark
    public Response around() {
        Response response = handler.handle(request);
        if (response.status() != 204) {
            throw new IllegalStateException("The call is good but was refused: " + response.status());
        }
        return response;
    }

    /**
     * The decision alone, for controllers that are no handler.
     *
     * @return who called
     */
    @Benchmark
    public CompanyId admit() {
        Admission admission = guard.admit(request, SCOPE);
        admission.finish(204);
        return admission.caller().company();
    }
}
