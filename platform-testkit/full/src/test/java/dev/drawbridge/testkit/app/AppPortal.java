package dev.drawbridge.testkit.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.DeveloperAccounts;
import dev.drawbridge.core.Feature;
import dev.drawbridge.core.MemoryAccountStores;
import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.oauth.AuthorizationServer;
import dev.drawbridge.oauth.MemoryOAuthStores;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.ratelimit.Limit;
import dev.drawbridge.ratelimit.MemoryLimitStores;
import dev.drawbridge.ratelimit.Policies;
import dev.drawbridge.ratelimit.RateLimits;
import dev.drawbridge.ratelimit.spi.LimitStores;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.webhooks.MemoryWebhookStores;
import dev.drawbridge.webhooks.Webhooks;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A platform with a portal and an authorization server, and the JSON calls of a developer who is logged in there. */
final class AppPortal {

    static final String EMAIL = "dev@acme.test";
    static final String PASSWORD = "correct horse battery staple";

    private static final String API = "/developers/api/v1";
    private static final Pattern TOKEN = Pattern.compile("verify\\?token=(\\S+)");
    private static final int FAST_COST = 4;

    /** Tiers of the fake host, and one with limits of several kinds. */
    private static final Policies POLICIES = Policies.builder()
            .tier("STARTER", Limit.perHour(100))
            .tier("PRO", Limit.perHour(500))
            .tier(
                    "TEAM",
                    Limit.perHour(300),
                    Limit.perDay(40).perApp().named("appday"),
                    Limit.perMonth(9).shadow())
            .build();

    final SettableClock clock = new SettableClock();
    final MemoryCoreStores core = new MemoryCoreStores(clock);
    final OAuthStores oauth = MemoryOAuthStores.on(core.transactions());
    final LimitStores limits = MemoryLimitStores.on(core.transactions(), core.grants());
    final List<Feature> features = new ArrayList<>();
    final TestPlatform test = TestPlatform.builder()
            .clock(clock)
            .stores(core)
            .set(env -> env.operators(Operator::role))
            .add(env -> kept(DeveloperAccounts.builder(env, MemoryAccountStores.on(core.transactions()))
                    .insecurePasswordCostForTests(FAST_COST)
                    .build()))
            .add(env -> kept(AuthorizationServer.on(env, oauth)))
            .add(env -> kept(RateLimits.on(env, limits, POLICIES)))
            .add(env -> kept(Webhooks.on(env, MemoryWebhookStores.on(core.transactions(), core.apps(), core.grants()))))
            .build();

    private Feature kept(Feature feature) {
        features.add(feature);
        return feature;
    }

    /** Signs a developer up, confirms the address and logs in. */
    Session developer() {
        return developer(EMAIL);
    }

    Session developer(String email) {
        Session session = unverified(email);
        test.deliverMails();
        Matcher link = TOKEN.matcher(test.mails().last(email).orElseThrow().text());
        assertThat(link.find()).isTrue();
        String token = URLDecoder.decode(link.group(1), StandardCharsets.UTF_8);
        assertThat(session.post("/email/verify", Map.of("token", token)).status())
                .isEqualTo(200);
        test.mails().clear();
        return login(email);
    }

    Session unverified(String email) {
        Response signedUp =
                new Session("").post("/signup", Map.of("email", email, "password", PASSWORD, "name", "Dev"));
        assertThat(signedUp.status()).isEqualTo(202);
        return login(email);
    }

    Session unknown() {
        return new Session("");
    }

    Session login(String email) {
        Response session = new Session("").post("/sessions", Map.of("email", email, "password", PASSWORD));
        assertThat(session.status()).isEqualTo(201);
        return new Session(body(session).text("token").orElseThrow());
    }

    /** Tells whether the authorization server accepts a client secret. */
    boolean authenticates(String clientId, String secret) {
        String basic = Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
        Headers headers = Headers.NONE
                .with("Authorization", "Basic " + basic)
                .with("Content-Type", "application/x-www-form-urlencoded");
        Response response = test.handle(Request.of("POST", "/oauth/revoke", headers, InetAddress.getLoopbackAddress())
                .withBody("token=unknown".getBytes(StandardCharsets.UTF_8)));
        assertThat(response.status()).isIn(200, 401);
        return response.status() == 200;
    }

    static Map<String, Object> web(String name) {
        Map<String, Object> app = new LinkedHashMap<>();
        app.put("name", name);
        app.put("type", "web");
        app.put("redirectUris", List.of("https://acme.test/cb"));
        app.put("scopes", List.of("tickets.read"));
        return app;
    }

    static JsonObject body(Response response) {
        return Json.readObject(response.body());
    }

    static String text(Response response, String name) {
        return body(response).text(name).orElseThrow();
    }

    static String code(Response response) {
        assertThat(response.header("Content-Type")).contains("application/problem+json");
        return text(response, "code");
    }

    /** A developer's session, used as programs do: by its token and without cookies. */
    final class Session {

        private final String token;

        private Session(String token) {
            this.token = token;
        }

        Response get(String path) {
            return call("GET", path, null, Map.of());
        }

        Response post(String path, Map<String, ?> body) {
            return call("POST", path, body, Map.of());
        }

        Response post(String path) {
            return call("POST", path, null, Map.of());
        }

        Response patch(String id, String etag, Object body) {
            return call("PATCH", "/apps/" + id, body, Map.of("If-Match", etag));
        }

        Response delete(String path) {
            return call("DELETE", path, null, Map.of());
        }

        /** Creates an app that is known to be fine. */
        Response create(Map<String, ?> app) {
            Response response = post("/apps", app);
            assertThat(response.status()).as(response.text()).isEqualTo(201);
            return response;
        }

        Response call(String method, String path, Object body, Map<String, String> extra) {
            Map<String, String> fields = new LinkedHashMap<>(extra);
            if (body != null) {
                fields.put("Content-Type", "application/json");
            }
            String json = body == null ? "" : body instanceof String text ? text : Json.write(body);
            return send(method, path, fields, json.getBytes(StandardCharsets.UTF_8));
        }

        Response send(String method, String path, Map<String, String> extra, byte[] body) {
            Headers headers = Headers.NONE;
            for (Map.Entry<String, String> header : extra.entrySet()) {
                headers = headers.with(header.getKey(), header.getValue());
            }
            if (!token.isEmpty()) {
                headers = headers.with("Authorization", "Bearer " + token);
            }
            Request request = Request.of(method, API + path, headers, InetAddress.getLoopbackAddress())
                    .withBody(body);
            return test.handle(request);
        }
    }
}
