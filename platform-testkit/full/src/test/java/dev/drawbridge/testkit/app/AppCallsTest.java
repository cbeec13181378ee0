package dev.drawbridge.testkit.app;

import static dev.drawbridge.testkit.app.AppPortal.body;
import static dev.drawbridge.testkit.app.AppPortal.code;
import static dev.drawbridge.testkit.app.AppPortal.text;
import static dev.drawbridge.testkit.app.AppPortal.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.contract.Race;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JSON calls about apps, over the whole platform. */
class AppCallsTest {

    private final AppPortal portal = new AppPortal();

    @Nested
    class Creating {

        private final AppPortal.Session developer = portal.developer();

        @Test
        @DisplayName(
                "A version that the caller has already is 304, also in a list, weak, or as *; a change is not hidden")
        void conditional() {
            String id = text(developer.create(web("Acme Sync")), "id");
            for (String known : List.of("\"1\"", "W/\"1\"", "\"7\", \"1\"", "*")) {
                Response unchanged = developer.call("GET", "/apps/" + id, null, Map.of("If-None-Match", known));
                assertThat(unchanged.status()).as(known).isEqualTo(304);
                assertThat(unchanged.header("ETag")).contains("\"1\"");
                assertThat(unchanged.body()).isEmpty();
            }
            developer.patch(id, "\"1\"", Map.of("description", "new"));
            assertThat(developer
                            .call("GET", "/apps/" + id, null, Map.of("If-None-Match", "\"1\""))
                            .status())
                    .isEqualTo(200);
        }

        @Test
        @Tag("A-044")
        @DisplayName("creating returns client id and secret, and nothing returns the secret again")
        void theSecretIsShownOnce() {
            Response created = developer.create(web("Acme Sync"));

            String id = text(created, "id");
            String secret = text(created, "clientSecret");
            assertThat(secret).matches("dp_cs_[0-9A-Za-z]{49}");
            assertThat(text(created, "clientId")).matches("dp_cid_[0-9A-Za-z]{49}");
            assertThat(created.header("ETag")).contains("\"1\"");
            assertThat(created.header("Location")).contains("/developers/api/v1/apps/" + id);
            assertThat(created.header("Cache-Control")).contains("no-store, no-transform");
            assertThat(portal.authenticates(text(created, "clientId"), secret)).isTrue();

            CoreServices.of(portal.test.env()).mails().sendDue();
            String journal = portal.core.journal().about("app", id, 10).toString();
            assertThat(portal.test.mails().to(AppPortal.EMAIL)).hasSize(1);
            for (String seen : List.of(
                    developer.get("/apps").text(),
                    developer.get("/apps/" + id).text(),
                    developer.get("/apps/" + id + "/secrets").text(),
                    portal.test.mails().last(AppPortal.EMAIL).orElseThrow().text(),
                    journal)) {
                assertThat(seen).doesNotContain(secret);
            }
            assertThat(journal).contains("app.created");
        }

        @Test
        void everyFieldComesBack() {
            Map<String, Object> app = web("Acme Sync");
            app.put("description", "Keeps things in step.");
            app.put("contactEmail", "help@acme.test");
            app.put("websiteUrl", "https://acme.test/");
            app.put("logoUrl", "https://acme.test/logo.png");
            app.put("termsUrl", "https://acme.test/terms");
            app.put("privacyUrl", "https://acme.test/privacy");
            app.put("distribution", "public");
            app.put("expiresAt", "2027-01-01T00:00:00Z");
            app.put("ipAllowList", List.of("203.0.113.0/24"));

            JsonObject shown = body(developer.get("/apps/" + text(developer.create(app), "id")));

            app.put("distribution", "PUBLIC");
            app.forEach((name, value) -> assertThat(shown.toMap()).containsEntry(name, value));
            assertThat(shown.toMap())
                    .containsEntry("status", "ACTIVE")
                    .containsEntry("definedBy", "USER")
                    .containsEntry("version", 1);
        }

        @Test
        void aPublicAppHasNoSecretAndAMachineAppNoRedirectUris() {
            Map<String, Object> installed = web("Installed");
            installed.put("type", "PUBLIC");
            assertThat(body(developer.create(installed)).has("clientSecret")).isFalse();

            Response machine =
                    developer.create(Map.of("name", "Nightly", "type", "machine", "scopes", List.of("tickets.*")));
            assertThat(body(machine).has("clientSecret")).isTrue();
            assertThat(body(machine).texts("redirectUris").orElseThrow()).isEmpty();
        }

        @Test
        void theContactIsTheDevelopersOwnAddressByDefault() {
            assertThat(text(developer.create(web("Acme")), "contactEmail")).isEqualTo(AppPortal.EMAIL);
        }

