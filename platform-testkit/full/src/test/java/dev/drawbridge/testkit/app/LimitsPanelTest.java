package dev.drawbridge.testkit.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.ratelimit.Policies;
import dev.drawbridge.ratelimit.RateLimits;
import dev.drawbridge.ratelimit.TierRateLimiter;
import dev.drawbridge.ratelimit.spi.LimitEvent;
import dev.drawbridge.ratelimit.spi.LimitOverride;
import dev.drawbridge.testkit.BrowserPage;
import dev.drawbridge.testkit.contract.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tab "Limits" of an app, its JSON call, and what the dashboard says about limits. */
class LimitsPanelTest extends PortalPages {

    private static final CompanyId PRO = new CompanyId("co_pro");
    private static final CompanyId STARTER = new CompanyId("co_starter");

    private App app() {
        filled("Sync").submit();
        return only();
    }

    private Grant connect(App app, CompanyId company, String user) {
        Grant grant = Samples.consent(app.id(), company, new UserId(user));
        assertThat(portal.core.grants().insert(grant)).isTrue();
        return grant;
    }

    private BrowserPage tab(App app) {
        return browser.get("/developers/apps/" + app.id().value() + "/limits");
    }

    private String json(App app, String query) {
        return developer.get("/apps/" + app.id().value() + "/limits" + query).text();
    }

