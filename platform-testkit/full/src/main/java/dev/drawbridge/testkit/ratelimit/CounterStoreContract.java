package dev.drawbridge.testkit.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.ratelimit.Limit;
import dev.drawbridge.ratelimit.LimitDecision;
import dev.drawbridge.ratelimit.Policies;
import dev.drawbridge.ratelimit.TierRateLimiter;
import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterResult;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.contract.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link CounterStore} must do. Extend it and return an empty store for each test. */
public abstract class CounterStoreContract {

    private static final Instant WINDOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant NEXT_WINDOW = WINDOW.plus(Duration.ofHours(1));
    private static final Instant EXPIRY = WINDOW.plus(Duration.ofHours(2));
    private static final int THREADS = 64;

    /** For subclasses. */
    protected CounterStoreContract() {}

    /**
     * Returns the store under test, as one node sees it.
     *
     * @return another instance on the same data each time if nodes can share data, otherwise the same one
     */
    protected abstract CounterStore counters();

    /**
     * Says up to which number the store counts exactly.
     *
     * @return {@link Long#MAX_VALUE} unless overridden; never below 2<sup>53</sup>
     */
    protected long exactUpTo() {
        return Long.MAX_VALUE;
    }

    /**
     * Says whether the store deletes expired counters by itself, so that purging has nothing to do.
     *
     * @return false unless overridden
     */
    protected boolean deletesByItself() {
        return false;
    }

    /** Takes one permit of one counter: how many are taken then, or nothing. */
    private static OptionalInt take(CounterStore counters, CounterWindow window, int limit) {
        CounterResult result = counters.take(List.of(new CounterDemand(List.of(new CounterLimit(window, limit)), 1, 1)))
                .get(0);
        return result.granted() == 1 ? OptionalInt.of(result.used().get(0).intValue()) : OptionalInt.empty();
    }

    @Nested
    class Permits {

        @Test
        void areCountedFromOne() {
            assertThat(take("a", WINDOW, 3)).hasValue(1);
            assertThat(take("a", WINDOW, 3)).hasValue(2);
            assertThat(take("a", WINDOW, 3)).hasValue(3);
            assertThat(take("a", WINDOW, 3)).isEmpty();
        }

        @Test
        void ofAnotherKeyAreOthers() {
            take("a", WINDOW, 1);
            assertThat(take("b", WINDOW, 1)).hasValue(1);
        }

        @Test
        void ofTheNextWindowAreNew() {
            take("a", WINDOW, 1);
            assertThat(take("a", NEXT_WINDOW, 1)).hasValue(1);
            assertThat(take("a", WINDOW, 1)).isEmpty();
        }

        @Test
        void thatWereRefusedAreNotTaken() {
            take("a", WINDOW, 1);
            take("a", WINDOW, 1);
            take("a", WINDOW, 1);
            assertThat(take("a", WINDOW, 2)).hasValue(2);
        }

        @Test
        void areNeverGrantedByALimitOfZero() {
            assertThat(take("a", WINDOW, 0)).isEmpty();
            assertThat(take("a", WINDOW, 1)).hasValue(1);
        }

        @Test
        void stayTakenWhenTheLimitFalls() {
            IntStream.range(0, 5).forEach(i -> take("a", WINDOW, 5));
            assertThat(take("a", WINDOW, 2)).isEmpty();
            assertThat(take("a", WINDOW, 6)).hasValue(6);
        }

        @Test
        void mayHaveTheLongestKey() {
            String key = "k".repeat(CounterStore.MAX_KEY_LENGTH);
            assertThat(take(key, WINDOW, 2)).hasValue(1);
            assertThat(take(key, WINDOW, 2)).hasValue(2);
        }

        @Test
        @Tag("R-01")
        @DisplayName("64 threads that race for one window get exactly its limit, each permit once")
        void areExactUnderRaces() throws Exception {
            int limit = 300;
            List<Integer> granted = Race.of(
                            THREADS,
                            thread -> IntStream.range(0, 10)
                                    .mapToObj(i -> take("a", WINDOW, limit))
                                    .flatMapToInt(OptionalInt::stream)
                                    .boxed()
                                    .toList())
                    .stream()
                    .flatMap(List::stream)
                    .sorted()
                    .toList();
            assertThat(granted)
                    .isEqualTo(IntStream.rangeClosed(1, limit).boxed().toList());
        }

