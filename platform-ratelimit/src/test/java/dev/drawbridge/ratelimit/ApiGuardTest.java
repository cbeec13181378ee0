package dev.drawbridge.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.Admission;
import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.Contribution;
import dev.drawbridge.core.Feature;
import dev.drawbridge.core.Platform;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.CallerResolver;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.testkit.TestPlatform;
import java.time.Duration;
import java.util.List;
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
            test.host().plan("co_odd", GuardedApi.ONE);
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
