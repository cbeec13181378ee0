package dev.drawbridge.ratelimit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.testkit.contract.Race;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CellsTest {

    @Test
    @Tag("R-21")
    @DisplayName("keys that are as good as new make room, those in use stay with their value")
    void dropsOnlyWhatIsAsGoodAsNew() {
        Cells cells = new Cells();
        for (int i = 0; i < 1_000; i++) {
            cells.of("used" + i, 0).set(7);
        }
        for (int i = 0; i < 100_000; i++) {
            cells.of("idle" + i, 0);
        }
        assertThat(cells.size()).isLessThan(4_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(cells.of("used" + i, 0)).hasValue(7);
        }
    }

    @Test
    @Tag("R-21")
    @DisplayName("no count is lost while cells come and go under the threads that use them")
    void losesNothing() {
        Cells cells = new Cells();
        AtomicLong lost = new AtomicLong();
        Race.of(16, thread -> {
            for (int i = 0; i < 3_000; i++) {
                Object key = i % 50;
                add(cells, key, 1);
                cells.of("other " + thread + " " + i, 0);
                if (add(cells, key, -1) < 0) {
                    lost.incrementAndGet();
                }
            }
            return 0;
        });
        assertThat(lost).hasValue(0);
        for (int key = 0; key < 50; key++) {
            assertThat(cells.of(key, 0)).hasValue(0);
        }
    }

    private static long add(Cells cells, Object key, long change) {
        while (true) {
            AtomicLong cell = cells.of(key, 0);
            long value = cell.get();
            if (value != Cells.RETIRED && cell.compareAndSet(value, value + change)) {
                return value + change;
            }
        }
    }
}
