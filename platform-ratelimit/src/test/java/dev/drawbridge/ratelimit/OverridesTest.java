package dev.drawbridge.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.LimitAction;
import dev.drawbridge.ratelimit.spi.LimitEventStore;
import dev.drawbridge.ratelimit.spi.LimitOverride;
import dev.drawbridge.ratelimit.spi.LimitStores;
import dev.drawbridge.ratelimit.spi.OverrideStore;
import dev.drawbridge.testkit.CapturingMetrics;
import dev.drawbridge.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What limits of single companies change for their calls, on two nodes. */
class OverridesTest {

    private static final CompanyId COMPANY = new CompanyId("co_pro");
    private static final Optional<AppId> ALL = Optional.empty();
    private static final Policies POLICIES = Policies.builder()
            .otherTiers(Limit.perHour(500), Limit.perDay(2).shadow())
            .build();

    private final SettableClock clock = new SettableClock();
    private final MemoryCoreStores core = new MemoryCoreStores(clock);
    private final Watched stores = new Watched(MemoryLimitStores.on(core.transactions(), core.grants()));
    private final CapturingMetrics metrics = new CapturingMetrics();
    private final List<JournalEntry> journal = new CopyOnWriteArrayList<>();
    private final GuardedApi here = node();
    private final GuardedApi there = node();

    private GuardedApi node() {
        return new GuardedApi(
                test -> test.clock(clock)
                        .stores(core)
                        .set(env -> env.metrics(metrics).addListener(journal::add)),
                env -> RateLimits.on(env, stores, POLICIES));
    }

    private static LimitOverride override(long quota, Optional<Instant> until) {
        return new LimitOverride(COMPANY, ALL, "hour", quota, until, "A busy week");
    }

    private static String limit(GuardedApi node) {
        return node.call("pro").header("RateLimit").orElseThrow();
    }

    @Test
    @Tag("R-28")
    @DisplayName("an override holds immediately here, on another node once it reads the changes, and ends likewise")
    void holdsOnAllNodes() {
        assertThat(limit(here)).startsWith("\"hour\";r=499;");
        assertThat(limit(there)).startsWith("\"hour\";r=498;");
        here.limits.overrides().set(override(900, Optional.empty()), Actor.SYSTEM);
        assertThat(limit(here)).startsWith("\"hour\";r=897;");
        readChanges(there);
        assertThat(limit(there)).startsWith("\"hour\";r=896;");
        assertThat(there.limits.overrides().end(COMPANY, ALL, "hour", Actor.SYSTEM))
                .isTrue();
        assertThat(limit(there)).startsWith("\"hour\";r=495;");
        readChanges(here);
        assertThat(limit(here)).startsWith("\"hour\";r=494;");
    }

    @Test
    @Tag("R-28")
    @DisplayName("an override with an end holds to the second, without anybody changing anything")
    void endsToTheSecond() {
        Instant until = clock.instant().plusSeconds(60);
        here.limits.overrides().set(override(900, Optional.of(until)), Actor.SYSTEM);
        clock.set(until.minusMillis(1));
        assertThat(limit(here)).startsWith("\"hour\";r=899;");
        assertThat(here.limits.overrides().of(COMPANY)).hasSize(1);
        clock.set(until);
        assertThat(limit(here)).startsWith("\"hour\";r=498;");
        assertThat(here.limits.overrides().of(COMPANY)).isEmpty();
    }