        @Test
        @Tag("A-113")
        @DisplayName("all wrong fields are named together")
        void wrongFields() {
            Response response = developer.post(
                    "/apps",
                    Map.of(
                            "name", "",
                            "type", "robot",
                            "redirectUris", List.of("http://e.com/cb"),
                            "scopes", List.of("tickets.fly"),
                            "logoUrl", "http://e.com/x",
                            "expiresAt", "soon",
                            "ipAllowList", List.of("10.0.0.1/8")));

            assertThat(response.status()).isEqualTo(422);
            assertThat(code(response)).isEqualTo("invalid_fields");
            assertThat(response.text())
                    .contains("\"name\"", "\"type\"", "\"redirectUris\"", "\"scopes\"", "\"logoUrl\"")
                    .contains("\"expiresAt\"", "\"ipAllowList\"", "Did you mean 10.0.0.0/8?");
        }

        @ParameterizedTest
        @Tag("A-114")
        @DisplayName("unknown fields, wrong types and other bodies are refused")
        @CsvSource(
                delimiter = '|',
                value = {
                    "secret | x | 400 | unknown_field",
                    "name | 7 | 400 | wrong_type",
                    "status | x | 400 | unknown_field"
                })
        void unknownFields(String field, String value, int status, String code) {
            Map<String, Object> app = web("Acme");
            app.put(field, value.equals("7") ? Integer.valueOf(7) : value);
            Response response = developer.post("/apps", app);
            assertThat(response.status()).isEqualTo(status);
            assertThat(code(response)).isEqualTo(code);
        }

        @Test
        void aNameIsUniqueAmongLiveApps() {
            Response first = developer.create(web("Acme Sync"));
            Response second = developer.post("/apps", web(" ACME   sync "));
            assertThat(second.status()).isEqualTo(422);
            assertThat(second.text()).contains("You already have an app with this name.");

            assertThat(portal.developer("other@acme.test")
                            .create(web("Acme Sync"))
                            .status())
                    .isEqualTo(201);
            assertThat(developer.post("/apps/" + text(first, "id") + "/revoke").status())
                    .isEqualTo(200);
            developer.create(web("Acme Sync"));
        }

        @Test
        @Tag("A-047")
        @DisplayName("the sixth app is refused until one is revoked")
        void limit() {
            String first = text(developer.create(web("App 1")), "id");
            for (int i = 2; i <= 5; i++) {
                developer.create(web("App " + i));
            }
            Response sixth = developer.post("/apps", web("App 6"));
            assertThat(sixth.status()).isEqualTo(409);
            assertThat(code(sixth)).isEqualTo("app_limit_reached");
            assertThat(body(developer.get("/apps"))
                            .object("limit")
                            .orElseThrow()
                            .toMap())
                    .containsEntry("max", 5)
                    .containsEntry("active", 5);

            developer.post("/apps/" + first + "/revoke");
            developer.create(web("App 6"));
        }

        @Test
        @Tag("A-047")
        @DisplayName("of twenty simultaneous creations at four apps one goes through")
        void parallelCreations() {
            for (int i = 1; i <= 4; i++) {
                developer.create(web("App " + i));
            }
            List<Integer> statuses = Race.of(
                    20, thread -> developer.post("/apps", web("Race " + thread)).status());

            assertThat(statuses).containsOnlyOnce(201).allMatch(status -> status == 201 || status == 409);
            assertThat(body(developer.get("/apps"))
                            .object("limit")
                            .orElseThrow()
                            .number("active"))
                    .contains(5L);
        }

        @Test
        @Tag("A-048")
        @DisplayName("an expired app does not count, a suspended one does")
        void whatCounts() {
            Map<String, Object> shortLived = web("Short");
            shortLived.put("expiresAt", portal.clock.instant().plusSeconds(60).toString());
            developer.create(shortLived);
            for (int i = 2; i <= 5; i++) {
                developer.create(web("App " + i));
            }
            portal.clock.advance(Duration.ofSeconds(60));
            String suspended = text(developer.create(web("App 6")), "id");
            portal.core
                    .apps()
                    .moveStatus(new AppId(suspended), AppStatus.ACTIVE, AppStatus.SUSPENDED, SettableClock.START);

            assertThat(code(developer.post("/apps", web("App 7")))).isEqualTo("app_limit_reached");
        }

        @Test
        @Tag("A-046")
        @DisplayName("a repeated Idempotency-Key creates nothing and shows no secret")
        void idempotencyKey() {
            Map<String, String> key = Map.of("Idempotency-Key", "one");
            assertThat(developer.call("POST", "/apps", web(""), key).status()).isEqualTo(422);
            assertThat(developer.call("POST", "/apps", web("Acme"), key).status())
                    .isEqualTo(201);

            Response again = developer.call("POST", "/apps", web("Acme"), key);
            assertThat(again.status()).isEqualTo(409);
            assertThat(code(again)).isEqualTo("already_processed");
            assertThat(again.text()).doesNotContain("dp_cs_");
            assertThat(portal.developer("other@acme.test")
                            .call("POST", "/apps", web("Acme"), key)
                            .status())
                    .isEqualTo(201);
            assertThat(body(developer.get("/apps"))
                            .object("limit")
                            .orElseThrow()
                            .number("active"))
                    .contains(1L);
        }