        private OptionalInt take(String key, Instant window, int limit) {
            return CounterStoreContract.take(counters(), new CounterWindow(key, window, EXPIRY), limit);
        }
    }

    @Nested
    class Batches extends CounterBatches {

        @Override
        long exactUpTo() {
            return CounterStoreContract.this.exactUpTo();
        }

        @Override
        CounterStore counters() {
            return CounterStoreContract.this.counters();
        }
    }

    @Nested
    class Adding {

        private final CounterWindow window = new CounterWindow("a", WINDOW, EXPIRY);

        @Test
        @Tag("R-18")
        @DisplayName("permits that are reported count, of a new counter and beyond the limit")
        void counts() {
            counters().add(window, 3);
            assertThat(take(counters(), window, 5)).hasValue(4);
            counters().add(window, 9);
            assertThat(take(counters(), window, 5)).isEmpty();
            assertThat(take(counters(), window, 14)).hasValue(14);
        }

        @Test
        void losesNothingUnderRaces() {
            Race.of(THREADS, thread -> {
                counters().add(window, thread + 1);
                return take(counters(), window, Integer.MAX_VALUE);
            });
            assertThat(counters().used(Set.of(window))).containsEntry(window, 64L * 65 / 2 + 64);
        }
    }

    @Nested
    class Reading {

        private final CounterWindow window = new CounterWindow("a", WINDOW, EXPIRY);
        private final CounterWindow next = new CounterWindow("a", NEXT_WINDOW, EXPIRY);

        @Test
        @DisplayName("reading takes nothing, and leaves out counters of which none is taken")
        void takesNothing() {
            take(counters(), window, 5);
            take(counters(), next, 0);
            for (int i = 0; i < 2; i++) {
                assertThat(counters().used(Set.of(window, next, new CounterWindow("b", WINDOW, EXPIRY))))
                        .containsExactly(Map.entry(window, 1L));
            }
            assertThat(counters().used(Set.of())).isEmpty();
        }

        @Test
        void tellsWhatABatchTold() {
            counters()
                    .take(List.of(
                            new CounterDemand(List.of(new CounterLimit(window, 9), new CounterLimit(next, 7)), 2, 5)));
            assertThat(counters().used(Set.of(window, next))).isEqualTo(Map.of(window, 6L, next, 6L));
        }
    }

    @Nested
    class Purging {

        @Test
        @Tag("R-23")
        @DisplayName("purging deletes only windows that expired, at most so many at a time")
        void isBounded() {
            CounterStore counters = counters();
            IntStream.range(0, 5).forEach(i -> take(counters, new CounterWindow("old" + i, WINDOW, EXPIRY), 9));
            take(counters, new CounterWindow("young", WINDOW, EXPIRY.plusSeconds(1)), 9);
            Instant now = EXPIRY.plusMillis(1);
            assertThat(counters.purge(now, 3)).isEqualTo(deletesByItself() ? 0 : 3);
            assertThat(counters.purge(now, 3)).isEqualTo(deletesByItself() ? 0 : 2);
            assertThat(counters.purge(now, 3)).isZero();
            assertThat(take(counters, new CounterWindow("young", WINDOW, EXPIRY), 9))
                    .hasValue(2);
        }
    }

    @Nested
    class Limiters {

        private static final CompanyId COMPANY = new CompanyId("co_1");
        private static final AppId APP = new AppId("app_1");
        private static final Tier TIER = new Tier("CUSTOM", 2, true);
        private static final int QUOTA = 1_000;
        private static final Tier TWO = new Tier("TWO", 1, true);
        private static final Policies POLICIES = Policies.builder()
                .tier(TIER.code(), Limit.perHour(QUOTA))
                .tier(TWO.code(), Limit.perHour(2))
                .tier(Tier.STARTER.code(), Limit.perHour(100))
                .tier(Tier.PRO.code(), Limit.perHour(500))
                .build();

