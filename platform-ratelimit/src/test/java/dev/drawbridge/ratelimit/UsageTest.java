package dev.drawbridge.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.Admission;
import dev.drawbridge.core.ApiHandler;
import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.store.UsageCounts;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.contract.Race;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");

    private final GuardedApi api = new GuardedApi();

    @Nested
    class Counting {

        @ParameterizedTest
        @Tag("M-09")
        @DisplayName("responses are counted by their status")
        @CsvSource({
            "100, 1 0 0 0 0",
            "200, 1 0 0 0 0",
            "201, 1 0 0 0 0",
            "304, 1 0 0 0 0",
            "400, 0 1 0 0 0",
            "404, 0 1 0 0 0",
            "499, 0 1 0 0 0",
            "401, 0 0 1 0 0",
            "403, 0 0 1 0 0",
            "429, 0 0 0 1 0",
            "500, 0 0 0 0 1",
            "503, 0 0 0 0 1"
        })
        void isByStatus(int status, String expected) {
            handle((request, caller) -> Response.empty(status));
            UsageCounts counts = today(api);
            assertThat(counts.ok() + " " + counts.clientError() + " " + counts.denied() + " " + counts.rateLimited()
                            + " " + counts.serverError())
                    .isEqualTo(expected);
        }

        @Test
        @Tag("A-089")
        @DisplayName("N successful and M rate-limited calls appear as N and M")
        void isExact() {
            Race.of(
                    30,
                    thread -> IntStream.range(0, 10)
                            .map(i -> api.call("starter").status())
                            .sum());
            assertThat(today(api)).isEqualTo(new UsageCounts(100, 0, 0, 200, 0, 100));
        }

        @Test
        @Tag("A-089")
        @DisplayName("three nodes with 1,000 concurrent calls each count 3,000")
        void addsUpOverNodes() {
            SettableClock clock = new SettableClock();
            MemoryCoreStores stores = new MemoryCoreStores(clock);
            CounterStore counters = new MemoryCounterStore();
            List<GuardedApi> nodes = IntStream.range(0, 3)
                    .mapToObj(
                            i -> new GuardedApi(builder -> builder.clock(clock).stores(stores), counters))
                    .toList();
            Race.of(30, thread -> {
                GuardedApi node = nodes.get(thread % 3);
                IntStream.range(0, 100).forEach(i -> {
                    node.call("pro");
                    if (i % 20 == 0) {
                        node.test.runJobs();
                    }
                });
                return true;
            });
            nodes.forEach(node -> node.test.platform().close());
            assertThat(stored(nodes.get(0), TODAY)).isEqualTo(new UsageCounts(500, 0, 0, 2_500, 0, 500));
        }

        @Test
        @Tag("A-091")
        @DisplayName("calls with an invalid token are counted for no app")
        void needsAValidToken() {
            api.call("unknown");
            api.test.runJobs();
            assertThat(api.test.env().stores().usage().total(GuardedApi.APP)).isZero();
        }

        @Test
        @DisplayName("calls that the guard refuses are counted, each once")
        void includesWhatTheGuardRefuses() {
            api.user("scopeless", "co_pro", "usr_pro", Scopes.NONE, api.app(GuardedApi.APP, List.of()));
            api.user("listed", "co_pro", "usr_pro", Scopes.NONE, api.app(GuardedApi.APP, List.of("203.0.113.0/24")));
            api.user("gone", "co_pro", "usr_nobody");
            api.user("free", "co_free", "usr_free");
            List.of("scopeless", "listed", "gone", "free").forEach(api::call);
            assertThat(today(api)).isEqualTo(new UsageCounts(0, 0, 4, 0, 0, 1));
        }

        @Test
        void ofAHandlerThatThrowsIsAServerError() {
            assertThatThrownBy(() -> handle((request, caller) -> {
                        throw new IllegalStateException("broken");
                    }))
                    .hasMessage("broken");
            assertThat(today(api)).isEqualTo(new UsageCounts(0, 0, 0, 0, 1, 1));
        }

        @Test
        void ofAControllerIsOnceHoweverOftenItFinishes() {
            Admission admission = api.test.platform().guard().admit(GuardedApi.request("pro"), "tickets.read");
            admission.finish(201);
            admission.finish(500);
            Admission refused = api.test.platform().guard().admit(GuardedApi.request("unknown"), "tickets.read");
            refused.finish(200);
            assertThat(today(api)).isEqualTo(new UsageCounts(1, 0, 0, 0, 0, 1));
        }
    }

    @Nested
    class Days {

        @Test
        @Tag("A-090")
        @DisplayName("a call before and one after midnight UTC fall on different days, whatever the JVM's zone")
        void areUtc() {
            TimeZone zone = TimeZone.getDefault();
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            try {
                api.test.clock().set(Instant.parse("2026-03-08T23:59:59.900Z"));
                api.call("pro");
                api.test.clock().set(Instant.parse("2026-03-09T00:00:00.100Z"));
                api.call("pro");
                api.call("pro");
                api.test.runJobs();
            } finally {
                TimeZone.setDefault(zone);
            }
            assertThat(stored(api, LocalDate.parse("2026-03-08")).ok()).isEqualTo(1);
            assertThat(stored(api, LocalDate.parse("2026-03-09")).ok()).isEqualTo(2);
        }

        @Test
        @Tag("M-05")
        @DisplayName("a call that ends after midnight counts on the day on which it began")
        void areThoseOfTheBeginning() {
            Admission admission = api.test.platform().guard().admit(GuardedApi.request("pro"), "tickets.read");
            api.test.clock().advance(Duration.ofDays(3));
            api.test.runJobs();
            admission.finish(200);
            api.test.runJobs();
            assertThat(stored(api, TODAY).ok()).isOne();
            assertThat(stored(api, TODAY.plusDays(3)).total()).isZero();
        }
    }

    @Nested
    class Stopping {

        @Test
        @Tag("M-01")
        @DisplayName("a graceful stop loses nothing")
        void storesWhatWasCounted() {
            IntStream.range(0, 7).forEach(i -> api.call("pro"));
            api.test.platform().close();
            assertThat(stored(api, TODAY).ok()).isEqualTo(7);
        }
    }

    @Nested
    class Panel {

        @Test
        @Tag("A-087")
        @Tag("A-088")
        @DisplayName("the JSON call has 30 ascending UTC dates ending today, zeros filled, and sums that agree")
        void returnsJson() {
            api.call("pro");
            api.test.clock().advance(Duration.ofDays(1));
            IntStream.range(0, 102).forEach(i -> api.call("starter"));
            api.test.runJobs();
            Map<String, Object> body = json("/developers/api/v1/apps/app_1/usage");
            List<Map<String, Object>> days = days(body);
            assertThat(days)
                    .extracting(day -> day.get("date"))
                    .isEqualTo(IntStream.rangeClosed(-28, 1)
                            .mapToObj(day -> TODAY.plusDays(day).toString())
                            .toList());
            assertThat(body.get("total")).isEqualTo(103);
            assertThat(days.get(28)).containsEntry("ok", 1).containsEntry("total", 1);
            assertThat(days.get(29)).containsEntry("ok", 100).containsEntry("rateLimited", 2);
            assertThat(days)
                    .allSatisfy(day -> assertThat(day.get("total"))
                            .isEqualTo((int) day.get("ok")
                                    + (int) day.get("clientError")
                                    + (int) day.get("denied")
                                    + (int) day.get("rateLimited")
                                    + (int) day.get("serverError")));
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 7, 90})
        void returnsAsManyDaysAsAsked(int days) {
            assertThat(days(json("/developers/api/v1/apps/app_1/usage?days=" + days)))
                    .hasSize(days);
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "91", "-1", "x", "1.5", "007", "1000000000000"})
        void refusesOtherNumbersOfDays(String days) {
            Response response = api.portal("/developers/api/v1/apps/app_1/usage?days=" + days);
            assertThat(response.status()).isEqualTo(422);
            assertThat(response.text()).contains("\"field\":\"days\"");
        }

        @Test
        @Tag("A-092")
        @DisplayName(
                "the page has an accessible chart, a table of the same 30 rows, routes and companies, and nothing the CSP forbids")
        void hasAnAccessibleChart() {
            IntStream.range(0, 101).forEach(i -> api.call("starter"));
            api.test.runJobs();
            String page = api.portal("/developers/apps/app_1/usage").text();
            assertThat(page)
                    .contains("role=\"img\"")
                    .contains("<title id=\"usage-title\">")
                    .contains(
                            "<desc id=\"usage-desc\">101 requests in 30 days. Busiest day: 2 Mar (101). One was rate-limited.")
                    .contains("aria-labelledby=\"usage-title usage-desc\"")
                    .doesNotContain("style=")
                    .doesNotContain("<script")
                    .doesNotContain("<style");
            assertThat(page.split("<th role=\"rowheader\"", -1)).hasSize(1 + 30 + 2);
            assertThat(page)
                    .contains("Routes, last 30 days")
                    .contains("<th role=\"rowheader\" scope=\"row\">tickets.read</th>")
                    .contains("Companies, last 30 days")
                    .contains("<th role=\"rowheader\" scope=\"row\">co_starter</th>");
        }

        @Test
        @Tag("A-093")
        @DisplayName("an app without traffic shows the empty state")
        void showsTheEmptyState() {
            String page = api.portal("/developers/apps/app_1/usage").text();
            assertThat(page).contains("No requests yet").contains("curl").doesNotContain("<svg");
        }

        @Test
        void offersTheFiguresAsCsv() {
            api.call("pro");
            api.test.runJobs();
            Response csv = api.portal("/developers/apps/app_1/usage.csv");
            assertThat(csv.header("Content-Type")).hasValue("text/csv; charset=utf-8");
            assertThat(csv.text().lines()).hasSize(31).last().isEqualTo("2026-03-02,1,1,0,0,0,0");
        }

        @Test
        @Tag("M-10")
        @DisplayName("the JSON call has minutes, hours and days of any time zone, by route, company or outcome")
        void returnsOtherPeriods() {
            api.call("pro");
            api.test.clock().advance(Duration.ofMinutes(1));
            IntStream.range(0, 101).forEach(i -> api.call("starter"));
            api.test.runJobs();
            Instant now = api.test.clock().instant();
            String usage = "/developers/api/v1/apps/app_1/usage?";
            Map<String, Object> minutes = json(usage + "granularity=minute&from=" + now.minusSeconds(60));
            assertThat(minutes).containsEntry("granularity", "minute").containsEntry("total", 102);
            assertThat(periods(minutes))
                    .extracting(period -> period.get("total"))
                    .containsExactly(1, 101);
            assertThat(periods(json(usage + "granularity=hour")))
                    .hasSize(49)
                    .last()
                    .satisfies(hour -> assertThat(hour).containsEntry("total", 102));
            assertThat(periods(json(usage + "timeZone=Pacific/Auckland")))
                    .hasSize(30)
                    .last()
                    .satisfies(day -> assertThat(day).containsEntry("total", 102));
            assertThat(periods(json(usage + "groupBy=company")))
                    .extracting(row -> row.get("company") + " " + row.get("ok") + " " + row.get("rateLimited"))
                    .containsExactly("co_pro 1 0", "co_starter 100 1");
            assertThat(periods(json(usage + "groupBy=route")))
                    .extracting(row -> row.get("route") + " " + row.get("total"))
                    .containsExactly("tickets.read 102");
            assertThat(periods(json(usage + "granularity=day&from=2026-03-02&groupBy=outcome")))
                    .extracting(row -> row.get("start") + " " + row.get("outcome") + " " + row.get("total"))
                    .contains("2026-03-02T00:00:00Z ok 101", "2026-03-02T00:00:00Z rateLimited 1");
        }

        @Test
        @Tag("M-10")
        @DisplayName("a day of a time zone has the calls between its own midnights")
        void zonesHaveTheirOwnDays() {
            api.test.clock().set(Instant.parse("2026-03-01T22:30:00Z"));
            api.call("pro");
            api.test.clock().set(Instant.parse("2026-03-01T23:30:00Z"));
            api.call("pro");
            api.call("pro");
            api.test.runJobs();
            String days = "/developers/api/v1/apps/app_1/usage?from=2026-03-01&timeZone=";
            assertThat(periods(json(days + "Europe/Berlin")))
                    .extracting(day -> day.get("start") + " " + day.get("total"))
                    .containsExactly("2026-03-01T00:00:00+01:00 1", "2026-03-02T00:00:00+01:00 2");
            assertThat(periods(json(days + "UTC")))
                    .extracting(day -> day.get("start") + " " + day.get("total"))
                    .containsExactly("2026-03-01T00:00:00Z 3");
        }

        @ParameterizedTest
        @Tag("M-10")
        @DisplayName("a parameter that is wrong is named")
        @CsvSource({
            "granularity=week, granularity",
            "groupBy=app, groupBy",
            "timeZone=Mars/Olympus, timeZone",
            "timeZone=Asia/Kolkata, timeZone",
            "from=yesterday, from",
            "to=2026-03-02T25:00:00Z, to",
            "from=2026-03-03, from",
            "from=2020-01-01, from",
            "granularity=minute&from=2026-02-20, from",
            "granularity=hour&from=2025-11-01, from"
        })
        void namesTheWrongParameter(String query, String field) {
            Response response = api.portal("/developers/api/v1/apps/app_1/usage?" + query);
            assertThat(response.status()).isEqualTo(422);
            assertThat(response.text()).contains("\"field\":\"" + field + "\"");
        }

        @Test
        void offersOtherPeriodsAsCsv() {
            api.call("pro");
            api.test.runJobs();
            Response csv = api.portal("/developers/apps/app_1/usage.csv?groupBy=route&granularity=hour");
            assertThat(csv.text().lines())
                    .containsExactly(
                            "start,route,total,ok,clientError,denied,rateLimited,serverError",
                            "\"2026-03-02T09:00:00Z\",\"tickets.read\",1,1,0,0,0,0");
        }

        @SuppressWarnings("unchecked")
        private static List<Map<String, Object>> periods(Map<String, Object> body) {
            return (List<Map<String, Object>>) body.get("periods");
        }

        private Map<String, Object> json(String target) {
            Response response = api.portal(target);
            assertThat(response.status()).isEqualTo(200);
            return Json.readObject(response.body()).toMap();
        }

        @SuppressWarnings("unchecked")
        private static List<Map<String, Object>> days(Map<String, Object> body) {
            return (List<Map<String, Object>>) body.get("days");
        }
    }

    private Response handle(ApiHandler handler) {
        return api.test
                .platform()
                .guard()
                .require("tickets.read")
                .around(handler)
                .handle(GuardedApi.request("pro"));
    }

    private static UsageCounts today(GuardedApi api) {
        api.test.runJobs();
        return stored(api, TODAY);
    }

    private static UsageCounts stored(GuardedApi api, LocalDate day) {
        return api.test.env().stores().usage().days(GuardedApi.APP, day, day).getOrDefault(day, UsageCounts.ZERO);
    }
}
