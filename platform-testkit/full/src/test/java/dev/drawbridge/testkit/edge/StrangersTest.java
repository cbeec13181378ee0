package dev.drawbridge.testkit.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.DeveloperAccounts;
import dev.drawbridge.core.MemoryAccountStores;
import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.DynamicRegistration;
import dev.drawbridge.oauth.MemoryOAuthStores;
import dev.drawbridge.testkit.CapturingMetrics;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one network may ask for without proving anything, behind a proxy that the host trusts. */
class StrangersTest {

    private static final int BURST = 300;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final CapturingMetrics metrics = new CapturingMetrics();
    private final SettableClock clock = new SettableClock();
    private final MemoryCoreStores core = new MemoryCoreStores(clock);
    private final TestPlatform test = TestPlatform.builder()
            .clock(clock)
            .stores(core)
            .set(env -> env.trustedProxies(List.of("127.0.0.0/8"))
                    .strangers(BURST, 10)
                    .metrics(metrics))
            .add(env -> DeveloperAccounts.builder(env, MemoryAccountStores.on(core.transactions()))
                    .insecurePasswordCostForTests(4)
                    .build())
            .add(env -> AuthorizationServer.builder(env, MemoryOAuthStores.on(core.transactions()))
                    .dynamicRegistration(DynamicRegistration.open())
                    .build())
            .build();

    @ParameterizedTest
    @DisplayName("a flood from one network is let through up to the burst, and another network is not concerned")
    @CsvSource({
        "GET, /oauth/authorize?client_id=dp_cid_nobody",
        "POST, /oauth/par",
        "POST, /oauth/token",
        "POST, /oauth/revoke",
        "POST, /oauth/introspect",
        "POST, /oauth/register",
        "GET, /oauth/install?client_id=dp_cid_nobody",
        "GET, /oauth/connections",
        "POST, /developers/signup",
        "POST, /developers/login",
        "POST, /developers/forgot",
        "POST, /developers/verify/resend",
        "GET, /developers/verify?token=nothing",
        "GET, /developers/reset?token=nothing",
        "POST, /developers/api/v1/sessions",
        "POST, /developers/api/v1/password/forgot",
        "POST, /developers/api/v1/password/reset",
        "GET, /developers/api/v1/apps",
    })
    void flood(String method, String target) {
        int let = 0;
        for (int i = 0; i < BURST + 100; i++) {
            let += refused(ask(method, target, "203.0.113.7", i)) ? 0 : 1;
        }
        assertThat(let).isEqualTo(BURST);
        Response refusal = ask(method, target, "203.0.113.7", 0);
        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal.header("Retry-After")).contains("1");
        assertThat(refused(ask(method, target, "203.0.113.8", 0))).isFalse();
    }

    @Test
    @DisplayName("one customer's IPv6 network is one network, and an address that the proxy did not write is nobody's")
    void networks() {
        int let = 0;
        for (int i = 0; i < BURST + 100; i++) {
            String forged = "198.51.100." + i % 250 + ", 2001:db8:1:2::" + Integer.toHexString(i);
            let += refused(ask("POST", "/oauth/token", forged, i)) ? 0 : 1;
        }
        assertThat(let).isEqualTo(BURST);
    }

    @Test
    @DisplayName("what is the same for everybody is never refused")
    void everybody() {
        for (int i = 0; i < BURST + 100; i++) {
            ask("POST", "/oauth/token", "203.0.113.7", i);
        }
        for (String path : List.of("/oauth/jwks", "/.well-known/oauth-authorization-server", "/developers/login")) {
            assertThat(ask("GET", path, "203.0.113.7", 0).status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("the share comes back with elapsed time, which no shift of the product's time moves")
    void refill() {
        for (int i = 0; i < BURST; i++) {
            ask("POST", "/oauth/token", "203.0.113.7", i);
        }
        clock.advance(java.time.Duration.ofHours(1));
        assertThat(refused(ask("POST", "/oauth/token", "203.0.113.7", 0))).isTrue();
    }

    @Test
    @DisplayName("what is let through and what is refused is counted, and no network is named")
    void counted() {
        for (int i = 0; i < BURST + 7; i++) {
            ask("POST", "/oauth/token", "203.0.113.7", i);
        }
        assertThat(metrics.counted())
                .containsEntry("dp.edge.network{outcome=admitted}", (long) BURST)
                .containsEntry("dp.edge.network{outcome=refused}", 7L);
    }

    private Response ask(String method, String target, String forwarded, int number) {
        Headers headers = Headers.NONE.with("X-Forwarded-For", forwarded);
        boolean json = target.contains("/api/") || target.equals("/oauth/register");
        if (!method.equals("GET")) {
            headers = headers.with("Content-Type", json ? "application/json" : FORM);
        }
        String body = json
                ? "{\"email\":\"nobody" + number + "@example.test\"}"
                : "client_id=nobody" + number + "&client_secret=x&grant_type=client_credentials&token=x&email=nobody"
                        + number + "%40example.test&password=x";
        Request request = Request.of(method, target, headers, InetAddress.getLoopbackAddress());
        return test.handle(method.equals("GET") ? request : request.withBody(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean refused(Response response) {
        return response.status() == 429 && response.text().contains("from this network");
    }
}
