package dev.drawbridge.testkit.app;

import static dev.drawbridge.testkit.PageAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.testkit.BrowserForm;
import dev.drawbridge.testkit.BrowserPage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pages about client secrets. */
class SecretPagesTest extends PortalPages {

    private App app;
    private String old;

    @BeforeEach
    void create() {
        old = secretOn(filled("Acme Sync").submit("Create app"));
        app = only();
    }

    @Test
    @Tag("A-061")
    @DisplayName("the page of a rotation shows the new secret once and until when the old one works")
    void rotate() {
        assertThat(browser.get(path(app, "/credentials")))
                .says("····" + old.substring(old.length() - 4))
                .says("Never")
                .isSafe();
        BrowserForm form =
                browser.get(path(app, "/credentials")).click("Rotate secret").form(path(app, "/secret/rotate"));
        assertThat(form.choices("overlap")).containsExactly("P30D", "P7D", "P1D", "PT0S");
        assertThat(form.values("overlap")).containsExactly("P30D");

        BrowserPage page = form.fill("overlap", "P7D").submit();

        assertThat(page).hasStatus(200).hasHeading("New client secret").isSafe();
        assertThat(page).says("Old secret ····" + old.substring(old.length() - 4) + " works until 9 Mar 2026");
        String next = secretOn(page);
        assertThat(portal.authenticates(app.clientId().value(), next)).isTrue();
        assertThat(portal.authenticates(app.clientId().value(), old)).isTrue();
        BrowserPage again = form.submit();
        assertThat(again).says("You already submitted this form.");
        assertThat(again.response().text()).doesNotContain("dp_cs_");
        assertThat(browser.get(path(app, "/credentials"))).says("Retiring").says("Active");
        assertThat(browser.get("/developers/dashboard"))
                .says("Client secret ····" + old.substring(old.length() - 4)
                        + " stops working in 7 days (2026-03-09).");
    }

    @Test
    @Tag("A-063")
    @DisplayName("a second rotation needs the tick that ends the older secret")
    void secondRotation() {
        rotateBy(form -> form);
        BrowserPage refused = rotateBy(form -> form);
        assertThat(refused).hasStatus(409).says("Tick the box to end the older one now.");

        BrowserPage rotated = rotateBy(form -> form.check("endOlder", "true"));

        assertThat(rotated).hasHeading("New client secret");
        assertThat(portal.authenticates(app.clientId().value(), old)).isFalse();
    }

    @Test
    void endingShowsWhenTheSecretWasUsedAndEndsIt() {
        String next = secretOn(rotateBy(form -> form));

        BrowserPage page = browser.get(path(app, "/secret/" + oldId() + "/end"));
        assertThat(page)
                .says("····" + old.substring(old.length() - 4))
                .says("Never")
                .isSafe();
        assertThat(page.form(path(app, "/secret/" + oldId() + "/end")).submit()).redirectsTo(path(app, "/credentials"));

        assertThat(portal.authenticates(app.clientId().value(), old)).isFalse();
        assertThat(portal.authenticates(app.clientId().value(), next)).isTrue();
        assertThat(browser.get(path(app, "/secret/none/end"))).hasStatus(404);
    }

    @Test
    @Tag("A-064")
    @DisplayName("the rotation is taken back from the credentials page")
    void cancel() {
        String next = secretOn(rotateBy(form -> form));

        BrowserPage asked = browser.get(path(app, "/credentials")).click("Cancel rotation");
        assertThat(asked)
                .isSafe()
                .says("Secret ····" + next.substring(next.length() - 4) + " stops working immediately")
                .says("Secret ····" + old.substring(old.length() - 4) + " keeps working");
        assertThat(portal.authenticates(app.clientId().value(), next)).isTrue();
        assertThat(asked.form(path(app, "/secret/cancel-rotation")).submit()).redirectsTo(path(app, "/credentials"));

        assertThat(portal.authenticates(app.clientId().value(), old)).isTrue();
        assertThat(portal.authenticates(app.clientId().value(), next)).isFalse();
        assertThat(browser.get(path(app, "/credentials")).text()).doesNotContain("Retiring");
    }

    @Test
    @Tag("A-103")
    @DisplayName("a rotation asks for the password again and continues with what was chosen")
    void reauthentication() {
        BrowserForm form = browser.get(path(app, "/secret/rotate")).form(path(app, "/secret/rotate"));
        portal.clock.advance(Duration.ofMinutes(16));
        BrowserPage question = form.fill("overlap", "PT0S").submit();
        assertThat(question).hasHeading("Confirm it's you");
        assertThat(portal.authenticates(app.clientId().value(), old)).isTrue();

        BrowserPage page = question.form(path(app, "/secret/rotate"))
                .fill("reauthPassword", AppPortal.PASSWORD)
                .submit();

        assertThat(page).hasHeading("New client secret").says("no longer works");
        assertThat(portal.authenticates(app.clientId().value(), old)).isFalse();
    }

    @Test
    @Tag("A-071")
    @DisplayName("a public client has no button")
    void publicClient() {
        Map<String, Object> installed = AppPortal.web("Installed");
        installed.put("type", "public");
        AppId id = new AppId(AppPortal.text(developer.create(installed), "id"));

        BrowserPage page = browser.get("/developers/apps/" + id + "/credentials");

        assertThat(page).says("Public clients don't have a secret.");
        assertThat(page.texts("a")).doesNotContain("Rotate secret");
        assertThat(browser.get("/developers/apps/" + id + "/secret/rotate"))
                .says("Public clients don't have a secret.");
    }

    private BrowserPage rotateBy(UnaryOperator<BrowserForm> choice) {
        return choice.apply(browser.get(path(app, "/secret/rotate")).form(path(app, "/secret/rotate")))
                .submit();
    }

    @SuppressWarnings("unchecked")
    private String oldId() {
        List<Map<String, Object>> items =
                (List<Map<String, Object>>) AppPortal.body(developer.get("/apps/" + app.id() + "/secrets"))
                        .toMap()
                        .get("items");
        return (String) items.get(1).get("id");
    }
}