    @Test
    @DisplayName("an override of a limit that no policy has is refused, and the message names those that there are")
    void namesALimit() {
        LimitOverride unknown = new LimitOverride(COMPANY, ALL, "hours", 900, Optional.empty(), "A typing error");
        assertThatThrownBy(() -> here.limits.overrides().set(unknown, Actor.SYSTEM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No policy has a limit 'hours'. There are [day, hour].");
        assertThat(journal).noneMatch(entry -> entry.action().equals(LimitAction.OVERRIDE_SET.wireName()));
    }

    @Test
    @DisplayName("a company has a bounded number of overrides; one of them can still be replaced")
    void areBounded() {
        for (int i = 0; i < LimitOverrides.MAX_PER_COMPANY; i++) {
            here.limits.overrides().set(ofApp("app_" + i, 5), Actor.SYSTEM);
        }
        assertThatThrownBy(() -> here.limits.overrides().set(ofApp("app_more", 5), Actor.SYSTEM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000 overrides");
        here.limits.overrides().set(ofApp("app_7", 6), Actor.SYSTEM);
        assertThat(here.limits.overrides().of(COMPANY))
                .hasSize(LimitOverrides.MAX_PER_COMPANY)
                .contains(ofApp("app_7", 6));
    }

    private static LimitOverride ofApp(String app, long quota) {
        return new LimitOverride(COMPANY, Optional.of(new AppId(app)), "hour", quota, Optional.empty(), "A busy week");
    }

    @Test
    @DisplayName("a company that is known costs no round trip, a change costs one, and so does time")
    void areCached() {
        limit(here);
        int first = stores.reads.get();
        for (int i = 0; i < 50; i++) {
            limit(here);
        }
        assertThat(stores.reads.get()).isEqualTo(first);
        here.limits.overrides().set(override(900, Optional.empty()), Actor.SYSTEM);
        int changed = stores.reads.get();
        limit(here);
        limit(here);
        assertThat(stores.reads.get()).isEqualTo(changed + 1);
        pass(Duration.ofMinutes(6));
        limit(here);
        assertThat(stores.reads.get()).isEqualTo(changed + 2);
    }

    @Test
    @DisplayName("if they cannot be read, what was known holds on, and for other companies the tier's limits do")
    void outlastTheStore() {
        here.limits.overrides().set(override(900, Optional.empty()), Actor.SYSTEM);
        readChanges(here);
        limit(here);
        stores.down = true;
        pass(Duration.ofMinutes(6));
        int before = stores.reads.get();
        assertThat(limit(here)).startsWith("\"hour\";r=898;");
        assertThat(limit(here)).startsWith("\"hour\";r=897;");
        assertThat(here.call("starter").status()).isEqualTo(200);
        assertThat(stores.reads.get())
                .as("asked once, then left alone for a second")
                .isEqualTo(before + 1);
        stores.down = false;
        pass(Duration.ofSeconds(2));
        here.limits.overrides().set(override(1_000, Optional.empty()), Actor.SYSTEM);
        assertThat(limit(here)).startsWith("\"hour\";r=996;");
    }

    @Test
    @DisplayName("each change leaves one entry that says who, whose, what and why")
    void areJournalled() {
        Actor actor = new Actor("admin", "usr_operator", "192.0.2.1", "req_1");
        here.limits.overrides().set(override(900, Optional.empty()), actor);
        here.limits.overrides().end(COMPANY, ALL, "day", actor);
        here.limits.overrides().end(COMPANY, ALL, "hour", actor);
        here.test.runJobs();
        assertThat(journal)
                .extracting(entry -> entry.actionOf(LimitAction.class).orElseThrow())
                .containsExactly(LimitAction.OVERRIDE_SET, LimitAction.OVERRIDE_ENDED);
        assertThat(journal).allMatch(entry -> entry.actorId().equals("usr_operator"));
        assertThat(journal).allMatch(entry -> entry.targetId().equals("co_pro"));
        assertThat(journal.get(0).metadata()).containsEntry("quota", "900").containsEntry("reason", "A busy week");
    }

    @Test
    @Tag("R-27")
    @DisplayName("a limit in shadow mode denies nobody and is counted as what it would deny")
    void shadowsAreCounted() {
        for (int i = 0; i < 5; i++) {
            assertThat(here.call("pro").status()).isEqualTo(200);
        }
        assertThat(metrics.counted())
                .containsEntry("dp.limiter.allowed", 5L)
                .containsEntry("dp.limiter.would_deny{limit=day}", 3L)
                .doesNotContainKey("dp.limiter.denied{limit=day}");
        here.limits.overrides().set(override(5, Optional.empty()), Actor.SYSTEM);
        assertThat(here.call("pro").status()).isEqualTo(429);
        assertThat(metrics.counted("dp.limiter.denied{limit=hour}")).isOne();
        assertThat(metrics.timed("dp.limiter.statement{outcome=ok}")).isPositive();
        assertThat(metrics.counted("dp.limiter.statement.calls")).isGreaterThanOrEqualTo(5);
    }

    /** A node that has not read changes for a minute refuses all calls. */
    private void pass(Duration time) {
        clock.pass(time);
        readChanges(here);
    }

    private static void readChanges(GuardedApi node) {
        node.test.platform().jobs().stream()
                .filter(job -> job.name().equals("change-feed"))
                .forEach(Job::runOnce);
    }

    /** Counts the reads of overrides, and fails them when told to. */
    private static final class Watched implements LimitStores {

        private final LimitStores stores;
        private final AtomicInteger reads = new AtomicInteger();
        private volatile boolean down;

        Watched(LimitStores stores) {
            this.stores = stores;
        }

        @Override
        public CounterStore counters() {
            return stores.counters();
        }

        @Override
        public LimitEventStore events() {
            return stores.events();
        }

        @Override
        public OverrideStore overrides() {
            OverrideStore kept = stores.overrides();
            return new OverrideStore() {

                @Override
                public void set(LimitOverride override) {
                    kept.set(override);
                }

                @Override
                public boolean end(CompanyId company, Optional<AppId> app, String limit) {
                    return kept.end(company, app, limit);
                }

                @Override
                public List<LimitOverride> of(CompanyId company) {
                    reads.incrementAndGet();
                    if (down) {
                        throw new StoreUnavailableException("The test's store is down", new IllegalStateException());
                    }
                    return kept.of(company);
                }

                @Override
                public int purge(Instant before, int limit) {
                    return kept.purge(before, limit);
                }
            };
        }
    }
}
