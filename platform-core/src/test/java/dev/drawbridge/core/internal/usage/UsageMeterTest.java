package dev.drawbridge.core.internal.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.internal.memory.MemoryUsageStore;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.UsageCounts;
import dev.drawbridge.core.spi.store.UsageGrain;
import dev.drawbridge.core.spi.store.UsageGroup;
import dev.drawbridge.core.spi.store.UsageKey;
import dev.drawbridge.core.spi.store.UsageQuery;
import dev.drawbridge.core.spi.store.UsageStore;
import dev.drawbridge.core.spi.store.UsageSum;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UsageMeterTest {

    private static final AppId APP = new AppId("app_1");
    private static final CompanyId COMPANY = new CompanyId("co_1");
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final MemoryUsageStore memory = new MemoryUsageStore(new MemoryTransactions());
    private final UnsureStore store = new UnsureStore();
    private final MovedClock clock = new MovedClock();
    private final UsageMeter meter = new UsageMeter(store, clock, "node");

    @Test
    @Tag("M-03")
    @DisplayName("a flush whose commit is unknown is tried again and counted once")
    void aCommittedFlushThatSeemedToFailIsCountedOnce() {
        call(3);
        store.failAfter = true;
        assertThatThrownBy(meter::flush).hasMessage("unknown");
        call(2);
        store.failAfter = false;
        meter.flush();
        assertThat(memory.total(APP)).isEqualTo(5);
    }

    @Test
    @Tag("M-06")
    @DisplayName("what is counted while the store is down is stored afterwards")
    void aFlushThatFailedIsTriedAgain() {
        store.failBefore = true;
        call(3);
        assertThatThrownBy(meter::flush).hasMessage("down");
        call(2);
        assertThatThrownBy(meter::flush).hasMessage("down");
        store.failBefore = false;
        meter.flush();
        meter.flush();
        assertThat(memory.total(APP)).isEqualTo(5);
    }

    @Test
    void aFlushWithoutCallsAsksTheStoreForNothing() {
        meter.flush();
        call(1);
        meter.flush();
        meter.flush();
        assertThat(store.additions).isOne();
    }

    @Test
    @Tag("M-05")
    @DisplayName("a call counts in the minute in which it began, however late it ends or is stored")
    void aCallCountsInTheMinuteOfItsBeginning() {
        OpenUsage slow = meter.open(APP, COMPANY, "slow");
        call(1);
        for (int minutes = 1; minutes <= 3; minutes++) {
            clock.now = START.plusSeconds(60L * minutes + 30);
            meter.flush();
        }
        slow.close(200);
        call(1);
        meter.flush();
        assertThat(sums(Set.of(UsageGroup.ROUTE)))
                .extracting(sum -> sum.start() + " " + sum.route().orElseThrow() + " "
                        + sum.counts().ok())
                .containsExactly(
                        "2026-03-02T09:00:00Z read 1", "2026-03-02T09:00:00Z slow 1", "2026-03-02T09:03:00Z read 1");
    }

    @Test
    @Tag("M-08")
    @DisplayName(
            "of an app 200 routes are told apart in a day, further ones are counted together, and so again the next day")
    void routesAreBounded() {
        for (int day = 0; day < 2; day++) {
            clock.now = START.plus(Duration.ofDays(day));
            for (int route = 0; route < 250; route++) {
                meter.open(APP, COMPANY, "route " + route).close(200);
                meter.open(APP, COMPANY, "route " + route).close(404);
            }
            meter.flush();
        }
        List<UsageSum> routes = sums(Set.of(UsageGroup.ROUTE));
        assertThat(routes).hasSize(2 * 201);
        assertThat(routes.stream().filter(sum -> sum.route().equals(Optional.of(UsageKey.OTHER))))
                .hasSize(2)
                .allSatisfy(sum -> assertThat(sum.counts()).isEqualTo(new UsageCounts(50, 50, 0, 0, 0, 0)));
    }

    @Test
    @Tag("M-07")
    @DisplayName("32 threads that count the same calls while others flush lose none")
    void parallelCallsAreAllCounted() {
        Thread[] threads = new Thread[32];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> call(1_000), "caller " + i);
            threads[i].start();
        }
        for (int second = 0; second < 600; second += 7) {
            clock.now = START.plusSeconds(second);
            meter.flush();
        }
        for (Thread thread : threads) {
            join(thread);
        }
        meter.flush();
        assertThat(memory.total(APP)).isEqualTo(32_000);
    }

    @Test
    @Tag("M-06")
    @DisplayName(
            "while the store is away calls lose their minute, route and company rather than be lost, and memory is bounded")
    void theBacklogIsBounded() {
        UsageMeter small = new UsageMeter(store, clock, "small", 100);
        store.failBefore = true;
        for (int minute = 0; minute < 60; minute++) {
            clock.now = START.plusSeconds(60L * minute);
            for (int company = 0; company < 30; company++) {
                small.open(APP, new CompanyId("co_" + company), "route " + minute % 5)
                        .close(200);
            }
            assertThatThrownBy(small::flush).hasMessage("down");
            assertThat(small.waiting()).isLessThanOrEqualTo(100 + 30);
        }
        assertThat(small.merged()).isPositive();
        store.failBefore = false;
        small.flush();
        assertThat(small.waiting()).isZero();
        assertThat(memory.total(APP)).isEqualTo(60 * 30);
    }

    private List<UsageSum> sums(Set<UsageGroup> groups) {
        return memory.sums(new UsageQuery(APP, UsageGrain.MINUTE, START, START.plus(Duration.ofDays(2)), groups));
    }

    private void call(int times) {
        for (int i = 0; i < times; i++) {
            meter.open(APP, COMPANY, "read").close(200);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Fails before or after it did its work. */
    private final class UnsureStore implements UsageStore {

        private boolean failBefore;
        private boolean failAfter;
        private int additions;

        @Override
        public boolean add(String node, long sequence, SortedMap<UsageKey, UsageCounts> counts, Instant now) {
            additions++;
            if (failBefore) {
                throw new IllegalStateException("down");
            }
            boolean added = memory.add(node, sequence, counts, now);
            if (failAfter) {
                throw new IllegalStateException("unknown");
            }
            return added;
        }

        @Override
        public List<UsageSum> sums(UsageQuery query) {
            return memory.sums(query);
        }

        @Override
        public Map<AppId, Long> totals(Set<AppId> apps, LocalDate from, LocalDate to) {
            return memory.totals(apps, from, to);
        }

        @Override
        public Map<AppId, SortedMap<LocalDate, UsageCounts>> days(Set<AppId> apps, LocalDate from, LocalDate to) {
            return memory.days(apps, from, to);
        }

        @Override
        public Map<CompanyId, Long> permits(Instant hour) {
            return memory.permits(hour);
        }

        @Override
        public boolean fold(Instant now) {
            return memory.fold(now);
        }

        @Override
        public int purge(Instant before, int limit) {
            return memory.purge(before, limit);
        }
    }

    private static final class MovedClock implements PlatformClock {

        private volatile Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public Instant coordination() {
            return now;
        }
    }
}
