package dev.drawbridge.core.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.html.Chrome.Tab;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Assets;
import dev.drawbridge.core.internal.html.SitePageFrame;
import dev.drawbridge.core.spi.site.Branding;
import dev.drawbridge.core.spi.site.Links;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PageFrameTest {

    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
            + "font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final Assets assets = Assets.load("Field & work", Branding.PLAIN);
    private final PageFrame frame = new SitePageFrame("Field & work", assets, Links.NONE);

    @Test
    @Tag("A-099")
    @DisplayName("every kind of page has the policy and the other headers")
    void everyKindOfPageHasTheHeaders() {
        for (Chrome chrome : List.of(new Chrome.Visitor(), portal(), new Chrome.Decision())) {
            Response page = page(200, chrome);
            assertThat(page.header("Content-Security-Policy").orElseThrow()).startsWith(POLICY);
            assertThat(page.header("X-Frame-Options")).contains("DENY");
            assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(page.header("Referrer-Policy")).contains("same-origin");
            assertThat(page.header("Cache-Control")).contains("no-store");
            assertThat(page.header("Content-Type")).contains("text/html; charset=utf-8");
        }
    }

    @Test
    void portalPagesAreIsolatedAndPostToThePlatformAlone() {
        Response page = page(200, portal());
        assertThat(page.header("Content-Security-Policy").orElseThrow()).isEqualTo(POLICY + "; form-action 'self'");
        assertThat(page.header("Cross-Origin-Opener-Policy")).contains("same-origin");
    }

    @Test
    @Tag("A-075")
    @DisplayName("pages of a decision have no form-action and keep the opener")
    void decisionsMayEndAtTheClient() {
        Response page = page(200, new Chrome.Decision());
        assertThat(page.header("Content-Security-Policy").orElseThrow()).isEqualTo(POLICY);
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEmpty();
    }

    @Test
    void headingAndTitleAreEscapedAndErrorsAreAnnounced() {
        String page = page(422, new Chrome.Visitor()).text();
        assertThat(page).contains("<title>Error: A &lt;b&gt; · Field &amp; work Developers</title>");
        assertThat(page).containsOnlyOnce("<h1").contains("<h1>A &lt;b></h1>".replace("b>", "b&gt;"));
        assertThat(page).contains("<p>content</p>").contains("href=\"#main\"").contains("lang=\"en\"");
    }

    @Test
    void portalPagesMarkWhereTheDeveloperIs() {
        String page = page(200, portal()).text();
        assertThat(page)
                .contains("d@example.com")
                .contains("action=\"/developers/logout\"")
                .contains("name=\"csrf\" value=\"token\"")
                .contains("<a href=\"/developers/apps/1/usage\" aria-current=\"page\">Usage</a>")
                .contains("<a href=\"/developers/apps/1\">Overview</a>");
    }

    @Test
    void assetsCarryTheHashOfTheirContentAndAreKeptForever() {
        assertThat(assets.stylePath()).matches("/developers/assets/[0-9a-f]{24}/app\\.css");
        assertThat(assets.routes()).hasSize(5);
        Response style = assets.routes().get(0).handler().handle(null);
        assertThat(style.header("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(style.header("Content-Type")).contains("text/css; charset=utf-8");
    }

    @Test
    void pagesBelowATabMarkItAndNameTheApp() {
        List<Tab> tabs =
                List.of(new Tab("Overview", "/developers/apps/1"), new Tab("Webhooks", "/developers/apps/1/webhooks"));
        Chrome chrome = new Chrome.Portal("d@example.com", "t", "/developers/apps/1/webhooks/new", "Acme", tabs);
        assertThat(page(200, chrome).text())
                .contains(
                        "<a href=\"/developers/apps/1\">Acme</a>",
                        "<title>A &lt;b&gt; · Acme · Field &amp; work Developers</title>")
                .contains("<a href=\"/developers/apps/1/webhooks\" aria-current=\"page\">Webhooks</a>")
                .contains("<a href=\"/developers/apps/1\">Overview</a>");
    }

    private Response page(int status, Chrome chrome) {
        return frame.page(new Page(status, "A <b>", Html.trusted("<p>content</p>"), chrome));
    }

    private static Chrome portal() {
        return new Chrome.Portal(
                "d@example.com",
                "token",
                "/developers/apps/1/usage",
                List.of(new Tab("Overview", "/developers/apps/1"), new Tab("Usage", "/developers/apps/1/usage")));
    }
}
