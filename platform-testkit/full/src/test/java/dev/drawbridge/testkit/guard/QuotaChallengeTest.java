package dev.drawbridge.testkit.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.MemoryOAuthStores;
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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the API tells a caller whose quota is used up, with tokens of the authorization server. */
class QuotaChallengeTest {

    private static final Tier TINY = new Tier("TINY", 1, true);
    private static final Policies POLICIES =
            Policies.builder().tier(TINY.code(), Limit.perHour(1)).build();

    private final SettableClock clock = new SettableClock();
    private final MemoryCoreStores core = new MemoryCoreStores(clock);
    private final MemoryOAuthStores stores = MemoryOAuthStores.on(core.transactions());
    private final TestPlatform test = TestPlatform.builder()
            .clock(clock)
            .stores(core)
            .add(env -> AuthorizationServer.on(env, stores))
            .add(env -> RateLimits.on(env, MemoryLimitStores.on(core.transactions(), core.grants()), POLICIES))
            .build();

    @Test
    @Tag("RSV-07")
    @DisplayName("a used-up quota is 429 with Retry-After and no challenge, a bad token is 401 without a quota")
    void quota() {
        test.host().plan("co_pro", TINY);
        test.platform().planChanged(new CompanyId("co_pro"));
        String access = token();
        assertThat(call(access).status()).isEqualTo(200);

        Response limited = call(access);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.header("Retry-After")).isPresent();
        assertThat(limited.header("RateLimit")).isPresent();
        assertThat(limited.header("WWW-Authenticate")).isEmpty();

        Response refused = call(access + "x");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("Retry-After")).isEmpty();
        assertThat(refused.header("RateLimit")).isEmpty();
    }

    private Response call(String accessToken) {
        Headers headers = Headers.NONE.plus("Authorization", "Bearer " + accessToken);
        return test.platform()
                .guard()
                .require("tickets.read")
                .around((request, caller) -> Response.json(200, Map.of()))
                .handle(Request.of("GET", "/api/v1/tickets", headers, InetAddress.getLoopbackAddress()));
    }

    private String token() {
        OAuthScene oauth = OAuthStoreRows.scene(test, stores);
        OAuthScene.Client machine = oauth.register(AppType.MACHINE, "tickets.read");
        oauth.install(machine, "co_pro", "usr_pro", "tickets.read");
        return OAuthScene.text(oauth.token(machine, Map.of("grant_type", "client_credentials")), "access_token");
    }
}
