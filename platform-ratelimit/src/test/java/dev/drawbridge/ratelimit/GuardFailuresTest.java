package dev.drawbridge.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.Plans;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterResult;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import dev.drawbridge.testkit.TestPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the guard does while something that it needs is away. */
class GuardFailuresTest {

    private final GuardedApi api = new GuardedApi();
    private final TestPlatform test = api.test;

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

    /** Every company is on PRO, as long as the host responds. */
    private static final class FailingPlans implements Plans {

        volatile boolean failing;

        @Override
        public Tier planOf(CompanyId company) {
            if (failing) {
                throw new IllegalStateException("The test's plans were told to fail");
            }
            return Tier.PRO;
        }
    }

    /** Counters whose database is away. */
    private static final class BrokenCounters implements CounterStore {

        @Override
        public List<CounterResult> take(List<CounterDemand> demands) {
            throw down();
        }

        @Override
        public void add(CounterWindow window, long permits) {
            throw down();
        }

        @Override
        public Map<CounterWindow, Long> used(Set<CounterWindow> windows) {
            throw down();
        }

        @Override
        public int purge(Instant before, int limit) {
            throw down();
        }

        private static StoreUnavailableException down() {
            return new StoreUnavailableException("The test's counters are down", new IllegalStateException());
        }
    }
}
