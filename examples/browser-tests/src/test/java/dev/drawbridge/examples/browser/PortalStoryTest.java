package dev.drawbridge.examples.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.drawbridge.examples.host.HostServer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole story in a real Chromium: sign-up, app, secret, consent, usage, rotation, revocation; with and without
 * JavaScript, light and dark, wide and at 320 px. Every page state is photographed and checked by axe where scripts run.
 */
class PortalStoryTest {

    private static final String PASSWORD = "correct horse battery staple";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @TempDir
    static Path folder;

    private static HostServer host;
    private static Chrome chrome;
    private static CallbackServer client;

    @BeforeAll
    static void start() throws Exception {
        host = HostServer.start(Map.of(
                "PORT",
                "0",
                "DATABASE_URL",
                "jdbc:h2:file:" + folder.resolve("fieldwork"),
                "MASTER_KEY",
                Base64.getEncoder().encodeToString(new byte[32])));
        chrome = new Chrome();
        client = new CallbackServer();
    }

    @AfterAll
    static void stop() {
        client.close();
        chrome.close();
        host.close();
    }

    @ParameterizedTest(name = "{0}: JavaScript {1}, {2}, {3} px")
    @CsvSource({
        "light, true, LIGHT, 1280",
        "dark, true, DARK, 1280",
        "narrow, true, LIGHT, 320",
        "plain, false, LIGHT, 1280",
    })
    @Tag("A-107")
    @Tag("A-109")
    @Tag("A-086")
    @DisplayName("the story from sign-up to revocation")
    void aDeveloperAndAUserGoThroughTheWholeStory(String name, boolean javaScript, ColorScheme scheme, int width)
            throws Exception {
        Page page = chrome.open(javaScript, scheme, width);
        Steps steps = new Steps(page, name, javaScript);
        String email = "dana@" + name + ".example";

        steps.open("/developers");
        steps.look("landing");
        steps.open("/developers/signup");
        page.fill("[name=email]", "not an address");
        page.fill("[name=password]", "short");
        steps.submit();
        assertThat(page).hasTitle(Pattern.compile("^Error: .*"));
        steps.look("signup-errors");
        page.fill("[name=email]", email);
        page.fill("[name=password]", PASSWORD);
        steps.look("signup");
        steps.submit();
        assertThat(page).hasURL(Pattern.compile(".*/developers/signup/sent.*"));
        steps.look("signup-sent");

        steps.open(steps.mailedLink(email));
        steps.look("verify");
        steps.submit();
        steps.open("/developers/login");
        page.fill("[name=email]", email);
        page.fill("[name=password]", PASSWORD);
        steps.look("login");
        steps.submit();
        assertThat(page).hasURL(Pattern.compile(".*/developers/dashboard.*"));
        steps.look("dashboard-empty");

        steps.open("/developers/apps/new");
        steps.submit();
        assertThat(page).hasTitle(Pattern.compile("^Error: .*"));
        steps.look("app-new-errors");
        page.fill("[name=name]", "Acme Dispatch");
        page.fill("[name=description]", "Keeps two calendars in step.");
        page.check("[name=type][value=web]");
        page.fill("[name=redirectUris]", client.redirectUri().toString());
        page.check("[name=scopes][value='tickets.read']");
        page.check("[name=scopes][value='tickets.write']");
        steps.look("app-new");
        steps.submit();
        String secretPage = page.content();
        assertThat(secretPage).containsPattern("dp_cs_[0-9A-Za-z]{49}");
        steps.look("app-created");
        String clientId = find(secretPage, "dp_cid_[0-9A-Za-z]{49}");

        steps.open("/developers/dashboard");
        assertThat(page.locator("main")).containsText("Acme Dispatch");
        steps.look("dashboard");
        page.click("main a:has-text('Acme Dispatch')");
        String appUrl = page.url();
        steps.look("app");

        steps.open("/login");
        page.fill("[name=email]", "pro@fieldwork.test");
        page.fill("[name=password]", "fieldwork-demo-password");
        steps.look("host-login");
        steps.submit();
        steps.open("/oauth/authorize?response_type=code&client_id=" + clientId + "&redirect_uri="
                + client.redirectUri() + "&scope=tickets.read%20tickets.write&state=s1&code_challenge=" + CHALLENGE
                + "&code_challenge_method=S256");
        steps.look("consent");
        page.click("button[name=decision][value=allow]");
        assertThat(page).hasTitle("Connected");
        assertThat(client.nextQuery()).contains("code=").contains("state=s1");
        steps.open("/oauth/connections");
        assertThat(page.locator("main")).containsText("Acme Dispatch");
        steps.look("connections");

        for (String tab : new String[] {"/credentials", "/usage", "/limits", "/webhooks", "/edit"}) {
            page.navigate(appUrl + tab);
            steps.look("app" + tab.replace('/', '-'));
        }
        page.navigate(appUrl + "/secret/rotate");
        steps.look("rotate");
        steps.submit();
        assertThat(page.content()).containsPattern("dp_cs_[0-9A-Za-z]{49}");
        steps.look("rotated");
        page.navigate(appUrl + "/revoke");
        steps.look("revoke");
        page.fill("main form input[type=text]", "Acme Dispatch");
        steps.submit();
        page.navigate(appUrl);
        assertThat(page.locator("main")).containsText("Revoked");
        steps.look("app-revoked");
        page.close();
        page.context().close();
    }

    @org.junit.jupiter.api.Test
    @Tag("A-081")
    @DisplayName("a FREE company is told that it needs a plan")
    void aFreeCompanyIsToldThatItNeedsAPlan() {
        Page page = chrome.open(true, ColorScheme.LIGHT, 1280);
        Steps steps = new Steps(page, "states", true);
        steps.open("/login");
        page.fill("[name=email]", "free@fieldwork.test");
        page.fill("[name=password]", "wrong");
        steps.submit();
        steps.look("host-login-error");
        steps.open("/nowhere");
        steps.look("not-found");
        steps.open("/oauth/authorize?client_id=unknown");
        steps.look("authorize-error");
        steps.open("/developers/forgot");
        steps.look("forgot");
        steps.open("/developers/reset?token=unknown");
        steps.look("reset-unknown");
        page.close();
        page.context().close();
    }

    private static String find(String text, String regex) {
        var matcher = Pattern.compile(regex).matcher(text);
        assertThat(matcher.find()).as(regex).isTrue();
        return matcher.group();
    }

    /** What a person does on each page. */
    private record Steps(Page page, String story, boolean javaScript) {

        void open(String target) {
            page.navigate(target.startsWith("http") ? target : host.url() + target);
        }

        void submit() {
            page.locator("main form button[type=submit]").last().click();
        }

        void look(String state) {
            if (javaScript) {
                Chrome.look(page, story + "-" + state);
                assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                        .as("%s fits its window", state)
                        .isTrue();
            }
        }

        String mailedLink(String email) {
            Pattern link = Pattern.compile("http[^\"\\\\ ]*token=[A-Za-z0-9_.~-]+");
            String mailbox = host.url() + "/dev/mailbox?to=" + email;
            for (int i = 0; i < 600; i++) {
                var matcher = link.matcher(page.context().request().get(mailbox).text());
                if (matcher.find()) {
                    return matcher.group();
                }
                page.waitForTimeout(50);
            }
            throw new AssertionError("No mail to " + email);
        }
    }
}
