package dev.drawbridge.examples.benchmarks;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.Environment;
import dev.drawbridge.core.EnvironmentBuilder;
import dev.drawbridge.core.Feature;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.jdk.JdkHttpServerAdapter;
import dev.drawbridge.core.model.Caller;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.ApiCall;
import dev.drawbridge.core.spi.CallPolicy;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.jdbi.JdbiStores;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.oauth.OAuthStoreRows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A node that serves one guarded resource, with one of the limiters, and a token for it. */
public final class LimitNode {

    static final String LIMITER = "LIMITER";
    static final String KEYS = "KEYS";
    static final String REDIS = "REDIS_URL";
    static final String CALL = "/call";
    static final String TOKEN = "/token";

    static final Tier TIER = new Tier("BENCHMARK", 9, true);

    private static final String COMPANY = "co_high";
    private static final String SCOPE = "tickets.read";
    private static final int THREADS = 80;

    /** As many connections as the example host has. */
    private static final int POOL_SIZE = 16;

    private LimitNode() {}

    /**
     * Serves until the program that measures ends.
     *
     * @param arguments none; environment variables name the database, Redis, the limiter and the number of keys
     * @throws IOException if no port is free
     */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        // As a product's own server would: no waiting for a full packet, and kept connections are kept.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.idleInterval", "3600");
        Map<String, String> variables = System.getenv();
        HikariDataSource database = pool(variables);
        JdbiStores stores = JdbiStores.create(database);
        TestPlatform node = TestPlatform.builder()
                .stores(stores.core())
                .set(EnvironmentBuilder::insecureDevelopmentMode)
                .set(environment -> environment.clock(PlatformClock.system()))
                .add(env -> AuthorizationServer.on(env, stores.oauth()))
                .add(env -> limiter(env, stores, database, variables))
                .build();
        node.host().plan(COMPANY, TIER);
        String token = token(node, stores);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), THREADS);
        server.setExecutor(Executors.newFixedThreadPool(THREADS));
        server.createContext(
                CALL,
                new JdkHttpServerAdapter(node.platform()
                        .guard()
                        .require(SCOPE)
                        .around((request, caller) -> Response.json(200, Map.of("ok", true)))));
        server.createContext(
                TOKEN, new JdkHttpServerAdapter(request -> Response.json(200, Map.of("access_token", token))));
        node.platform().start();
        server.start();
        System.out.println(ServerProcess.READY
                + URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    private static Feature limiter(
            Environment env, JdbiStores stores, HikariDataSource database, Map<String, String> variables) {
        CallPolicy policy = LimiterKind.valueOf(Objects.requireNonNull(variables.get(LIMITER), LIMITER))
                .policy(env, stores, database, variables.getOrDefault(REDIS, ""));
        return new Feature() {
            @Override
            public String name() {
                return "limiter";
            }

            @Override
            public Contribution contribution() {
                return Contribution.builder()
                        .addCallPolicy(Spread.over(
                                Integer.parseInt(Objects.requireNonNull(variables.get(KEYS), KEYS)), policy))
                        .build();
            }
        };
    }

    private static String token(TestPlatform node, JdbiStores stores) {
        OAuthScene scene = OAuthStoreRows.scene(node, stores.oauth());
        OAuthScene.Client client = scene.register(AppType.MACHINE, SCOPE);
        Grant grant = scene.install(client, COMPANY, "usr_high", SCOPE);
        Map<String, String> form = Map.of(
                "grant_type", "client_credentials", "company", grant.company().value());
        return OAuthScene.text(scene.token(client, form), "access_token");
    }

    private static HikariDataSource pool(Map<String, String> variables) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(variables.get("DATABASE_URL"));
        config.setUsername(variables.get("DATABASE_USER"));
        config.setPassword(variables.get("DATABASE_PASSWORD"));
        config.setMaximumPoolSize(POOL_SIZE);
        return new HikariDataSource(config);
    }

    /** Lets the limiter see the calls as those of many companies in turn, which cost the guard no more than those of one. */
    private record Spread(CallPolicy policy, CompanyId[] companies, AtomicInteger next) implements CallPolicy {

        static Spread over(int keys, CallPolicy policy) {
            CompanyId[] companies = IntStream.range(0, keys)
                    .mapToObj(i -> new CompanyId("co_" + i))
                    .toArray(CompanyId[]::new);
            return new Spread(policy, companies, new AtomicInteger());
        }

        @Override
        public Verdict check(ApiCall call) {
            Caller caller = call.caller();
            CompanyId company = companies[Math.floorMod(next.getAndIncrement(), companies.length)];
            Caller other = new Caller.Machine(
                    caller.app(), caller.clientId(), company, caller.grant(), caller.scopes(), caller.actsAs());
            return policy.check(new ApiCall(other, call.tier(), call.request(), call.route(), call.cost()));
        }
    }
}
