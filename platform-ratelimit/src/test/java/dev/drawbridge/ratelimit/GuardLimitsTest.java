package dev.drawbridge.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.ApiHandler;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.contract.Race;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What plans and limits make of a call. */
class GuardLimitsTest {

    private final GuardedApi api = new GuardedApi();
    private final TestPlatform test = api.test;

    @Nested
    class PlansOfCompanies {

        @Test
        @Tag("A-081")
        @DisplayName("a company on FREE gets 403, never 429, and its calls take no permit")
        void withoutApiAreRefused() {
            test.host().plan("co_pro", Tier.FREE);
            Response response = api.call("pro");
            assertThat(response.status()).isEqualTo(403);
            assertThat(GuardedApi.code(response)).isEqualTo("plan_required");
            assertThat(response.header("RateLimit")).isEmpty();
            test.host().plan("co_pro", Tier.PRO);
            test.platform().planChanged(new CompanyId("co_pro"));
            assertThat(api.call("pro").header("RateLimit")).hasValue("\"hour\";r=499;t=3600");
        }

        @Test
        @Tag("R-10")
        @Tag("R-11")
        @DisplayName("a change of plan that the host tells counts for the next call")
        void countImmediatelyWhenTheHostTellsTheChange() {
            assertThat(api.call("starter").header("RateLimit")).hasValue("\"hour\";r=99;t=3600");
            test.host().plan("co_starter", Tier.PRO);
            test.platform().planChanged(new CompanyId("co_starter"));
            assertThat(api.call("starter").header("RateLimit")).hasValue("\"hour\";r=498;t=3600");
            test.host().plan("co_starter", GuardedApi.TWO);
            test.platform().planChanged(new CompanyId("co_starter"));
            assertThat(api.call("starter").header("RateLimit")).hasValue("\"hour\";r=0;t=3600");
            assertThat(api.call("starter").status()).isEqualTo(429);
        }
    }

    @Nested
    class Limits {

        @Test
        @Tag("R-01")
        @DisplayName("of 300 parallel calls of a STARTER company exactly 100 are admitted")
        void areExact() {
            AtomicInteger handled = new AtomicInteger();
            ApiHandler handler = (request, caller) -> Response.json(200, handled.incrementAndGet());
            List<Integer> statuses = Race.of(
                            30,
                            thread -> IntStream.range(0, 10)
                                    .map(i -> guarded(handler).status())
                                    .boxed()
                                    .toList())
                    .stream()
                    .flatMap(List::stream)
                    .toList();
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(100);
            assertThat(statuses).filteredOn(status -> status == 429).hasSize(200);
            assertThat(handled).hasValue(100);
        }

        @Test
        @Tag("R-17")
        @DisplayName("every judged response carries what remains, also when handler or scope refuse")
        void areToldWithEveryResponse() {
            ApiHandler refusing = (request, caller) -> {
                throw ProblemException.of(404, "not_found", "No such ticket.");
            };
            api.user("scopeless", "co_starter", "usr_starter", Scopes.NONE, api.app(GuardedApi.APP, List.of()));
            assertThat(api.call("starter").header("RateLimit-Policy")).hasValue("\"hour\";q=100;w=3600");
            assertThat(api.call("starter").header("RateLimit")).hasValue("\"hour\";r=98;t=3600");
            assertThat(guarded(refusing))
                    .matches(response -> response.status() == 404)
                    .matches(response ->
                            response.header("RateLimit").orElseThrow().equals("\"hour\";r=97;t=3600"));
            Response scopeless = api.call("scopeless");
            assertThat(scopeless.header("RateLimit")).hasValue("\"hour\";r=96;t=3600");
            assertThat(scopeless.header("WWW-Authenticate"))
                    .hasValue("Bearer error=\"insufficient_scope\", scope=\"tickets.read\"");
        }

        @Test
        @Tag("R-17")
        @DisplayName("who waits as long as Retry-After says is admitted")
        void endWithRetryAfter() {
            test.clock().advance(Duration.ofMinutes(37).plusMillis(1));
            IntStream.range(0, 100).forEach(i -> api.call("starter"));
            Response refused = api.call("starter");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("RateLimit")).hasValue("\"hour\";r=0;t=1380");
            long wait = Long.parseLong(refused.header("Retry-After").orElseThrow());
            assertThat(wait).isEqualTo(1_380);
            test.clock().advance(Duration.ofSeconds(wait));
            assertThat(api.call("starter").status()).isEqualTo(200);
        }

        @Test
        @Tag("R-25")
        void areOfTheCompanyNotOfTheUserOrApp() {
            test.host().join("co_starter", "usr_second", false);
            api.user("second", "co_starter", "usr_second");
            api.machine("machine", "co_starter", "usr_second");
            api.call("starter");
            api.call("second");
            assertThat(api.call("machine").header("RateLimit")).hasValue("\"hour\";r=97;t=3600");
            assertThat(api.call("pro").header("RateLimit")).hasValue("\"hour\";r=499;t=3600");
        }

        @Test
        @Tag("RSV-07")
        @DisplayName(
                "over the limit is 429 with Retry-After and no challenge; a bad token stays 401, over the limit or not")
        void limitsAndTokens() {
            Response last = api.call("starter");
            for (int calls = 1; calls <= 100; calls++) {
                last = api.call("starter");
            }

            assertThat(last.status()).isEqualTo(429);
            assertThat(last.header("Retry-After")).isPresent();
            assertThat(last.header("WWW-Authenticate")).isEmpty();
            Response unknown = api.call("nobody");
            assertThat(unknown.status()).isEqualTo(401);
            assertThat(unknown.header("WWW-Authenticate")).isPresent();
            assertThat(unknown.header("Retry-After")).isEmpty();
            assertThat(unknown.headers().asMap().keySet()).noneMatch(name -> name.startsWith("RateLimit"));
        }

        private Response guarded(ApiHandler handler) {
            return test.platform()
                    .guard()
                    .require("tickets.read")
                    .around(handler)
                    .handle(GuardedApi.request("starter"));
        }
    }
}
