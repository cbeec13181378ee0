package dev.drawbridge.testkit.app;

import static dev.drawbridge.testkit.app.AppPortal.body;
import static dev.drawbridge.testkit.app.AppPortal.text;
import static dev.drawbridge.testkit.app.AppPortal.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.testkit.SettableClock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The activity of an app and of an account in JSON and as a file. */
class ActivityTest {

    private final AppPortal portal = new AppPortal();
    private final AppPortal.Session developer = portal.developer();
    private final String app = text(developer.create(web("Acme Sync")), "id");

    @Test
    @DisplayName("the newest entry comes first, with who did what to which app, from where, and in which request")
    void anEntryIsComplete() {
        developer.call(
                "POST", "/apps/" + app + "/secrets", Map.of("overlap", "P7D"), Map.of("X-Request-Id", "req-rotation"));

        Map<String, Object> rotated =
                items(developer.get("/apps/" + app + "/activity")).get(0);

        assertThat(rotated)
                .containsOnlyKeys("id", "at", "actor", "action", "target", "ip", "requestId", "metadata")
                .containsEntry("action", "secret.rotated")
                .containsEntry("at", SettableClock.START.toString())
                .containsEntry("target", Map.of("type", "app", "id", app, "name", "Acme Sync"))
                .containsEntry("ip", "127.0.0.1")
                .containsEntry("requestId", "req-rotation");
        assertThat(map(rotated.get("actor"))).containsEntry("type", "developer").containsEntry("name", "Dev");
        assertThat(map(rotated.get("metadata")))
                .containsEntry("overlap", "PT168H")
                .containsKey("last4");
    }

    @Test
    @DisplayName("an edit tells what each field was before and has been since, and names no other field")
    void anEditTellsBothValues() {
        developer.patch(app, "\"1\"", Map.of("name", "Acme Sync 2", "redirectUris", List.of("https://acme.test/2")));

        Map<String, Object> edited =
                map(items(developer.get("/apps/" + app + "/activity")).get(0).get("metadata"));

        assertThat(edited)
                .containsEntry("before", Map.of("name", "Acme Sync", "redirectUris", "https://acme.test/cb"))
                .containsEntry("after", Map.of("name", "Acme Sync 2", "redirectUris", "https://acme.test/2"));
    }

    @Test
    @DisplayName("the account's activity has its logins and what the developer did to apps, and nobody else's")
    void anAccountHasItsOwn() {
        AppPortal.Session other = portal.developer("other@acme.test");
        other.create(web("Other Sync"));
        portal.login(AppPortal.EMAIL);

        Response mine = developer.get("/me/activity");

        assertThat(items(mine).stream().map(item -> item.get("action")))
                .containsExactly(
                        "developer.logged_in",
                        "app.created",
                        "developer.logged_in",
                        "developer.verified",
                        "developer.logged_in",
                        "developer.signed_up");
        assertThat(mine.text()).doesNotContain("Other Sync").doesNotContain("other@acme.test");
        assertThat(other.get("/apps/" + app + "/activity").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("pages follow each other without gap or repetition, and the last one has no next")
    void pagesFollowEachOther() {
        for (int i = 0; i < 60; i++) {
            note("app.updated", "developer", "dev_1", Map.of("number", String.valueOf(i)));
        }
        Response first = developer.get("/apps/" + app + "/activity");
        Response second = developer.get("/apps/" + app + "/activity?cursor=" + text(first, "next"));

        assertThat(items(first)).hasSize(50);
        assertThat(items(second)).hasSize(11);
        assertThat(body(second).toMap()).containsEntry("next", null);
        assertThat(Stream.concat(items(first).stream(), items(second).stream()).map(item -> item.get("id")))
                .doesNotHaveDuplicates();
        assertThat(items(developer.get("/apps/" + app + "/activity?action=app.created")))
                .hasSize(1);
        assertThat(items(developer.get("/apps/" + app + "/activity?action=app")))
                .hasSize(50);
        assertThat(items(developer.get("/apps/" + app + "/activity?action=webhook")))
                .isEmpty();
    }

    @Test
    @DisplayName("a developer learns neither addresses nor names of the host's users and operators")
    void peopleOfTheHostStayUnknown() {
        note("grant.created", "hostUser", "usr_pro", Map.of());
        note("app.suspended", "operator", "usr_operator", Map.of());

        Response activity = developer.get("/apps/" + app + "/activity");

        assertThat(activity.text()).doesNotContain("192.0.2.77").doesNotContain("usr_pro@host.test");
        assertThat(items(activity).subList(0, 2))
                .allSatisfy(item -> assertThat(item).containsEntry("ip", null));
    }

    @Test
    @DisplayName("with Accept: text/csv it is a file whose cells no spreadsheet runs as a formula")
    void aFileIsInert() {
        developer.patch(app, "\"1\"", Map.of("name", "=HYPERLINK(\"https://evil.test\")"));

        Response csv = developer.call("GET", "/apps/" + app + "/activity", null, Map.of("Accept", "text/csv"));

        assertThat(csv.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(csv.header("Content-Disposition")).contains("attachment; filename=\"activity.csv\"");
        assertThat(csv.text())
                .startsWith("at,actorType,actorId,actorName,action,")
                .contains("\"'=HYPERLINK(\"\"https://evil.test\"\")\"")
                .doesNotContain(",=HYPERLINK")
                .contains(",app.created,");
        assertThat(csv.text().lines()).hasSize(3);
        assertThat(developer
                        .call("GET", "/me/activity", null, Map.of("Accept", "text/csv"))
                        .text())
                .contains("developer.logged_in");
    }

    @Test
    @Tag("A-069")
    @DisplayName("rotating, ending and cancelling leave exactly one entry each")
    void eachChangeOfASecretIsOneEntry() {
        developer.post("/apps/" + app + "/secrets", Map.of("overlap", "P7D"));
        developer.post("/apps/" + app + "/secrets/cancel-rotation");
        developer.post("/apps/" + app + "/secrets", Map.of("overlap", "PT0S"));

        assertThat(items(developer.get("/apps/" + app + "/activity?action=secret")).stream()
                        .map(item -> item.get("action")))
                .containsExactly("secret.rotated", "secret.rotation_cancelled", "secret.rotated");
    }

    private void note(String action, String actorType, String actor, Map<String, String> details) {
        String id = portal.test.env().newId();
        JournalEntry entry = new JournalEntry(
                id, SettableClock.START, actorType, actor, action, "app", app, "192.0.2.77", "req-" + id, details);
        portal.core.journal().append(entry, null);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Response response) {
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return (List<Map<String, Object>>) body(response).toMap().get("items");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
