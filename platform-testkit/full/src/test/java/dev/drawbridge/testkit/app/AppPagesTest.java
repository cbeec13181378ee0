package dev.drawbridge.testkit.app;

import static dev.drawbridge.testkit.PageAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.testkit.Browser;
import dev.drawbridge.testkit.BrowserForm;
import dev.drawbridge.testkit.BrowserPage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pages that create, edit and revoke apps. */
class AppPagesTest extends PortalPages {

    @Nested
    class Creating {

        @Test
        @Tag("A-045")
        @DisplayName("the page after creation shows client id and secret, once, and nothing keeps them")
        void shownOnce() {
            assertThat(browser.get(NEW)).hasStatus(200).hasHeading("Create app").isSafe();
            BrowserPage created = filled("Acme Sync").submit("Create app");

            assertThat(created).hasStatus(200).hasHeading("App created").isSafe();
            assertThat(created).says("Copy the secret now: it won't be shown again. If you lose it, rotate it.");
            App app = only();
            String secret = secretOn(created);
            assertThat(created.response().text())
                    .contains(app.clientId().value())
                    .contains("curl https://portal.test/oauth/token");
            assertThat(created.response().headers().all("Set-Cookie")).isEmpty();
            assertThat(portal.authenticates(app.clientId().value(), secret)).isTrue();
            assertThat(app.access().redirectUris()).containsExactly("https://acme.test/cb", "http://localhost:3000/cb");
            assertThat(app.access().scopes().names()).containsExactly("invoices.read", "tickets.read");
            assertThat(app.profile().contactEmail()).isEqualTo(AppPortal.EMAIL);
            for (String below : List.of("", "/credentials", "/edit")) {
                assertThat(browser.get(path(app, below)).response().text())
                        .doesNotContain(secret)
                        .doesNotContain("dp_cs_");
            }
            assertThat(browser.get("/developers/dashboard").response().text())
                    .contains("Acme Sync")
                    .doesNotContain("dp_cs_");
        }

        @Test
        @DisplayName(
                "what every app needs comes first and is not called optional; the rest is folded until it has errors")
        void shortForm() {
            BrowserPage page = browser.get(NEW);
            assertThat(page.texts("label[for=f-redirectUris]")).containsExactly("Redirect URIs");
            assertThat(page.count("details.more [name=logoUrl]")).isEqualTo(1);
            assertThat(page.count("details.more [name=redirectUris], details.more [name=scopes]"))
                    .isZero();
            assertThat(page.count("details[open].more")).isZero();

            BrowserPage refused =
                    filled("Acme Sync").fill("logoUrl", "nonsense").submit("Create app");
            assertThat(refused.count("details[open].more")).isEqualTo(1);
        }

        @Test
        @DisplayName("a machine app is shown the link that installs it, with the command that works afterwards")
        void machineApp() {
            BrowserPage created = browser.get(NEW)
                    .form(NEW)
                    .fill("name", "Acme Robot")
                    .fill("type", "machine")
                    .check("scopes", "tickets.read")
                    .submit("Create app");

            String link = "https://portal.test/oauth/install?client_id=" + only().clientId();
            assertThat(created).isSafe().says("This works after the first installation.");
            assertThat(created.attributes("#install-link", "value")).containsExactly(link);
            assertThat(browser.get(path(only(), "/credentials")).attributes("#install-link", "value"))
                    .containsExactly(link);
        }

        @Test
        @Tag("A-046")
        @DisplayName("sending the same form again creates no second app and shows no secret")
        void reload() {
            BrowserForm form = filled("Acme Sync");
            form.submit("Create app");

            BrowserPage again = form.submit("Create app");

            assertThat(again)
                    .hasStatus(200)
                    .says("You already submitted this form.")
                    .isSafe();
            assertThat(again.response().text()).doesNotContain("dp_cs_");
            assertThat(only().profile().name()).isEqualTo("Acme Sync");
        }

        @Test
        void aFormIdOfSomebodyElsesMakingCreatesNothing() {
            BrowserPage page = filled("Acme Sync").set("formId", "made-up").submit("Create app");
            assertThat(page.response().text()).doesNotContain("dp_cs_");
            assertThat(portal.core.apps().ownedBy(owner())).isEmpty();
        }

        @Test
        @Tag("A-040")
        @DisplayName("errors keep what was typed, name every line and use up no form")
        void errors() {
            BrowserPage page = filled("Acme Sync")
                    .fill("redirectUris", "https://acme.test/cb\r\nhttp://acme.test/cb\r\nhttps://acme.test/#x")
                    .fill("logoUrl", "http://acme.test/logo.png")
                    .submit("Create app");

            assertThat(page)
                    .hasError(
                            "redirectUris",
                            "Line 2: must start with https:// (http:// is allowed for localhost). Line 3: remove the"
                                    + " #fragment.")
                    .hasError("logoUrl", "The logo URL must start with https://.")
                    .isSafe();
            BrowserForm form = page.form(NEW);
            assertThat(form.values("name")).containsExactly("Acme Sync");
            assertThat(form.values("scopes")).containsExactly("tickets.read", "invoices.read");
            assertThat(form.fill("redirectUris", "https://acme.test/cb")
                            .fill("logoUrl", "")
                            .submit("Create app"))
                    .hasHeading("App created");
        }

