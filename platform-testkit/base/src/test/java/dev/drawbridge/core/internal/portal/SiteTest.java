package dev.drawbridge.core.internal.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.DeveloperAccounts;
import dev.drawbridge.core.EnvironmentBuilder;
import dev.drawbridge.core.MemoryAccountStores;
import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.PlanLimit;
import dev.drawbridge.core.spi.Plans;
import dev.drawbridge.core.spi.site.Branding;
import dev.drawbridge.core.spi.site.Landing;
import dev.drawbridge.core.spi.site.Links;
import dev.drawbridge.core.spi.site.View;
import dev.drawbridge.testkit.Browser;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a host says about the look of its portal. */
class SiteTest {

    private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

    private static Browser browser(Consumer<EnvironmentBuilder> settings) {
        return browser(settings, accounts -> accounts);
    }

    private static Browser browser(
            Consumer<EnvironmentBuilder> settings, UnaryOperator<DeveloperAccounts.Builder> accountSettings) {
        SettableClock clock = new SettableClock();
        MemoryCoreStores core = new MemoryCoreStores(clock);
        return Browser.of(TestPlatform.builder()
                .clock(clock)
                .stores(core)
                .set(settings)
                .add(env -> accountSettings
                        .apply(DeveloperAccounts.builder(env, MemoryAccountStores.on(core.transactions())))
                        .build())
                .build());
    }

    private static String german(Browser browser, String path) {
        return browser.send("GET", path, Headers.NONE.with("Accept-Language", "fr, de-DE;q=0.8"), new byte[0])
                .text();
    }

    @Nested
    class Languages {

        @Test
        @Tag("A-136")
        @DisplayName("a page is in the language that the browser prefers among those offered; what it lacks is English")
        void offered() {
            Browser browser = browser(env -> env.languages(List.of(Locale.ENGLISH, Locale.GERMAN)));

            assertThat(german(browser, "/developers/login"))
                    .contains("<html lang=\"de\" dir=\"ltr\"", "Zum Inhalt springen", "Forgot password?");
            assertThat(browser.get("/developers/login").response().text())
                    .contains("<html lang=\"en\" dir=\"ltr\"", "Skip to content");
        }

        @Test
        @DisplayName("a language that the host does not offer is not spoken, whatever files there are")
        void unoffered() {
            assertThat(german(browser(env -> {}), "/developers/login"))
                    .contains("<html lang=\"en\"", "Skip to content");
        }
    }

    @Nested
    class Templates {

        @Test
        @Tag("A-137")
        @DisplayName("a template of the host is used for its page alone, with the values of the library's")
        void replaced() {
            Browser browser = browser(env -> env.templates((name, view) -> name.equals("portal/landing")
                    ? Optional.of(
                            Html.text("Ours: " + view.values().get("headline")).plus(view.standard()))
                    : Optional.empty()));

            assertThat(browser.get("/developers").response().text())
                    .contains("Ours: Build on Testwork", "Create a developer account");
            assertThat(browser.get("/developers/login").response().text())
                    .contains("Forgot password?")
                    .doesNotContain("Ours:");
        }

        @Test
        @Tag("A-137")
        @DisplayName("a template of the host that throws costs nobody the page")
        void throwing() {
            Browser browser = browser(env -> env.templates((name, view) -> {
                if (name.equals("portal/landing")) {
                    throw new IllegalStateException("a mistake of the host");
                }
                return Optional.empty();
            }));

            assertThat(browser.get("/developers").response().status()).isEqualTo(200);
            assertThat(browser.get("/developers").response().text()).contains("Create a developer account");
        }

        @Test
        @DisplayName("a host's template sees lists of the library's rows as maps, and the page's words")
        void values() {
            Browser browser = browser(env -> env.templates((name, view) ->
                    name.equals("portal/landing") ? Optional.of(Html.text(firstResource(view))) : Optional.empty()));

            assertThat(browser.get("/developers").response().text()).contains("Resource: Tickets");
        }

        private static String firstResource(View view) {
            Map<?, ?> matrix = (Map<?, ?>) view.values().get("matrix");
            Map<?, ?> row = (Map<?, ?>) ((List<?>) matrix.get("rows")).get(0);
            return view.text("landing.resource") + ": " + row.get("resource");
        }
    }

    @Nested
    class Brands {