        @Test
        @Tag("A-046")
        @DisplayName("of ten simultaneous calls with one Idempotency-Key one goes through")
        void parallelIdempotencyKey() {
            Map<String, String> key = Map.of("Idempotency-Key", "one");
            List<Integer> statuses = Race.of(
                    10,
                    thread -> developer
                            .call("POST", "/apps", web("Race " + thread), key)
                            .status());
            assertThat(statuses).containsOnlyOnce(201).allMatch(status -> status == 201 || status == 409);
        }
    }

    @Test
    @Tag("A-037")
    @DisplayName("an unverified developer creates nothing")
    void unverified() {
        Response response = portal.unverified("new@acme.test").post("/apps", web("Acme"));
        assertThat(response.status()).isEqualTo(403);
        assertThat(code(response)).isEqualTo("email_not_verified");
    }

    @Nested
    class Editing {

        private final AppPortal.Session developer = portal.developer();
        private final Response created = developer.create(web("Acme Sync"));
        private final String id = text(created, "id");

        @Test
        @Tag("A-052")
        @DisplayName("an edit changes what it names; client id and type stay")
        void edit() {
            Response edited = developer.patch(
                    id, "\"1\"", Map.of("name", "Acme 2", "redirectUris", List.of("https://acme.test/new")));

            assertThat(edited.status()).as(edited.text()).isEqualTo(200);
            assertThat(edited.header("ETag")).contains("\"2\"");
            assertThat(body(edited).toMap())
                    .containsEntry("name", "Acme 2")
                    .containsEntry("clientId", text(created, "clientId"))
                    .containsEntry("redirectUris", List.of("https://acme.test/new"))
                    .containsEntry("scopes", List.of("tickets.read"))
                    .containsEntry("version", 2);
            assertThat(developer.get("/apps/" + id).text()).isEqualTo(edited.text());
            assertThat(developer.patch(id, "\"2\"", Map.of("type", "machine")).status())
                    .isEqualTo(422);
            assertThat(code(developer.patch(id, "\"2\"", Map.of("clientId", "mine"))))
                    .isEqualTo("unknown_field");
        }

        @Test
        @Tag("A-116")
        @Tag("A-050")
        @DisplayName("an edit needs the current version")
        void versions() {
            Response without = developer.call("PATCH", "/apps/" + id, Map.of("name", "A"), Map.of());
            assertThat(without.status()).isEqualTo(428);
            assertThat(developer.patch(id, "\"1\"", Map.of("name", "A")).status())
                    .isEqualTo(200);

            Response stale = developer.patch(id, "\"1\"", Map.of("name", "B"));
            assertThat(stale.status()).isEqualTo(412);
            assertThat(code(stale)).isEqualTo("stale_version");
            assertThat(developer.patch(id, "W/\"2\"", Map.of("name", "B")).status())
                    .isEqualTo(412);
            assertThat(developer.patch(id, "*", Map.of("name", "B")).status()).isEqualTo(200);
            assertThat(text(developer.get("/apps/" + id), "name")).isEqualTo("B");
        }

        @Test
        @Tag("A-050")
        @DisplayName("of ten simultaneous edits of one version one goes through")
        void parallelEdits() {
            List<Integer> statuses = Race.of(
                    10,
                    thread -> developer
                            .patch(id, "\"1\"", Map.of("name", "Race " + thread))
                            .status());
            assertThat(statuses).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 412);
        }

        @Test
        void nullEmptiesAField() {
            developer.patch(id, "*", Map.of("expiresAt", "2027-01-01T00:00:00Z"));
            assertThat(body(developer.get("/apps/" + id)).text("expiresAt")).isPresent();

            assertThat(developer.patch(id, "*", "{\"expiresAt\":null}").status())
                    .isEqualTo(200);

            assertThat(body(developer.get("/apps/" + id)).text("expiresAt")).isEmpty();
            assertThat(body(developer.get("/apps/" + id)).has("expiresAt")).isTrue();
        }

        @Test
        void aNameOfAnotherLiveAppIsRefused() {
            developer.create(web("Other"));
            assertThat(developer.patch(id, "\"1\"", Map.of("name", "OTHER")).status())
                    .isEqualTo(422);
            assertThat(developer.patch(id, "\"1\"", Map.of("name", "ACME SYNC")).status())
                    .isEqualTo(200);
        }
    }
}
