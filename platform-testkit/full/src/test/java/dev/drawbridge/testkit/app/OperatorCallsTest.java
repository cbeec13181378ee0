package dev.drawbridge.testkit.app;

import static dev.drawbridge.testkit.app.AppPortal.body;
import static dev.drawbridge.testkit.app.AppPortal.code;
import static dev.drawbridge.testkit.app.AppPortal.text;
import static dev.drawbridge.testkit.app.AppPortal.web;
import static dev.drawbridge.testkit.app.Operator.items;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.testkit.contract.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The operator's JSON API, over the whole platform. */
class OperatorCallsTest {

    private final AppPortal portal = new AppPortal();
    private final AppPortal.Session developer = portal.developer();
    private final Response created = developer.create(web("Acme Sync"));
    private final String app = text(created, "id");
    private final Operator operator = Operator.full(portal.test);

    @Test
    @Tag("A-118")
    @DisplayName("a suspension ends sessions, freezes apps if the operator wants it, and its end restores both")
    void suspension() {
        String id = developerId();
        assertThat(authenticates()).isTrue();

        Response suspended =
                operator.post("/developers/" + id + "/suspend", Map.of("reason", "Phishing", "freezeApps", true));

        assertThat(suspended.status()).as(suspended.text()).isEqualTo(200);
        assertThat(body(suspended).toMap()).containsEntry("status", "SUSPENDED").containsEntry("reason", "Phishing");
        assertThat(developer.get("/me").status()).isEqualTo(401);
        assertThat(authenticates()).isFalse();
        assertThat(text(operator.get("/apps/" + app), "status")).isEqualTo("SUSPENDED");
        assertThat(code(operator.post("/developers/" + id + "/suspend", Map.of("reason", "Again"))))
                .isEqualTo("already_suspended");

        assertThat(operator.post("/developers/" + id + "/unsuspend").status()).isEqualTo(200);

        assertThat(authenticates()).isTrue();
        assertThat(portal.login(AppPortal.EMAIL).get("/me").status()).isEqualTo(200);
        assertThat(code(operator.post("/developers/" + id + "/unsuspend"))).isEqualTo("not_suspended");
    }

    @Test
    @Tag("A-118")
    @DisplayName("apps that an operator suspended by themselves stay so when their developer is let back in")
    void anAppMayStaySuspended() {
        String id = developerId();
        operator.post("/apps/" + app + "/suspend", Map.of("reason", "Spam"));
        operator.post("/developers/" + id + "/suspend", Map.of("reason", "Spam", "freezeApps", true));

        operator.post("/developers/" + id + "/unsuspend");

        assertThat(text(operator.get("/apps/" + app), "status")).isEqualTo("SUSPENDED");
    }

