package dev.drawbridge.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.ratelimit.internal.EffectiveQuotas;
import dev.drawbridge.ratelimit.internal.LimitOverview;
import dev.drawbridge.ratelimit.internal.LimitOverview.Left;
import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterResult;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import dev.drawbridge.ratelimit.spi.LimitOverride;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What remains of quotas is told as calls are judged. */
class LimitOverviewTest {

    private static final CompanyId PRO = new CompanyId("co_pro");
    private static final CompanyId HIGH = new CompanyId("co_high");
    private static final AppId APP = new AppId("app_1");
    private static final AppId OTHER = new AppId("app_2");

    private static final Policies POLICIES = Policies.builder()
            .tier(
                    "PRO",
                    Limit.perHour(500),
                    Limit.perDay(40).perApp().named("appday"),
                    Limit.perMonth(9).shadow())
            .tier("HIGH", Limit.perHour(2_000))
            .build();

    private final ManualClock clock = new ManualClock();
    private final Reads counters = new Reads();
    private final List<LimitOverride> overrides = new ArrayList<>();
    private final TierRateLimiter limiter = TierRateLimiter.with(counters, POLICIES, clock, company -> overrides);
    private final LimitOverview overview =
            new LimitOverview(POLICIES::terms, new EffectiveQuotas(company -> overrides), counters);

    private Map<CompanyId, List<Left>> both() {
        Map<CompanyId, Tier> tiers = new LinkedHashMap<>();
        tiers.put(PRO, Tier.PRO);
        tiers.put(HIGH, Tier.HIGH);
        return overview.of(APP, tiers, clock.instant());
    }

    @Test
    @DisplayName(
            "all quotas of several companies come from one look at the counters, without those that refuse nothing")
    void several() {
        limiter.decide(PRO, APP, Tier.PRO, 3);
        limiter.decide(PRO, OTHER, Tier.PRO, 4);
        Map<CompanyId, List<Left>> left = both();
        assertThat(counters.asked).hasSize(1);
        assertThat(left.keySet()).containsExactly(PRO, HIGH);
        assertThat(left.get(PRO))
                .extracting(Left::name, Left::perApp, Left::limit, Left::remaining)
                .containsExactly(tuple("hour", false, 500, 493), tuple("appday", true, 40, 37));
        assertThat(left.get(HIGH))
                .extracting(Left::name, Left::perApp, Left::limit, Left::remaining)
                .containsExactly(tuple("hour", false, 2_000, 2_000));
        assertThat(left.get(PRO).get(0).resetAt()).isAfter(clock.instant());
    }

    @Test
    @DisplayName("an override of another app or of the past is not told, and beyond a lowered limit nothing remains")
    void overridden() {
        Instant now = clock.instant();
        limiter.decide(PRO, APP, Tier.PRO, 3);
        overrides.add(new LimitOverride(PRO, Optional.empty(), "hour", 2, Optional.empty(), ""));
        overrides.add(new LimitOverride(PRO, Optional.of(OTHER), "hour", 7, Optional.empty(), ""));
        overrides.add(new LimitOverride(PRO, Optional.empty(), "appday", 7, Optional.of(now), ""));
        List<Left> left = both().get(PRO);
        assertThat(left.get(0).remaining()).isZero();
        assertThat(left.get(0).override()).contains(overrides.get(0));
        assertThat(left.get(1).limit()).isEqualTo(40);
        assertThat(left.get(1).override()).isEmpty();
    }

    @Test
    @DisplayName("where no company has a quota the counters are not asked")
    void nobody() {
        assertThat(overview.of(APP, Map.of(), clock.instant())).isEmpty();
        assertThat(counters.asked).isEmpty();
    }

    private static Tuple tuple(String name, boolean perApp, long limit, long remaining) {
        return Tuple.tuple(name, perApp, limit, remaining);
    }

    /** Remembers what it was asked for. */
    private static final class Reads implements CounterStore {

        private final CounterStore counters = new MemoryCounterStore();
        private final List<Set<CounterWindow>> asked = new ArrayList<>();

        @Override
        public List<CounterResult> take(List<CounterDemand> demands) {
            return counters.take(demands);
        }

        @Override
        public void add(CounterWindow window, long permits) {
            counters.add(window, permits);
        }

        @Override
        public Map<CounterWindow, Long> used(Set<CounterWindow> windows) {
            asked.add(windows);
            return counters.used(windows);
        }

        @Override
        public int purge(Instant before, int limit) {
            return counters.purge(before, limit);
        }
    }
}
