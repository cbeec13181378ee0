package dev.drawbridge.core.internal.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.internal.memory.MemoryUsageStore;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.AppDay;
import dev.drawbridge.core.spi.store.UsageCounts;
import dev.drawbridge.core.spi.store.UsageStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UsageMeterTest {

    private static final AppId APP = new AppId("app_1");

    private final MemoryUsageStore memory = new MemoryUsageStore(new MemoryTransactions());
    private final UnsureStore store = new UnsureStore();
    private final UsageMeter meter = new UsageMeter(store, new StandingClock(), "node");

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

    private void call(int times) {
        for (int i = 0; i < times; i++) {
            meter.open(APP).close(200);
        }
    }

    /** Fails before or after it did its work. */
    private final class UnsureStore implements UsageStore {

        private boolean failBefore;
        private boolean failAfter;
        private int additions;

        @Override
        public boolean add(String node, long sequence, SortedMap<AppDay, UsageCounts> counts, Instant now) {
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
        public SortedMap<LocalDate, UsageCounts> days(AppId app, LocalDate from, LocalDate to) {
            return memory.days(app, from, to);
        }

        @Override
        public Map<AppId, Long> totals(Set<AppId> apps, LocalDate from, LocalDate to) {
            return memory.totals(apps, from, to);
        }

        @Override
        public long total(AppId app) {
            return memory.total(app);
        }

        @Override
        public int purge(Instant before, int limit) {
            return memory.purge(before, limit);
        }
    }

    private static final class StandingClock implements PlatformClock {

        @Override
        public Instant instant() {
            return Instant.parse("2026-03-02T09:00:00Z");
        }

        @Override
        public Instant coordination() {
            return instant();
        }
    }
}