        @Test
        void aTakenNameIsAnErrorOfItsField() {
            filled("Acme Sync").submit("Create app");
            assertThat(filled("acme sync").submit("Create app"))
                    .hasError("name", "You already have an app with this name.");
        }

        @Test
        @Tag("A-053")
        @DisplayName("a link fills the form, says so and sends nothing")
        void prefilled() {
            BrowserPage page = browser.get(NEW + "?name=Acme&description=Text&scopes=tickets.read&scopes=invoices.read"
                    + "&redirectUris=https%3A%2F%2Facme.test%2Fcb&clientSecret=x&formId=y&type=public");

            assertThat(page)
                    .says("Pre-filled from a link — check before creating.")
                    .isSafe();
            BrowserForm form = page.form(NEW);
            assertThat(form.values("name")).containsExactly("Acme");
            assertThat(form.values("type")).containsExactly("public");
            assertThat(form.values("redirectUris")).containsExactly("https://acme.test/cb");
            assertThat(form.values("scopes")).containsExactly("tickets.read", "invoices.read");
            assertThat(form.values("formId")).doesNotContain("y");
            assertThat(portal.core.apps().ownedBy(owner())).isEmpty();
            assertThat(browser.get(NEW + "?utm=x").text()).doesNotContain("Pre-filled");
            assertThat(form.submit("Create app")).hasHeading("App created").says("Public clients don't have a secret.");
        }

        @Test
        @Tag("A-076")
        @DisplayName("a name that looks like markup is shown as text")
        void markup() {
            filled("<img src=x onerror=alert(1)>").submit("Create app");

            for (String below : List.of("", "/credentials", "/edit", "/revoke")) {
                BrowserPage page = browser.get(path(only(), below));
                assertThat(page).hasStatus(200).isSafe();
                assertThat(page.count("img[onerror]")).isZero();
            }
        }

        @Test
        @Tag("A-047")
        @DisplayName("at five apps the form is not offered and a form left open is refused")
        void limit() {
            BrowserForm open = filled("Sixth");
            for (int i = 1; i <= 5; i++) {
                developer.create(AppPortal.web("App " + i));
            }
            assertThat(browser.get(NEW)).says("You have 5 active apps. Revoke one to create another.");
            assertThat(browser.get(NEW).count("input[name=name]")).isZero();
            assertThat(open.submit("Create app"))
                    .hasStatus(409)
                    .says("You have 5 active apps. Revoke one to create another.");
        }

        @Test
        @Tag("A-037")
        @DisplayName("an unverified developer is told to confirm the address")
        void unverified() {
            Browser other = Browser.of(portal.test);
            portal.unverified("new@acme.test");
            logIn(other, "new@acme.test");

            assertThat(other.get(NEW)).says("Confirm your email address before you create an app.");
            assertThat(other.get("/developers/dashboard")).hasStatus(200);
        }

        @Test
        @Tag("A-100")
        @DisplayName("a form from another site creates nothing")
        void crossSite() {
            BrowserForm form = filled("Acme Sync");
            browser.fromOtherSite("https://evil.test");
            assertThat(form.submit("Create app")).hasStatus(403);
            assertThat(portal.core.apps().ownedBy(owner())).isEmpty();
        }
    }

    @Nested
    class Editing {

        private App app;

        @BeforeEach
        void create() {
            filled("Acme Sync").submit("Create app");
            app = only();
        }

        @Test
        @DisplayName("each part of the settings is a form of its own, which changes nothing of the others")
        void eachPartIsSavedByItself() {
            BrowserPage page = browser.get(path(app, "/edit"));
            assertThat(page).hasHeading("Settings").isSafe();
            BrowserForm access = page.formWith("redirectUris");
            assertThat(access.values("redirectUris").get(0).lines())
                    .containsExactly("https://acme.test/cb", "http://localhost:3000/cb");
            assertThat(access.values("scopes")).containsExactly("tickets.read", "invoices.read");

            BrowserPage saved = page.formWith("description")
                    .fill("name", "Acme 2")
                    .fill("description", "Line one\r\nLine two")
                    .submit("Save basics");
            assertThat(saved).redirectsTo(path(app, "/edit"));
            BrowserPage after = saved.follow();
            assertThat(after).says("Settings saved.");
            assertThat(browser.get(path(app, "/edit")).text()).doesNotContain("Settings saved.");
            after.formWith("expiresAt")
                    .fill("expiresAt", "2027-05-06")
                    .fill("ipAllowList", "203.0.113.0/24\r\n2001:db8::/32")
                    .submit("Save security");
            browser.get(path(app, "/edit"))
                    .formWith("scopes")
                    .uncheck("scopes", "invoices.read")
                    .submit("Save access");

            App now = only();
            assertThat(now.version()).isEqualTo(4);
            assertThat(now.clientId()).isEqualTo(app.clientId());
            assertThat(now.profile().name()).isEqualTo("Acme 2");
            assertThat(now.profile().description()).isEqualTo("Line one\nLine two");
            assertThat(now.profile().contactEmail()).isEqualTo(AppPortal.EMAIL);
            assertThat(now.access().ipAllowList()).containsExactly("203.0.113.0/24", "2001:db8::/32");
            assertThat(now.access().scopes().names()).containsExactly("tickets.read");
            assertThat(now.access().redirectUris()).hasSize(2);
            assertThat(now.expiresAt()).isEqualTo("2027-05-06T00:00:00Z");
        }

