package dev.drawbridge.testkit.app;

import static dev.drawbridge.testkit.app.AppPortal.body;
import static dev.drawbridge.testkit.app.AppPortal.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.store.JournalQuery;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What changes of an app and its secrets mean for its tokens: a machine app, installed by a company, calls the host. */
class AppTokensTest {

    private static final CompanyId COMPANY = new CompanyId("co_pro");

    private final AppPortal portal = new AppPortal();
    private final AppPortal.Session developer = portal.developer();
    private final Response app = developer.create(
            Map.of("name", "Nightly", "type", "machine", "scopes", List.of("tickets.read", "tickets.write")));
    private final String id = text(app, "id");
    private final String clientId = text(app, "clientId");
    private final String secret = text(app, "clientSecret");
    private final Handler api = CoreServices.of(portal.test.env())
            .edge()
            .before(portal.test
                    .platform()
                    .guard()
                    .require("tickets.read")
                    .around((request, caller) -> Response.json(200, Map.of("subject", caller.subject()))));

    @BeforeEach
    void install() {
        Grant grant = new Grant(
                new GrantId("grant"),
                Grant.Kind.INSTALL,
                new AppId(id),
                COMPANY,
                new UserId("usr_pro"),
                new UserId("usr_pro2"),
                Scopes.of("tickets.read", "tickets.write"),
                portal.clock.instant(),
                null);
        assertThat(portal.core.grants().insert(grant)).isTrue();
        assertThat(portal.oauth.installations().setFirstCompany(new AppId(id), COMPANY))
                .isTrue();
    }

    @Test
    @Tag("A-065")
    @DisplayName("a token issued before a rotation keeps working after it")
    void rotation() {
        String before = token(secret);

        developer.post("/apps/" + id + "/secrets", Map.of("overlap", "PT0S"));

        assertThat(call(before).status()).isEqualTo(200);
        assertThat(ask(secret, "tickets.read").status()).isEqualTo(401);
    }

    @Test
    @Tag("A-066")
    @DisplayName("a successful token request notes the use of its own secret, a failed one does not")
    void lastUse() {
        portal.clock.advance(Duration.ofMinutes(5));
        assertThat(ask(secret, "tickets.fly").status()).isEqualTo(400);
        assertThat(ask("dp_cs_wrong", "tickets.read").status()).isEqualTo(401);
        assertThat(secrets().get(0)).containsEntry("lastUsedAt", null);

        String next = text(developer.post("/apps/" + id + "/secrets"), "clientSecret");
        token(secret);
        assertThat(secrets().get(1)).containsEntry("lastUsedAt", "2026-03-02T09:05:00Z");
        assertThat(secrets().get(0)).containsEntry("lastUsedAt", null);

        portal.clock.advance(Duration.ofSeconds(30));
        token(next);
        token(secret);
        assertThat(secrets().get(0)).containsEntry("lastUsedAt", "2026-03-02T09:05:30Z");
        assertThat(secrets().get(1)).containsEntry("lastUsedAt", "2026-03-02T09:05:00Z");
    }

    @Test
    @Tag("A-055")
    @DisplayName("the tokens of a revoked app fail immediately, and it gets no more")
    void revocation() {
        String before = token(secret);
        assertThat(call(before).status()).isEqualTo(200);

        assertThat(developer.post("/apps/" + id + "/revoke").status()).isEqualTo(200);

        assertThat(call(before).status()).isEqualTo(401);
        Response refused = ask(secret, "tickets.read");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(text(refused, "error")).isEqualTo("invalid_client");
    }

    @Test
    @Tag("A-057")
    @DisplayName("the token endpoint gives invalid_client from the second of expiry on, and tokens fail")
    void expiry() {
        Response edited = developer.patch(
                id,
                "*",
                Map.of("expiresAt", portal.clock.instant().plusSeconds(60).toString()));
        assertThat(edited.status()).isEqualTo(200);
        portal.clock.advance(Duration.ofSeconds(59));
        String before = token(secret);
        assertThat(call(before).status()).isEqualTo(200);

        portal.clock.advance(Duration.ofSeconds(1));

        assertThat(text(ask(secret, "tickets.read"), "error")).isEqualTo("invalid_client");
        assertThat(call(before).status()).isEqualTo(401);
    }

    @Test
    @Tag("RFT-13")
    @DisplayName("a scope that an edit takes away is not granted any more")
    void narrowing() {
        assertThat(ask(secret, "tickets.write").status()).isEqualTo(200);

        developer.patch(id, "*", Map.of("scopes", List.of("tickets.read")));

        assertThat(text(ask(secret, "tickets.write"), "error")).isEqualTo("invalid_scope");
        assertThat(ask(secret, "tickets.read").status()).isEqualTo(200);
    }

    @Test
    @Tag("A-058")
    @Tag("CLI-23")
    @DisplayName("an edited IP allow list holds immediately, for tokens and for calls")
    void addresses() {
        String before = token(secret);
        developer.patch(id, "*", Map.of("ipAllowList", List.of("203.0.113.0/24")));

        assertThat(text(ask(secret, "tickets.read"), "error")).isEqualTo("invalid_client");
        assertThat(call(before).status()).isEqualTo(403);

        developer.patch(id, "*", Map.of("ipAllowList", List.of("203.0.113.0/24", "127.0.0.0/8")));
        assertThat(call(before).status()).isEqualTo(200);
        token(secret);
    }

    private String token(String clientSecret) {
        Response response = ask(clientSecret, "tickets.read");
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return text(response, "access_token");
    }

    private Response ask(String clientSecret, String scope) {
        String form = "grant_type=client_credentials&client_id=" + clientId + "&client_secret=" + clientSecret
                + "&scope=" + scope;
        Headers headers = Headers.NONE.with("Content-Type", "application/x-www-form-urlencoded");
        return portal.test.handle(Request.of("POST", "/oauth/token", headers, InetAddress.getLoopbackAddress())
                .withBody(form.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @Tag("A-060")
    @DisplayName(
            "what a machine app changes is in the audit under the app and the user it runs as; what it reads is not")
    void audit() {
        String token = token(secret);
        call(token);
        assertThat(call("POST", token).status()).isEqualTo(200);
        assertThat(call("POST", "wrong").status()).isEqualTo(401);

        assertThat(portal.core
                        .journal()
                        .list(JournalQuery.ofApp(new AppId(id), 10).and(JournalQuery.Filter.ACTION, "api")))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actorType()).isEqualTo("app");
                    assertThat(entry.actorId()).isEqualTo(clientId);
                    assertThat(entry.targetType()).isEqualTo("hostUser");
                    assertThat(entry.targetId()).isEqualTo("usr_pro2");
                    assertThat(entry.ip()).isEqualTo("127.0.0.1");
                    assertThat(entry.metadata())
                            .containsEntry("company", "co_pro")
                            .containsEntry("method", "POST");
                });
    }

    private Response call(String token) {
        return call("GET", token);
    }

    private Response call(String method, String token) {
        Headers headers = Headers.NONE.with("Authorization", "Bearer " + token);
        return api.handle(Request.of(method, "/api/v1/tickets", headers, InetAddress.getLoopbackAddress()));
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> secrets() {
        return (List<Map<String, Object>>)
                body(developer.get("/apps/" + id + "/secrets")).toMap().get("items");
    }
}
