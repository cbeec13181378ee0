package dev.drawbridge.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.Admission;
import dev.drawbridge.core.ApiHandler;
import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.Feature;
import dev.drawbridge.core.Platform;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.CallerResolver;
import dev.drawbridge.core.spi.app.App;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiGuardTest {

    private final GuardedApi api = new GuardedApi();
    private final TestPlatform test = api.test;

    @Nested
    class Order {

        @Test
        @Tag("A-058")
        @Tag("A-060")
        @Tag("A-081")
        @DisplayName("of everything that is wrong with a call the first in the guard's order is told")
        void isFixed() {
            api.user("all wrong", "co_odd", "usr_odd", Scopes.NONE, api.app(GuardedApi.APP, List.of("203.0.113.0/24")));
            test.host().plan("co_odd", Tier.FREE);

            assertThat(response("unknown", "127.0.0.1")).isEqualTo("401 invalid_token");
            assertThat(response("all wrong", "127.0.0.1")).isEqualTo("403 ip_not_allowed");
            assertThat(response("all wrong", "203.0.113.7")).isEqualTo("401 invalid_token");
            test.host().join("co_odd", "usr_odd", true);
            test.platform().userChanged("usr_odd");
            assertThat(response("all wrong", "203.0.113.7")).isEqualTo("403 plan_required");
            test.host().plan("co_odd", new Tier("TINY", 1, 1));
            test.platform().planChanged(new CompanyId("co_odd"));
            assertThat(response("all wrong", "203.0.113.7")).isEqualTo("403 insufficient_scope");
            assertThat(response("all wrong", "203.0.113.7")).isEqualTo("429 quota_exceeded");
            test.clock().advance(Duration.ofHours(1));
            api.user(
                    "all right",
                    "co_odd",
                    "usr_odd",
                    Scopes.of("tickets.read"),
                    api.app(GuardedApi.APP, List.of("203.0.113.0/24")));
            assertThat(response("all right", "203.0.113.7")).isEqualTo("200 ok");
        }

        private String response(String token, String peer) {
            Response response = api.call(token, peer);
            return response.status() + " " + GuardedApi.code(response);
        }
    }

    @Nested
    class Addresses {

        @ParameterizedTest
        @Tag("A-058")
        @DisplayName("the app's IP allow list holds for API calls, IPv4, IPv6 and mapped")
        @CsvSource({
            "203.0.113.0/24,  203.0.113.7,          ok",
            "203.0.113.0/24,  198.51.100.1,         ip_not_allowed",
            "203.0.113.0/24,  ::ffff:203.0.113.7,   ok",
            "203.0.113.0/24,  ::ffff:198.51.100.1,  ip_not_allowed",
            "203.0.113.0/24,  2001:db8::1,          ip_not_allowed",
            "2001:db8::/32,   2001:db8::1,          ok",
            "2001:db8::/32,   2001:db9::1,          ip_not_allowed",
            "2001:db8::/32,   203.0.113.7,          ip_not_allowed"
        })
        void mustBeInTheList(String range, String peer, String expected) {
            api.user("listed", "co_pro", "usr_pro", Scopes.of("tickets.read"), api.app(GuardedApi.APP, List.of(range)));
            assertThat(GuardedApi.code(api.call("listed", peer))).isEqualTo(expected);
        }

        @ParameterizedTest
        @Tag("A-058")
        @DisplayName("the platform's list and the app's own must both have the address")
        @CsvSource({
            "203.0.113.7,    ok",
            "203.0.113.200,  ip_not_allowed",
            "198.51.100.1,   ip_not_allowed",
            "2001:db8::1,    ip_not_allowed"
        })
        void mustBeInBothLists(String peer, String expected) {
            GuardedApi listed = new GuardedApi(
                    platform -> platform.set(environment -> environment.ipAllowList(List.of("203.0.113.0/25"))));
            App app = listed.app(GuardedApi.APP, List.of("203.0.113.0/24", "198.51.100.0/24"));
            listed.user("listed", "co_pro", "usr_pro", Scopes.of("tickets.read"), app);

            assertThat(GuardedApi.code(listed.call("listed", peer))).isEqualTo(expected);
            assertThat(GuardedApi.code(listed.call("pro", peer))).isEqualTo(expected);
        }

        @Test
        @Tag("A-058")
        @DisplayName("an empty list allows every address")
        void areAllAllowedByAnEmptyList() {
            assertThat(api.call("pro", "198.51.100.1").status()).isEqualTo(200);
        }
    }

    @Nested
    class Users {

        @Test
        void whoAreGoneAreToldByTheChallengeOfRfc6750() {
            test.host().disable("usr_pro", true);
            Response response = api.call("pro");
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.header("WWW-Authenticate"))
                    .hasValueSatisfying(
                            challenge -> assertThat(challenge).startsWith("Bearer error=\"invalid_token\""));
        }

        @Test
        @Tag("A-060")
        @DisplayName("a machine whose run-as user is gone gets 403")
        void whomAMachineRunsAsMustBeThere() {
            api.machine("machine", "co_pro", "usr_pro2");
            assertThat(api.call("machine").text()).contains("client:dp_cid_app_machine");
            test.host().leave("co_pro", "usr_pro2");
            test.platform().userChanged("usr_pro2");
            Response response = api.call("machine");
            assertThat(response.status()).isEqualTo(403);
            assertThat(GuardedApi.code(response)).isEqualTo("run_as_not_permitted");
        }

        @Test
        void areAskedForAgainAfterAMinute() {
            api.call("pro");
            test.host().disable("usr_pro", true);
            test.clock().advance(Duration.ofSeconds(59));
            assertThat(api.call("pro").status()).isEqualTo(200);
            test.clock().advance(Duration.ofSeconds(1));
            assertThat(api.call("pro").status()).isEqualTo(401);
        }

        @Test
        void areAskedForAgainImmediatelyWhenTheHostSaysSo() {
            api.call("pro");
            test.host().disable("usr_pro", true);
            test.platform().userChanged("usr_other");
            assertThat(api.call("pro").status()).isEqualTo(200);
            test.platform().userChanged("usr_pro");
            assertThat(api.call("pro").status()).isEqualTo(401);
            test.host().disable("usr_pro", false);
            test.platform().userChanged("usr_pro");
            assertThat(api.call("pro").status()).isEqualTo(200);
        }
    }

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
            test.host().plan("co_starter", new Tier("TINY", 1, 2));
            test.platform().planChanged(new CompanyId("co_starter"));
            assertThat(api.call("starter").header("RateLimit")).hasValue("\"hour\";r=0;t=3600");
            assertThat(api.call("starter").status()).isEqualTo(429);
        }
    }

    @Nested
    class Failures {

        @Test
        @Tag("A-135")
        void ofTheHostAre503() {
            test.host().down(true);
            assertUnavailable(api.call("pro"));
        }

        @Test
        @Tag("A-135")
        void ofPlansAreBridgedForTenMinutes() {
            FailingPlans plans = new FailingPlans();
            GuardedApi bridged = new GuardedApi(builder -> builder.set(env -> env.plans(plans)));
            assertThat(bridged.call("pro").status()).isEqualTo(200);
            plans.failing = true;
            bridged.test.clock().advance(Duration.ofMinutes(10).minusSeconds(1));
            assertThat(bridged.call("pro").status()).isEqualTo(200);
            bridged.test.clock().advance(Duration.ofSeconds(1));
            assertUnavailable(bridged.call("pro"));
        }

        @Test
        void ofPlansAfterAChangeAreNotBridged() {
            FailingPlans plans = new FailingPlans();
            GuardedApi bridged = new GuardedApi(builder -> builder.set(env -> env.plans(plans)));
            bridged.call("pro");
            plans.failing = true;
            bridged.test.platform().planChanged(new CompanyId("co_pro"));
            assertUnavailable(bridged.call("pro"));
        }

        @Test
        void ofTheResolverAre503() {
            api.resolverDown = true;
            assertUnavailable(api.call("pro"));
        }

        @Test
        @Tag("R-18")
        @DisplayName("a limiter whose store is down gives 503")
        void ofTheLimitersStoreAre503() {
            GuardedApi broken = new GuardedApi(builder -> builder, new BrokenCounters());
            assertUnavailable(broken.call("pro"));
        }

        @Test
        @DisplayName(
                "a node that lost touch with the change feed for more than a minute gives 503 until it reads again")
        void ofTheChangeFeedAre503OnceRevocationsMayBeUnknown() {
            test.clock().pass(ChangeFeed.MAX_STALENESS);
            assertThat(api.call("pro").status()).isEqualTo(200);

            test.clock().pass(Duration.ofNanos(1));
            assertUnavailable(api.call("pro"));

            CoreServices.of(test.env()).changes().poll();
            assertThat(api.call("pro").status()).isEqualTo(200);
        }

        private void assertUnavailable(Response response) {
            assertThat(response.status()).isEqualTo(503);
            assertThat(GuardedApi.code(response)).isEqualTo("temporarily_unavailable");
            assertThat(response.header("Retry-After")).hasValue("5");
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

        private Response guarded(ApiHandler handler) {
            return test.platform()
                    .guard()
                    .require("tickets.read")
                    .around(handler)
                    .handle(GuardedApi.request("starter"));
        }
    }

    @Nested
    class Controllers {

        @Test
        void thatAreNoHandlerAskAndFinish() {
            Admission admission = test.platform().guard().admit(GuardedApi.request("pro"), "tickets.read");
            assertThat(admission.admitted()).isTrue();
            assertThat(admission.caller().company()).isEqualTo(new CompanyId("co_pro"));
            assertThat(admission.headers()).containsKeys("RateLimit", "RateLimit-Policy");
            assertThatThrownBy(admission::refusal).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void thatAreRefusedGiveTheRefusal() {
            Admission admission = test.platform().guard().admit(GuardedApi.request("unknown"), "tickets.read");
            assertThat(admission.admitted()).isFalse();
            assertThat(admission.refusal().status()).isEqualTo(401);
            assertThatThrownBy(admission::caller).isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class Configuration {

        @Test
        void anUnknownScopeIsRefusedWhenTheRouteIsBuilt() {
            assertThatThrownBy(() -> test.platform().guard().require("tickets.raed"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("tickets.raed");
        }

        @Test
        void aGuardWithoutALimitIsAProblem() {
            assertThatThrownBy(() -> Platform.of(test.env(), new Resolver()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("add RateLimits");
        }

        @Test
        void aPlatformThatKnowsNoCallersHasNoGuard() {
            Platform platform = Platform.of(test.env());
            assertThatThrownBy(platform::guard)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("AuthorizationServer");
        }
    }

    private record Resolver() implements Feature {

        @Override
        public String name() {
            return "resolver";
        }

        @Override
        public Contribution contribution() {
            return Contribution.builder()
                    .addCallerResolver(
                            (request, scope) -> new CallerResolver.Refused(Problem.of(401, "invalid_token", "No.")))
                    .build();
        }
    }
}