        @Test
        @Tag("A-050")
        @DisplayName("an edit of an old version shows both values and loses neither")
        void conflict() {
            BrowserForm form = browser.get(path(app, "/edit")).formWith("name");
            developer.patch(app.id().value(), "*", Map.of("name", "Theirs"));

            BrowserPage page = form.fill("name", "Mine").submit("Save basics");

            assertThat(page).hasStatus(409).says("Theirs").isSafe();
            assertThat(page.formWith("name").values("name")).containsExactly("Mine");
            assertThat(only().profile().name()).isEqualTo("Theirs");
            assertThat(page.formWith("name").submit("Save basics")).redirectsTo(path(app, "/edit"));
            assertThat(only().profile().name()).isEqualTo("Mine");
        }

        @Test
        void errorsKeepWhatWasTyped() {
            BrowserPage page = browser.get(path(app, "/edit"))
                    .formWith("name")
                    .fill("name", "")
                    .fill("contactEmail", "nobody")
                    .submit("Save basics");
            assertThat(page)
                    .hasError("name", "Enter a name (up to 100 characters).")
                    .hasError("contactEmail", "Enter a support email.");
            assertThat(page.formWith("contactEmail").values("contactEmail")).containsExactly("nobody");
            assertThat(only().version()).isEqualTo(1);
        }

        @Test
        @Tag("A-056")
        @DisplayName("revoking needs the name and a recent password")
        void revoke() {
            BrowserPage page = browser.get(path(app, "/edit")).click("Revoke this app");
            assertThat(page)
                    .says("This ends the app's tokens")
                    .says("This can't be undone.")
                    .isSafe();
            assertThat(page.form(path(app, "/revoke")).fill("name", "acme").submit())
                    .hasError("name", "Type the name of the app exactly as shown.");

            BrowserForm form = browser.get(path(app, "/revoke")).form(path(app, "/revoke"));
            portal.clock.advance(Duration.ofMinutes(16));
            assertThat(form.fill("name", "Acme Sync").submit()).hasHeading("Confirm it's you");
            assertThat(only().statusAt(portal.clock.instant())).isEqualTo("ACTIVE");

            logIn(browser, AppPortal.EMAIL);
            assertThat(browser.get(path(app, "/revoke"))
                            .form(path(app, "/revoke"))
                            .fill("name", "Acme Sync")
                            .submit())
                    .redirectsTo(path(app, ""));
            assertThat(only().statusAt(portal.clock.instant())).isEqualTo("REVOKED");
            assertThat(browser.get(path(app, ""))).says("This app is revoked");
            assertThat(browser.get(path(app, "/edit"))).redirectsTo(path(app, ""));
            assertThat(browser.get(path(app, "/credentials")).texts("a")).doesNotContain("Rotate secret");
            assertThat(browser.get(path(app, "/credentials"))).says("Ended with the app");
            for (String change : List.of("/secret/rotate", "/secret/cancel-rotation", "/secret/none/end")) {
                assertThat(browser.get(path(app, change))).redirectsTo(path(app, ""));
            }
            assertThat(browser.get(path(app, "/revoke"))).redirectsTo(path(app, ""));
        }

        @Test
        @Tag("A-049")
        @DisplayName("another developer's app is the same page as none")
        void foreign() {
            Browser stranger = Browser.of(portal.test);
            portal.developer("stranger@acme.test");
            logIn(stranger, "stranger@acme.test");
            for (String below : List.of("", "/credentials", "/secret/rotate", "/secret/x/end", "/edit", "/revoke")) {
                BrowserPage foreign = stranger.get(path(app, below));
                BrowserPage none = stranger.get("/developers/apps/01ARZ3NDEKTSV4RRFFQ69G5FAV" + below);
                assertThat(foreign).hasStatus(404);
                assertThat(foreign.heading()).isEqualTo(none.heading());
                assertThat(foreign.response().text()).doesNotContain("Acme");
            }
        }
    }
}
