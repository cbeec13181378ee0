package dev.drawbridge.testkit.app;

import static dev.drawbridge.testkit.app.AppPortal.body;
import static dev.drawbridge.testkit.app.AppPortal.code;
import static dev.drawbridge.testkit.app.AppPortal.text;
import static dev.drawbridge.testkit.app.AppPortal.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppProfile;
import dev.drawbridge.core.spi.app.DefinedBy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose apps are listed, changed and ended by JSON calls, over the whole platform. */
class AppOwnershipTest {

    private final AppPortal portal = new AppPortal();
    private final AppPortal.Session developer = portal.developer();
    private final String id = text(developer.create(web("Acme")), "id");

    @ParameterizedTest
    @Tag("A-049")
    @DisplayName("another developer's app is the same 404 as none")
    @CsvSource({
        "GET, ''",
        "PATCH, ''",
        "POST, /revoke",
        "GET, /secrets",
        "POST, /secrets",
        "POST, /secrets/cancel-rotation",
        "DELETE, /secrets/x"
    })
    void foreign(String method, String below) {
        AppPortal.Session stranger = portal.developer("stranger@acme.test");
        Response foreign = stranger.call(method, "/apps/" + id + below, null, Map.of("If-Match", "*"));
        Response unknown =
                stranger.call(method, "/apps/01ARZ3NDEKTSV4RRFFQ69G5FAV" + below, null, Map.of("If-Match", "*"));

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(withoutRequestId(foreign)).isEqualTo(withoutRequestId(unknown));
    }

    @Test
    @Tag("A-054")
    @DisplayName("an internal app is listed and cannot be changed")
    void internal() {
        App app = portal.core.apps().find(new AppId(id)).orElseThrow();
        App internal = App.builder(new AppId("internal"), new ClientId("internal"), app.type(), DefinedBy.INTERNAL)
                .owner(app.owner())
                .status(app.status())
                .profile(AppProfile.of("Internal", "", "a@b.test"))
                .access(app.access())
                .createdAt(app.createdAt())
                .build();
        portal.core.apps().insert(internal, 5, portal.clock.instant());

        assertThat(developer.get("/apps?definedBy=internal").text())
                .contains("Internal")
                .doesNotContain("Acme");
        assertThat(code(developer.patch("internal", "*", Map.of("name", "Mine"))))
                .isEqualTo("internal_app_read_only");
        assertThat(code(developer.post("/apps/internal/revoke"))).isEqualTo("internal_app_read_only");
        assertThat(code(developer.post("/apps/internal/secrets"))).isEqualTo("internal_app_read_only");
    }

    @Test
    @Tag("A-055")
    @DisplayName("a revoked app stays listed, is final, and its secret no longer authenticates")
    void revoked() {
        Response other = developer.create(web("Other"));
        assertThat(portal.authenticates(text(other, "clientId"), text(other, "clientSecret")))
                .isTrue();

        Response revoked = developer.post("/apps/" + text(other, "id") + "/revoke");

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(text(revoked, "status")).isEqualTo("REVOKED");
        assertThat(portal.authenticates(text(other, "clientId"), text(other, "clientSecret")))
                .isFalse();
        assertThat(code(developer.post("/apps/" + text(other, "id") + "/revoke")))
                .isEqualTo("app_revoked");
        assertThat(code(developer.patch(text(other, "id"), "*", Map.of("name", "Back"))))
                .isEqualTo("app_revoked");
        assertThat(developer.get("/apps").text()).contains("\"Other\"", "\"Acme\"");
        assertThat(developer.get("/apps?status=revoked").text())
                .contains("\"Other\"")
                .doesNotContain("\"Acme\"");
        assertThat(developer.get("/apps?status=ACTIVE").text())
                .contains("\"Acme\"")
                .doesNotContain("\"Other\"");
        assertThat(developer.get("/apps?status=purple").status()).isEqualTo(422);
        assertThat(portal.core.journal().about("app", text(other, "id"), 10))
                .extracting(JournalEntry::action)
                .containsExactly("app.revoked", "app.created");
    }

    @Test
    @Tag("A-057")
    @DisplayName("an expired app is shown so and its secret no longer authenticates, from the second on")
    void expired() {
        Map<String, Object> shortLived = web("Short");
        shortLived.put("expiresAt", portal.clock.instant().plusSeconds(60).toString());
        Response app = developer.create(shortLived);
        portal.clock.advance(Duration.ofSeconds(59));
        assertThat(portal.authenticates(text(app, "clientId"), text(app, "clientSecret")))
                .isTrue();

        portal.clock.advance(Duration.ofSeconds(1));

        assertThat(portal.authenticates(text(app, "clientId"), text(app, "clientSecret")))
                .isFalse();
        assertThat(text(developer.get("/apps/" + text(app, "id")), "status")).isEqualTo("EXPIRED");
        assertThat(developer.get("/apps?status=expired").text())
                .contains("Short")
                .doesNotContain("Acme");
    }

    @Test
    @DisplayName(
            "Twenty apps an hour may be created, those revoked meanwhile included; then it is 429 for JSON and page")
    void creationIsLimited() {
        for (int i = 1; i < 20; i++) {
            developer.post("/apps/" + text(developer.create(web("Old " + i)), "id") + "/revoke");
        }
        Response refused = developer.post("/apps", web("One more"));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(code(refused)).isEqualTo("too_many_apps");
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(1, 3_601);
        assertThat(developer.get("/apps").text()).doesNotContain("One more");
        portal.clock.advance(Duration.ofMinutes(61));
        assertThat(portal.login(AppPortal.EMAIL).create(web("One more")).status())
                .isEqualTo(201);
    }

    @Test
    void aLongListHasPages() {
        for (int i = 0; i < 30; i++) {
            portal.clock.advance(Duration.ofMinutes(4));
            var session = portal.login(AppPortal.EMAIL);
            session.post("/apps/" + text(session.create(web("Old " + i)), "id") + "/revoke");
        }
        var session = portal.login(AppPortal.EMAIL);
        JsonObject first = body(session.get("/apps?status=revoked"));
        String next = first.text("next").orElseThrow();
        JsonObject second = body(session.get("/apps?status=revoked&cursor=" + next));

        assertThat((List<?>) first.toMap().get("items")).hasSize(25);
        assertThat((List<?>) second.toMap().get("items")).hasSize(5);
        assertThat(second.has("next")).isTrue();
        assertThat(second.text("next")).isEmpty();
    }

    private String withoutRequestId(Response response) {
        return response.text().replaceAll("\"requestId\":\"[^\"]*\"", "");
    }
}