        @Test
        @DisplayName("colours, marks and links are the host's, and nothing of this library's is shown")
        void shown() {
            Browser browser = browser(env -> env.branding(Branding.PLAIN
                            .accent("#0b5d4e", "#7fdba4")
                            .logo(SVG.getBytes(StandardCharsets.UTF_8), SVG.getBytes(StandardCharsets.UTF_8))
                            .radius(4))
                    .links(Links.NONE
                            .docs(URI.create("https://docs.testwork.example"))
                            .terms(URI.create("/terms"))));
            String page = browser.get("/developers/login").response().text();

            assertThat(page)
                    .contains("brand-logo", "href=\"https://docs.testwork.example\"", "href=\"/terms\"")
                    .doesNotContain("Drawbridge", "brand-tile", ">Privacy<", ">Status<");
            String style = page.replaceAll("(?s).*href=\"([^\"]*/brand\\.css)\".*", "$1");
            assertThat(browser.get(style).response().text())
                    .contains("--accent: light-dark(#0b5d4e, #7fdba4)", "--on-accent: light-dark(#fff, #000)")
                    .contains("--radius: 4px", "url(\"logo-dark\")");
            assertThat(browser.get(style.replace("brand.css", "logo"))
                            .response()
                            .header("Content-Security-Policy"))
                    .contains("default-src 'none'; sandbox");
        }

        @Test
        @DisplayName("without a mark there is the first letter of the product's name")
        void plain() {
            Browser browser = browser(env -> {});
            String page = browser.get("/developers/login").response().text();
            String icon = page.replaceAll("(?s).*<link rel=\"icon\" href=\"([^\"]*)\".*", "$1");

            assertThat(page).contains("<span class=\"brand-tile\" aria-hidden=\"true\">T</span>");
            assertThat(browser.get(icon).response().text()).contains("<svg", ">T</text>");
        }

        @Test
        @DisplayName("every fault of a branding is told, with its remedy, before anything is served")
        void faults() {
            assertThatThrownBy(() -> browser(env -> env.branding(Branding.PLAIN
                                    .accent("#ffd400", "#123")
                                    .icon(new byte[] {1, 2, 3})
                                    .font("x; } body { display: none")
                                    .radius(99))
                            .links(Links.NONE.docs(URI.create("javascript:alert(1)")))))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("light accent #ffd400 has a contrast of 1.4 to 1")
                    .hasMessageContaining("choose a darker one")
                    .hasMessageContaining("as #rrggbb, not '#123'")
                    .hasMessageContaining("icon is neither an SVG nor a PNG")
                    .hasMessageContaining("fonts as names")
                    .hasMessageContaining("radius is 0 to 24")
                    .hasMessageContaining("not 'javascript:alert(1)'");
        }
    }

    @Nested
    class StartPage {

        @Test
        @DisplayName(
                "plans are those of the host, as people write them, and a host that lists none has no table of limits")
        void plans() {
            Tier team = new Tier("TEAM_PLUS", 1, true);
            Browser own = browser(env -> env.plans(new OnePlan(team))
                    .limits(tier -> List.of(new PlanLimit("hour", 250, PlanLimit.Period.HOUR))));
            assertThat(own.get("/developers").response().text())
                    .contains("Team plus", "250")
                    .doesNotContain("Starter</th>", "2,000", "No API access");

            Browser none = browser(env -> env.plans(company -> team)
                    .limits(tier -> List.of(new PlanLimit("hour", 250, PlanLimit.Period.HOUR))));
            assertThat(none.get("/developers").response().text()).doesNotContain("Rate limits", "250");
        }

        @Test
        @DisplayName("what the host says is shown, each sample by its language")
        void said() {
            Browser browser = browser(
                    env -> {},
                    accounts -> accounts.landing(Landing.of("Build it", "For <everyone>.")
                            .eyebrow("The API")
                            .facts(List.of("OpenAPI 3.1"))
                            .sample("curl", "curl it", "200 OK")
                            .sample("Java", "send(it)", "")
                            .tile("Reporting", "Every night.", List.of("invoices.read"))));

            String page = browser.get("/developers").response().text();
            assertThat(page)
                    .contains("<h1>Build it</h1>", "For &lt;everyone&gt;.", "The API", "OpenAPI 3.1", "curl it")
                    .contains("Reporting", "<title>Testwork Developers</title>")
                    .doesNotContain("send(it)");
            assertThat(browser.get("/developers?lang=Java").response().text()).contains("send(it)");
        }

        private record OnePlan(Tier tier) implements Plans {

            @Override
            public Tier planOf(CompanyId company) {
                return tier;
            }

            @Override
            public List<Tier> tiers() {
                return List.of(tier);
            }
        }
    }
}