    @Test
    @DisplayName("a suspension needs a reason of 500 characters at most, and unknown members are refused")
    void aReasonIsNeeded() {
        String path = "/developers/" + developerId() + "/suspend";
        assertThat(operator.post(path, Map.of("reason", "  ")).status()).isEqualTo(422);
        assertThat(operator.post(path, Map.of("reason", "x".repeat(501))).status())
                .isEqualTo(422);
        assertThat(operator.post(path, Map.of("reason", "x", "until", "soon")).status())
                .isEqualTo(400);
        assertThat(operator.post("/apps/" + app + "/suspend", Map.of()).status())
                .isEqualTo(422);
        assertThat(developer.get("/me").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("developers are found by a part of name or address in any case, and % finds nothing")
    void developersAreFound() {
        portal.developer("someone@else.test");
        assertThat(emails(operator.get("/developers"))).containsExactlyInAnyOrder(AppPortal.EMAIL, "someone@else.test");
        assertThat(emails(operator.get("/developers?q=ACME"))).containsExactly(AppPortal.EMAIL);
        assertThat(emails(operator.get("/developers?q=%25"))).isEmpty();
        assertThat(emails(operator.get("/developers?q=" + developerId()))).containsExactly(AppPortal.EMAIL);
    }

    @Test
    @DisplayName("apps are found by name, client id, status and who defined them")
    void appsAreFound() {
        String other = text(developer.create(web("Other")), "id");
        operator.post("/apps/" + other + "/suspend", Map.of("reason", "Spam"));
        assertThat(names(operator.get("/apps"))).containsExactlyInAnyOrder("Acme Sync", "Other");
        assertThat(names(operator.get("/apps?q=acme%20s"))).containsExactly("Acme Sync");
        assertThat(names(operator.get("/apps?q=" + text(created, "clientId")))).containsExactly("Acme Sync");
        assertThat(names(operator.get("/apps?status=suspended"))).containsExactly("Other");
        assertThat(names(operator.get("/apps?definedBy=INTERNAL"))).isEmpty();
        assertThat(operator.get("/apps?status=purple").status()).isEqualTo(422);
        assertThat(items(operator.get("/apps?q=acme")).get(0).get("owner").toString())
                .contains(AppPortal.EMAIL);
    }

    @Test
    @DisplayName(
            "an operator registers an internal app, edits any app at its present version, and suspends and resumes it")
    void appsAreOperated() {
        Map<String, Object> wanted = web("Dispatch Board");
        wanted.put("definedBy", "INTERNAL");
        Response internal = operator.post("/apps", wanted);
        assertThat(internal.status()).as(internal.text()).isEqualTo(201);
        assertThat(body(internal).toMap())
                .containsEntry("definedBy", "INTERNAL")
                .containsEntry("owner", null);
        assertThat(portal.authenticates(text(internal, "clientId"), text(internal, "clientSecret")))
                .isTrue();

        String path = "/apps/" + text(internal, "id");
        Map<String, Object> change = Map.of("name", "Dispatch");
        assertThat(operator.json("PATCH", path, change, Map.of()).status()).isEqualTo(428);
        assertThat(operator.json("PATCH", path, change, Map.of("If-Match", "\"7\""))
                        .status())
                .isEqualTo(412);
        assertThat(text(operator.json("PATCH", path, change, Map.of("If-Match", "\"1\"")), "name"))
                .isEqualTo("Dispatch");
        assertThat(text(operator.post(path + "/suspend", Map.of("reason", "Test")), "status"))
                .isEqualTo("SUSPENDED");
        assertThat(code(operator.post(path + "/suspend", Map.of("reason", "Test"))))
                .isEqualTo("already_suspended");
        assertThat(text(operator.post(path + "/resume"), "status")).isEqualTo("ACTIVE");
        assertThat(code(operator.post(path + "/resume"))).isEqualTo("not_suspended");
    }

    @Test
    @Tag("A-054")
    @DisplayName("every developer sees what the host's own apps are, and changes none of them")
    void internalAppsAreReadOnlyForAll() {
        String internal = text(operator.post("/apps", web("Dispatch Board")), "id");

        assertThat(names(developer.get("/apps?definedBy=INTERNAL"))).containsExactly("Dispatch Board");
        assertThat(names(developer.get("/apps"))).containsExactly("Acme Sync");
        Response shown = developer.get("/apps/" + internal);
        assertThat(text(shown, "definedBy")).isEqualTo("INTERNAL");
        assertThat(shown.text()).doesNotContain("clientSecret");
        assertThat(code(developer.patch(internal, "*", Map.of("name", "Mine")))).isEqualTo("internal_app_read_only");
        assertThat(code(developer.post("/apps/" + internal + "/secrets"))).isEqualTo("internal_app_read_only");
        assertThat(code(developer.post("/apps/" + internal + "/revoke"))).isEqualTo("internal_app_read_only");
        for (String below : List.of("/secrets", "/activity", "/usage", "/webhooks")) {
            assertThat(developer.get("/apps/" + internal + below).status())
                    .as(below)
                    .isEqualTo(404);
        }
    }

    @Test
    @Tag("A-119")
    @DisplayName("operators find what was submitted, reject it with a comment alone, and decide once")
    void submissionsAreDecided() {
        Map<String, Object> wanted = web("Reviewed");
        wanted.put("description", "Keeps things in step.");
        wanted.put("websiteUrl", "https://acme.test/");
        wanted.put("termsUrl", "https://acme.test/terms");
        wanted.put("privacyUrl", "https://acme.test/privacy");
        wanted.put("distribution", "PUBLIC");
        String id = text(developer.create(wanted), "id");
        assertThat(developer
                        .post("/apps/" + id + "/submit", Map.of("comment", "Please"))
                        .status())
                .isEqualTo(202);

        assertThat(items(operator.get("/reviews")))
                .singleElement()
                .satisfies(item -> assertThat(item).containsEntry("id", id).containsEntry("comment", "Please"));
        assertThat(names(operator.get("/apps?review=SUBMITTED"))).containsExactly("Reviewed");
        assertThat(operator.post("/apps/" + id + "/reject", Map.of()).status()).isEqualTo(422);
        assertThat(text(operator.post("/apps/" + id + "/approve", Map.of("comment", "Fine")), "review"))
                .isEqualTo("APPROVED");
        assertThat(code(operator.post("/apps/" + id + "/reject", Map.of("comment", "Late"))))
                .isEqualTo("already_decided");
        assertThat(items(operator.get("/reviews"))).isEmpty();
        assertThat(items(operator.get("/audit?actor=" + Operator.FULL))).hasSize(1);
    }

    @Test
    @DisplayName("grants are listed by app, company and user, and one that an operator ends is gone")
    void grantsAreEnded() {
        Grant grant = grant("grant_1", "usr_pro");
        grant("grant_2", "usr_multi");
        String clientId = text(created, "clientId");

        Map<String, Object> shown = items(operator.get("/grants?user=usr_pro")).get(0);
        assertThat(shown)
                .containsOnlyKeys("id", "app", "company", "user", "runAs", "scopes", "since")
                .containsEntry("app", Map.of("id", app, "clientId", clientId, "name", "Acme Sync"))
                .containsEntry("company", "co_pro")
                .containsEntry("user", "usr_pro")
                .containsEntry("scopes", List.of("tickets.read"));
        assertThat(items(operator.get("/grants?app=" + clientId + "&company=co_pro")))
                .hasSize(2);
        assertThat(items(operator.get("/grants?company=co_free"))).isEmpty();
        assertThat(items(operator.get("/grants?app=nobody"))).isEmpty();

        assertThat(operator.delete("/grants/" + grant.id()).status()).isEqualTo(204);
        assertThat(operator.delete("/grants/" + grant.id()).status()).isEqualTo(404);
        assertThat(items(operator.get("/grants?app=" + app))).hasSize(1);
    }

    @Test
    @DisplayName("endpoints of all apps are listed with what waits for them, and one is disabled once")
    void endpointsAreDisabled() {
        developer.post(
                "/apps/" + app + "/webhooks",
                Map.of("url", "https://hooks.acme.test/in", "events", List.of("ticket.created")));
        Map<String, Object> endpoint = items(operator.get("/webhooks")).get(0);
        assertThat(endpoint).containsEntry("status", "ACTIVE").containsEntry("pending", 0);

        String path = "/webhooks/" + endpoint.get("id") + "/disable";
        assertThat(text(operator.post(path, Map.of("reason", "Loop")), "status"))
                .isEqualTo("PAUSED");
        assertThat(code(operator.post(path))).isEqualTo("already_disabled");
        assertThat(operator.post("/webhooks/unknown/disable").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("the next signing key is announced once, and a revoked one leaves the list")
    void keysAreRotated() {
        Response rotated = operator.post("/keys/rotate");
        assertThat(rotated.status()).as(rotated.text()).isEqualTo(201);
        assertThat(text(rotated, "state")).isEqualTo("ANNOUNCED");
        assertThat(code(operator.post("/keys/rotate"))).isEqualTo("key_announced");
        assertThat(operator.get("/system").text()).contains(text(rotated, "kid"));

        assertThat(operator.post("/keys/" + text(rotated, "kid") + "/revoke").status())
                .isEqualTo(200);
        assertThat(operator.get("/system").text()).doesNotContain(text(rotated, "kid"));
    }

    @Test
    @DisplayName("the system tells versions, keys, migrations, mails, jobs and nodes")
    void theSystemTells() {
        assertThat(body(operator.get("/system")).toMap())
                .containsOnlyKeys("versions", "nodes", "mails", "migrations", "jobs", "keys");
    }

    @Test
    @Tag("A-121")
    @DisplayName(
            "each change by an operator leaves exactly one entry, with actor, target, address, reason and both values")
    void everyChangeIsOneEntry() {
        String id = developerId();
        Grant grant = grant("grant_1", "usr_pro");
        developer.post(
                "/apps/" + app + "/webhooks",
                Map.of("url", "https://hooks.acme.test/in", "events", List.of("ticket.created")));
        String endpoint = items(operator.get("/webhooks")).get(0).get("id").toString();
        List<Change> changes = new ArrayList<>();
        changes.add(new Change("app.created", () -> operator.post("/apps", web("Internal"))));
        changes.add(new Change(
                "app.updated",
                () -> operator.json("PATCH", "/apps/" + app, Map.of("name", "Acme"), Map.of("If-Match", "*"))));
        changes.add(
                new Change("app.suspended", () -> operator.post("/apps/" + app + "/suspend", Map.of("reason", "r"))));
        changes.add(new Change("app.resumed", () -> operator.post("/apps/" + app + "/resume")));
        changes.add(new Change("grant.ended", () -> operator.delete("/grants/" + grant.id())));
        changes.add(new Change(
                "webhook.disabled", () -> operator.post("/webhooks/" + endpoint + "/disable", Map.of("reason", "r"))));
        changes.add(new Change("key.rotated", () -> operator.post("/keys/rotate")));
        changes.add(new Change(
                "developer.suspended",
                () -> operator.post("/developers/" + id + "/suspend", Map.of("reason", "r", "freezeApps", true))));
        changes.add(new Change("developer.unsuspended", () -> operator.post("/developers/" + id + "/unsuspend")));

        for (Change change : changes) {
            int before = items(operator.get("/audit?actor=" + Operator.FULL)).size();
            assertThat(change.call().get().status()).as(change.action()).isBetween(200, 204);
            List<Map<String, Object>> after = items(operator.get("/audit?actor=" + Operator.FULL));
            assertThat(after).as(change.action()).hasSize(before + 1);
            assertThat(after.get(0))
                    .containsOnlyKeys(
                            "id",
                            "at",
                            "actor",
                            "action",
                            "target",
                            "ip",
                            "requestId",
                            "metadata",
                            "before",
                            "after",
                            "reason")
                    .containsEntry("action", change.action())
                    .containsEntry("ip", "127.0.0.1")
                    .containsEntry(
                            "actor",
                            Map.of("type", "operator", "id", Operator.FULL, "name", Operator.FULL + "@host.test"));
        }
        assertThat(items(operator.get("/audit?action=app.updated")).get(0))
                .containsEntry("before", Map.of("name", "Acme Sync"))
                .containsEntry("after", Map.of("name", "Acme"));
        assertThat(items(operator.get("/audit?action=developer.suspended")).get(0))
                .containsEntry("reason", "r")
                .containsEntry("before", Map.of("status", "ACTIVE"))
                .containsEntry("after", Map.of("status", "SUSPENDED"));
    }

    @Test
    @Tag("A-121")
    @DisplayName("the audit is a table or lines of JSON too, without any secret")
    void theAuditIsExported() {
        operator.post("/apps/" + app + "/suspend", Map.of("reason", "=1+1"));

        Response csv = operator.get("/audit?target=" + app, "text/csv");
        Response lines = operator.get("/audit?target=" + app, "application/x-ndjson");

        assertThat(csv.header("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.text().lines()).hasSize(3);
        assertThat(lines.header("Content-Type").orElse("")).startsWith("application/x-ndjson");
        assertThat(lines.text().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"id\":"));
        assertThat(operator.get("/audit", "text/csv").text()
                        + operator.get("/audit", "application/x-ndjson").text())
                .doesNotContain(text(created, "clientSecret"))
                .doesNotContain(AppPortal.PASSWORD);
    }

    @Test
    @DisplayName("of two operators who suspend at the same moment one succeeds, and there is one entry")
    void parallelSuspensions() {
        String path = "/developers/" + developerId() + "/suspend";

        List<Integer> statuses =
                Race.of(2, i -> operator.post(path, Map.of("reason", "both")).status());

        assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        assertThat(items(operator.get("/audit?action=developer.suspended"))).hasSize(1);
    }

    private record Change(String action, Supplier<Response> call) {}

    private Grant grant(String id, String user) {
        Grant grant = new Grant(
                new GrantId(id),
                Grant.Kind.USER,
                new AppId(app),
                new CompanyId("co_pro"),
                new UserId(user),
                null,
                Scopes.of("tickets.read"),
                portal.clock.instant(),
                null);
        assertThat(portal.core.grants().insert(grant)).isTrue();
        return grant;
    }

    private boolean authenticates() {
        return portal.authenticates(text(created, "clientId"), text(created, "clientSecret"));
    }

    private String developerId() {
        return items(operator.get("/developers?q=" + AppPortal.EMAIL))
                .get(0)
                .get("id")
                .toString();
    }

    private static List<Object> emails(Response response) {
        return items(response).stream().map(item -> item.get("email")).toList();
    }

    private static List<Object> names(Response response) {
        return items(response).stream().map(item -> item.get("name")).toList();
    }
}
