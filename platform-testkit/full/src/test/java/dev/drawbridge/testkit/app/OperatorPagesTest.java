package dev.drawbridge.testkit.app;

import static dev.drawbridge.testkit.app.AppPortal.text;
import static dev.drawbridge.testkit.app.AppPortal.web;
import static dev.drawbridge.testkit.app.Operator.items;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.testkit.Browser;
import dev.drawbridge.testkit.BrowserPage;
import dev.drawbridge.testkit.FakeHost;
import dev.drawbridge.testkit.TestPlatform;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The operator's pages, by forms and links alone. */
class OperatorPagesTest {

    private final AppPortal portal = new AppPortal();
    private final AppPortal.Session developer = portal.developer();
    private final String app = text(developer.create(web("Acme Sync")), "id");
    private final Operator calls = Operator.full(portal.test);
    private final Browser operator =
            Browser.of(portal.test.platform().handler(), TestPlatform.ISSUER).setCookie(FakeHost.USER, Operator.FULL);

    @Test
    @DisplayName("a developer is suspended with a reason, and let back in")
    void aDeveloperIsSuspended() {
        BrowserPage one = operator.get("/developers-admin/developers?q=acme").click("Dev");
        BrowserPage form = one.click("Suspend developer");
        assertThat(form.form().fill("reason", " ").submit().status()).isEqualTo(422);

        BrowserPage suspended =
                form.form().fill("reason", "Phishing <b>mails</b>").submit().follow();

        assertThat(suspended.text()).contains("Suspended").contains("Phishing <b>mails</b>");
        assertThat(developer.get("/me").status()).isEqualTo(401);
        assertThat(text(calls.get("/apps/" + app), "status")).isEqualTo("SUSPENDED");

        BrowserPage back = suspended.form().submit().follow();

        assertThat(back.text()).contains("Active").doesNotContain("Phishing");
        assertThat(text(calls.get("/apps/" + app), "status")).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("an app is edited at the version that the form shows, and an older form overwrites nothing unseen")
    void anAppIsEdited() {
        BrowserPage form = operator.get("/developers-admin/apps/" + app + "/edit");
        developer.patch(app, "\"1\"", Map.of("description", "By the developer"));

        BrowserPage conflict = form.form().fill("name", "By the operator").submit();

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(text(calls.get("/apps/" + app), "name")).isEqualTo("Acme Sync");
        conflict.form().submit();
        assertThat(text(calls.get("/apps/" + app), "name")).isEqualTo("By the operator");
    }

    @Test
    @DisplayName("an internal app is created once however often its form is sent, and its secret is shown once")
    void anInternalAppIsCreatedOnce() {
        BrowserPage form = operator.get("/developers-admin/apps").click("Create internal app");
        BrowserPage created = form.form()
                .fill("name", "Dispatch")
                .fill("redirectUris", "https://host.test/cb")
                .check("scopes", "tickets.read")
                .submit();
        assertThat(created.status()).isEqualTo(200);
        assertThat(created.response().text()).contains("dp_cs_");

        BrowserPage again = form.form()
                .fill("name", "Dispatch")
                .fill("redirectUris", "https://host.test/cb")
                .check("scopes", "tickets.read")
                .submit();

        assertThat(again.response().text()).doesNotContain("dp_cs_");
        assertThat(items(calls.get("/apps?definedBy=internal"))).hasSize(1);
    }

    @Test
    @DisplayName("an app is suspended and resumed, and the audit shows who did it and why")
    void anAppIsSuspended() {
        BrowserPage page = operator.get("/developers-admin/apps/" + app);
        BrowserPage suspended = page.click("Suspend app")
                .form()
                .fill("reason", "Too many complaints")
                .submit()
                .follow();
        assertThat(suspended.text()).contains("Suspended");
        suspended.form().submit();

        BrowserPage audit = operator.get("/developers-admin/audit?target=" + app);
        assertThat(audit.text())
                .contains("App suspended")
                .contains("App resumed")
                .contains("Too many complaints")
                .contains("usr_operator@host.test");
    }

    @Test
    @DisplayName("the next signing key is announced after a question")
    void aKeyIsRotated() {
        BrowserPage system = operator.get("/developers-admin/system")
                .click("Rotate")
                .form()
                .submit()
                .follow();
        assertThat(system.text()).contains("Announced");
        assertThat(items(calls.get("/audit?action=key.rotated"))).hasSize(1);
    }
}
