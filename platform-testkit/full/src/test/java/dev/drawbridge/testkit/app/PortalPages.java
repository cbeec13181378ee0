package dev.drawbridge.testkit.app;

import static dev.drawbridge.testkit.PageAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.testkit.Browser;
import dev.drawbridge.testkit.BrowserForm;
import dev.drawbridge.testkit.BrowserPage;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;

/** A developer who is logged in with a browser that has its scripts off. */
abstract class PortalPages {

    static final String NEW = "/developers/apps/new";
    private static final Pattern SECRET = Pattern.compile("dp_cs_[0-9A-Za-z]{49}");

    final AppPortal portal = new AppPortal();
    final AppPortal.Session developer = portal.developer();
    final Browser browser = Browser.of(portal.test);

    @BeforeEach
    void logIn() {
        logIn(browser, AppPortal.EMAIL);
    }

    static void logIn(Browser browser, String email) {
        BrowserPage dashboard = browser.get("/developers/login")
                .form("/developers/login")
                .fill("email", email)
                .fill("password", AppPortal.PASSWORD)
                .submit()
                .follow();
        assertThat(dashboard).hasStatus(200);
    }

    BrowserForm filled(String name) {
        return browser.get(NEW)
                .form(NEW)
                .fill("name", name)
                .fill("redirectUris", "https://acme.test/cb\r\nhttp://localhost:3000/cb\r\n")
                .check("scopes", "tickets.read")
                .check("scopes", "invoices.read");
    }

    App only() {
        List<App> apps = portal.core.apps().ownedBy(owner());
        assertThat(apps).hasSize(1);
        return apps.get(0);
    }

    DeveloperId owner() {
        String id = AppPortal.text(developer.get("/me"), "id");
        return new DeveloperId(id);
    }

    static String secretOn(BrowserPage page) {
        Matcher matcher = SECRET.matcher(page.response().text());
        assertThat(matcher.find()).as("a secret on the page").isTrue();
        return matcher.group();
    }

    static String path(App app, String below) {
        return "/developers/apps/" + app.id() + below;
    }
}
