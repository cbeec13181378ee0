package dev.drawbridge.examples.benchmarks;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.ratelimit.Limit;
import dev.drawbridge.ratelimit.LimitDecision;
import dev.drawbridge.ratelimit.MemoryCounterStore;
import dev.drawbridge.ratelimit.Policies;
import dev.drawbridge.ratelimit.TierRateLimiter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a decision of the limiter costs on counters in memory, beside one compare-and-set in a map. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LimiterDecision {

    private static final Tier BURST = new Tier("BURST", 9, true);
    private static final Tier QUOTA = new Tier("QUOTA", 9, true);
    private static final Tier USED_UP = new Tier("USED_UP", 9, true);
    private static final AppId APP = new AppId("app");

    /** No run reaches the first two limits; the first call of a company uses up the third. */
    private static final Policies POLICIES = Policies.builder()
            .tier(BURST.code(), Limit.burst(1_000_000, Duration.ofMillis(1), 1_000_000))
            .tier(QUOTA.code(), Limit.perHour(1_000_000_000_000L))
            .tier(USED_UP.code(), Limit.perDay(1))
            .build();

    /** Odd, so that every key has its turn, and far from its neighbours in memory. */
    private static final int STRIDE = 7_368_787;

    /** How many companies call. */
    @Param({"1", "10000", "1000000"})
    private int keys;

    private final ConcurrentMap<CompanyId, AtomicLong> floor = new ConcurrentHashMap<>();
    private final TierRateLimiter limiter =
            TierRateLimiter.with(new MemoryCounterStore(), POLICIES, PlatformClock.system());
    private CompanyId[] companies = {};
    private int next;

    /** Made by JMH. */
    public LimiterDecision() {}

    /** Gives every company a counter. */
    @Setup
    public void fill() {
        companies = new CompanyId[keys];
        for (int i = 0; i < keys; i++) {
            companies[i] = new CompanyId("co_" + i);
            floor.put(companies[i], new AtomicLong());
            limiter.decide(companies[i], APP, BURST, 1);
            limiter.decide(companies[i], APP, QUOTA, 1);
            limiter.decide(companies[i], APP, USED_UP, 1);
            limiter.decide(companies[i], APP, USED_UP, 1);
        }
    }

    /**
     * A limit that the node counts for itself.
     *
     * @return the decision
     */
    @Benchmark
    public LimitDecision burst() {
        return limiter.decide(company(), APP, BURST, 1);
    }

    /**
     * One permit of a quota, through the combining counter.
     *
     * @return the decision
     */
    @Benchmark
    public LimitDecision quota() {
        return limiter.decide(company(), APP, QUOTA, 1);
    }

    /**
     * A quota of which the node knows that it is used up. Of a million companies it remembers a part.
     *
     * @return the refusal
     */
    @Benchmark
    public LimitDecision usedUp() {
        return limiter.decide(company(), APP, USED_UP, 1);
    }

    /**
     * One look-up and one compare-and-set: what no limiter can go below.
     *
     * @return whether it succeeded
     */
    @Benchmark
    public boolean floor() {
        AtomicLong counter = Objects.requireNonNull(floor.get(company()));
        long used = counter.get();
        return counter.compareAndSet(used, used + 1);
    }

    private CompanyId company() {
        next = (int) (((long) next + STRIDE) % keys);
        return companies[next];
    }
}
