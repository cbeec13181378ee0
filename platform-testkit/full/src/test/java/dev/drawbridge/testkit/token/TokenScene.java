package dev.drawbridge.testkit.token;

import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.store.MemoryCoreStores;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.AuthorizationServerBuilder;
import dev.drawbridge.oauth.store.MemoryOAuthStores;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.ratelimit.RateLimits;
import dev.drawbridge.ratelimit.store.MemoryCounterStore;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.oauth.OAuthStoreRows;
import java.net.InetAddress;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One node in memory with the authorization server and a guarded route. */
final class TokenScene {

    final SettableClock clock = new SettableClock();
    final MemoryCoreStores core = new MemoryCoreStores(clock);
    final OAuthStores stores = MemoryOAuthStores.on(core.transactions());
    final TestPlatform test;
    final OAuthScene oauth;
    private final Handler api;

    TokenScene() {
        this(builder -> builder);
    }

    TokenScene(UnaryOperator<AuthorizationServerBuilder> settings) {
        this(settings, server -> {});
    }

    TokenScene(UnaryOperator<AuthorizationServerBuilder> settings, Consumer<AuthorizationServer> built) {
        this.test = TestPlatform.builder()
                .clock(clock)
                .stores(core)
                .add(env -> {
                    AuthorizationServer server = settings.apply(AuthorizationServer.builder(env, stores))
                            .build();
                    built.accept(server);
                    return server;
                })
                .add(env -> RateLimits.on(env, new MemoryCounterStore()))
                .build();
        this.oauth = OAuthStoreRows.scene(test, stores);
        this.api = test.env()
                .edge()
                .before(test.platform()
                        .guard()
                        .require("tickets.read")
                        .around((request, caller) -> Response.json(
                                200,
                                Map.of(
                                        "subject",
                                        caller.subject(),
                                        "actsAs",
                                        caller.actsAs().value()))));
    }

    /** Calls the host's API. */
    Response call(String accessToken) {
        return call(Headers.NONE.plus("Authorization", "Bearer " + accessToken));
    }

    Response call(Headers headers) {
        return api.handle(Request.of("GET", "/api/v1/tickets", headers, InetAddress.getLoopbackAddress()));
    }

    /** Calls the host's API with a request of the test's own. */
    Response api(Request request) {
        return api.handle(request);
    }

    Response get(String path) {
        return get(path, Headers.NONE);
    }

    Response get(String path, Headers headers) {
        return test.handle(Request.of("GET", path, headers, InetAddress.getLoopbackAddress()));
    }
}
