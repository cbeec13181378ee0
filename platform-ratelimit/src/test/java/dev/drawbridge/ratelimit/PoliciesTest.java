package dev.drawbridge.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.PlanLimit;
import dev.drawbridge.core.spi.PlanLimit.Period;
import dev.drawbridge.testkit.TestPlatform;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PoliciesTest {

    @Test
    @DisplayName(
            "the seeds allow 100, 500 and 2,000 requests an hour, tell nothing for a plan without API, and 100 for others")
    void seeds() {
        Policies seeds = Policies.seeds();
        assertThat(seeds.of(Tier.FREE)).isEmpty();
        assertThat(seeds.of(Tier.STARTER)).containsExactly(new PlanLimit("hour", 100, Period.HOUR));
        assertThat(seeds.of(Tier.PRO)).containsExactly(new PlanLimit("hour", 500, Period.HOUR));
        assertThat(seeds.of(Tier.HIGH)).containsExactly(new PlanLimit("hour", 2_000, Period.HOUR));
        assertThat(seeds.of(new Tier("OTHER", 9, true))).containsExactly(new PlanLimit("hour", 100, Period.HOUR));
    }

    @Test
    @DisplayName("pages are told what the apps of a company share, neither limits per app nor what is only counted")
    void tellsPages() {
        Policies policies = Policies.builder()
                .otherTiers(
                        Limit.perHour(1),
                        Limit.perDay(2).named("each").perApp(),
                        Limit.perDay(3).shadow(),
                        Limit.perMonth(4).named("billing"))
                .build();
        assertThat(policies.of(Tier.PRO))
                .containsExactly(new PlanLimit("hour", 1, Period.HOUR), new PlanLimit("billing", 4, Period.MONTH));
    }

    @Test
    @DisplayName("policies that say the same are equal")
    void areValues() {
        assertThat(Policies.seeds()).isEqualTo(Policies.seeds()).hasSameHashCodeAs(Policies.seeds());
        assertThat(Policies.seeds())
                .isNotEqualTo(
                        Policies.builder().tier("STARTER", Limit.perHour(100)).build());
    }

    @Test
    @DisplayName("every problem is told at once")
    void areChecked() {
        Policies.Builder builder = Policies.builder()
                .tier("A", Limit.perHour(-1).named("Bad Name").in(ZoneId.of("Europe/Vienna")))
                .tier("B", Limit.perDay(1), Limit.perDay(2))
                .tier("C", Limit.perDay(1).perApp())
                .otherTiers(Limit.perMonth(1).named("day"));
        ConfigurationException failure = catchThrowableOfType(ConfigurationException.class, builder::build);
        assertThat(failure.problems())
                .containsExactly(
                        "Policies, tier A: The limit hour: give a quota from 0 to 1000000000000, not -1.",
                        "Policies, tier A: The limit 'Bad Name': names are 1 to 32 of [a-z].",
                        "Policies, tier A: The limit hour: only days and months have a time zone.",
                        "Policies, tier B: two limits have the name day; name one of them otherwise.",
                        "Policies, tier C: the limit day counts otherwise on another tier; give it a name of its own.",
                        "Policies, other tiers: the limit day counts otherwise on another tier; give it a name of its own.");
    }

    @Test
    @DisplayName("a platform whose pages would tell other limits than those that hold does not start")
    void pagesTellWhatHolds() {
        Policies policies = Policies.builder().otherTiers(Limit.perHour(7)).build();
        TestPlatform.Builder platform = TestPlatform.builder()
                .set(env -> env.limits(policies))
                .add(env -> RateLimits.on(env, GuardedApi.memory(env)));
        ConfigurationException failure = catchThrowableOfType(ConfigurationException.class, platform::build);
        assertThat(failure.problems())
                .containsExactly("Pages would tell other limits than those that hold: give the same policies to"
                        + " Environment.builder(...).limits and to RateLimits.");
        TestPlatform.builder()
                .set(env -> env.limits(policies))
                .add(env -> RateLimits.on(env, GuardedApi.memory(env), policies))
                .build();
    }
}