        private final SettableClock clock = new SettableClock();

        @Test
        @Tag("R-02")
        @DisplayName("four nodes with 16 threads each admit exactly the limit together")
        void ofSeveralNodesAdmitExactlyTheLimit() throws Exception {
            List<TierRateLimiter> nodes = Stream.generate(() -> TierRateLimiter.with(counters(), POLICIES, clock))
                    .limit(4)
                    .toList();
            long admitted = Race.of(THREADS, thread -> admitted(nodes.get(thread % nodes.size()), 33)).stream()
                    .mapToLong(Long::longValue)
                    .sum();
            assertThat(admitted).isEqualTo(QUOTA);
        }

        @Test
        @Tag("R-06")
        @DisplayName("a permit of one hour is never used in the next")
        void startAgainWithTheHour() {
            TierRateLimiter limiter = TierRateLimiter.with(counters(), POLICIES, clock);
            clock.set(NEXT_WINDOW.minusMillis(1));
            assertThat(limiter.decide(COMPANY, APP, TWO, 1).allowed()).isTrue();
            assertThat(limiter.decide(COMPANY, APP, TWO, 1).allowed()).isTrue();
            assertThat(limiter.decide(COMPANY, APP, TWO, 1).allowed()).isFalse();
            clock.set(NEXT_WINDOW);
            assertThat(remaining(limiter.decide(COMPANY, APP, TWO, 1))).isOne();
            assertThat(limiter.decide(COMPANY, APP, TWO, 1).allowed()).isTrue();
            assertThat(limiter.decide(COMPANY, APP, TWO, 1).allowed()).isFalse();
        }

        @Test
        @Tag("R-10")
        @DisplayName("an upgrade admits immediately what the new tier allows beyond what is used")
        void admitMoreAfterAnUpgrade() {
            TierRateLimiter limiter = TierRateLimiter.with(counters(), POLICIES, clock);
            assertThat(admitted(limiter, Tier.STARTER, 101)).isEqualTo(100);
            assertThat(remaining(limiter.decide(COMPANY, APP, Tier.PRO, 1))).isEqualTo(399);
        }

        @Test
        @Tag("R-11")
        @DisplayName("a downgrade below what is used refuses until the hour ends as before")
        void refuseAfterADowngrade() {
            TierRateLimiter limiter = TierRateLimiter.with(counters(), POLICIES, clock);
            assertThat(admitted(limiter, Tier.PRO, 150)).isEqualTo(150);
            clock.advance(Duration.ofMinutes(20));
            assertThat(limiter.decide(COMPANY, APP, Tier.STARTER, 1))
                    .matches(decision -> !decision.allowed())
                    .matches(decision -> remaining(decision) == 0)
                    .matches(decision -> decision.retryAfterSeconds().getAsLong() == 2_400);
        }

        @Test
        @Tag("R-12")
        @DisplayName("flapping tiers mint no permits")
        void doNotMintPermitsByFlapping() {
            TierRateLimiter limiter = TierRateLimiter.with(counters(), POLICIES, clock);
            long admitted = IntStream.range(0, 600)
                    .filter(i -> limiter.decide(COMPANY, APP, i % 2 == 0 ? Tier.STARTER : Tier.PRO, 1)
                            .allowed())
                    .count();
            // 100 of the first 100 by either, then every second one by PRO.
            assertThat(admitted).isEqualTo(100 + 250);
        }

        private long remaining(LimitDecision decision) {
            return decision.limits().get(0).remaining();
        }

        private long admitted(TierRateLimiter limiter, int calls) {
            return admitted(limiter, TIER, calls);
        }

        private long admitted(TierRateLimiter limiter, Tier tier, int calls) {
            return IntStream.range(0, calls)
                    .filter(i -> limiter.decide(COMPANY, APP, tier, 1).allowed())
                    .count();
        }
    }
}