    private RateLimits limits() {
        return portal.features.stream()
                .filter(RateLimits.class::isInstance)
                .map(RateLimits.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private void use(App app, int calls) {
        TierRateLimiter limiter = TierRateLimiter.with(portal.limits.counters(), Policies.seeds(), portal.clock);
        IntStream.range(0, calls).forEach(i -> limiter.decide(PRO, app.id(), Tier.PRO, 1));
    }

    private void happened(LimitEvent.Kind kind, CompanyId company, String limit, Duration ago) {
        Instant now = portal.clock.instant();
        portal.limits
                .events()
                .first(new LimitEvent(
                        kind,
                        company,
                        Optional.empty(),
                        limit,
                        now,
                        now.plus(Duration.ofHours(1)),
                        now.minus(ago),
                        1_500,
                        1_500));
    }

    @Test
    @DisplayName("an app that nobody connected says so")
    void empty() {
        App app = app();
        assertThat(tab(app).text()).contains("No limits to show yet");
        assertThat(json(app, "")).isEqualTo("{\"items\":[],\"next\":null}");
    }

    @Test
    @DisplayName("each company has its plan, its limits, and what remains until when")
    void connected() {
        App app = app();
        connect(app, PRO, "usr_pro");
        connect(app, PRO, "usr_pro2");
        connect(app, STARTER, "usr_starter");
        use(app, 7);
        assertThat(tab(app).texts("main tbody tr"))
                .hasSize(2)
                .anyMatch(row -> row.contains("PRO") && row.contains("500") && row.contains("493"))
                .anyMatch(row -> row.contains("STARTER") && row.contains("100"));
        assertThat(json(app, ""))
                .contains("\"company\":{\"id\":\"co_pro\"", "\"tier\":\"PRO\"", "\"limit\":500,\"remaining\":493")
                .contains("\"resetAt\":\"2026-", "\"override\":null");
    }

    @Test
    @DisplayName("a limit that is the company's own is marked, with its end and without the operator's reason")
    void overridden() {
        App app = app();
        connect(app, PRO, "usr_pro");
        Instant until = portal.clock.instant().plus(Duration.ofDays(2));
        limits().overrides()
                .set(
                        new LimitOverride(PRO, Optional.empty(), "hour", 9_000, Optional.of(until), "Pays on time"),
                        Actor.SYSTEM);
        assertThat(tab(app).text())
                .contains("9,000")
                .contains("Set for this company until")
                .doesNotContain("Pays");
        assertThat(json(app, ""))
                .contains("\"limit\":9000,\"remaining\":9000", "\"override\":{\"until\":" + Json.write(until) + "}")
                .doesNotContain("Pays");
        limits().overrides()
                .set(new LimitOverride(PRO, Optional.of(app.id()), "hour", 9, Optional.empty(), ""), Actor.SYSTEM);
        assertThat(json(app, "")).contains("\"limit\":9,\"remaining\":9", "\"override\":{\"until\":null}");
    }

    @Test
    @DisplayName(
            "several limits of a company are told one by one, the app's own as such, those that only count not at all")
    void severalLimits() {
        App app = app();
        portal.test.host().plan("co_team", new Tier("TEAM", 2, true));
        connect(app, new CompanyId("co_team"), "usr_team");
        assertThat(tab(app).texts("main tbody tr"))
                .hasSize(2)
                .anyMatch(row -> row.contains("hour") && row.contains("300"))
                .anyMatch(row -> row.contains("appday, this app only") && row.contains("40"));
        assertThat(json(app, ""))
                .contains("\"name\":\"hour\",\"perApp\":false,\"limit\":300")
                .contains("\"name\":\"appday\",\"perApp\":true,\"limit\":40")
                .doesNotContain("month");
    }

    @Test
    @DisplayName("a company whose plan has no API access has no limit to show")
    void withoutAccess() {
        App app = app();
        connect(app, new CompanyId("co_free"), "usr_free");
        assertThat(tab(app).text()).contains("co_free has the plan FREE, which has no limit to show.");
        assertThat(json(app, "")).contains("\"tier\":\"FREE\",\"limits\":[]");
    }

    @Test
    @DisplayName("while the host cannot say which plans companies have, the tab is unavailable")
    void hostDown() {
        App app = app();
        connect(app, PRO, "usr_pro");
        portal.test.host().down(true);
        assertThat(tab(app).status()).isEqualTo(503);
        assertThat(developer.get("/apps/" + app.id().value() + "/limits").status())
                .isEqualTo(503);
    }

    @Test
    @DisplayName("many companies come in pages")
    void paged() {
        App app = app();
        IntStream.range(0, 20).forEach(i -> connect(app, new CompanyId("co_" + (char) ('a' + i)), "usr_" + i));
        String first = json(app, "");
        assertThat(first).contains("\"co_a\"", "\"co_p\"", "\"next\":\"co_p\"").doesNotContain("\"co_q\"");
        assertThat(json(app, "?cursor=co_p")).contains("\"co_q\"", "\"co_t\"", "\"next\":null");
        BrowserPage second = tab(app).click("More companies");
        assertThat(second.text()).contains("co_t");
    }

    @Test
    @DisplayName("the limits of an app are nobody else's to see")
    void foreign() {
        App app = app();
        connect(app, PRO, "usr_pro");
        AppPortal.Session stranger = portal.developer("other@acme.test");
        assertThat(stranger.get("/apps/" + app.id().value() + "/limits").status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("the dashboard tells of limits of the last day, of connected companies alone, and each once")
    void noticed() {
        App app = app();
        Grant grant = connect(app, PRO, "usr_pro");
        happened(LimitEvent.Kind.APPROACHED, PRO, "hour", Duration.ofMinutes(9));
        happened(LimitEvent.Kind.REACHED, PRO, "hour", Duration.ofMinutes(8));
        happened(LimitEvent.Kind.APPROACHED, PRO, "burst", Duration.ofHours(25));
        happened(LimitEvent.Kind.REACHED, STARTER, "hour", Duration.ofMinutes(1));
        BrowserPage dashboard = browser.get("/developers/dashboard");
        assertThat(dashboard.text())
                .contains("reached its hourly limit of 1,500 requests.")
                .doesNotContain("80%")
                .doesNotContain("STARTER")
                .doesNotContain("co_starter");
        assertThat(dashboard.attributes("main a[href$='/limits']", "href")).hasSize(1);
        portal.core.grants().end(grant.id(), portal.clock.instant());
        assertThat(browser.get("/developers/dashboard").text()).doesNotContain("hourly limit");
        assertThat(List.of(portal.test.mails().all()))
                .allMatch(mails -> mails.stream().noneMatch(mail -> mail.text().contains("limit")));
    }
}
