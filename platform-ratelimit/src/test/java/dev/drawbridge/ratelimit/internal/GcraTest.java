package dev.drawbridge.ratelimit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GcraTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    @DisplayName("admits exactly what a bucket of the same size and rate holds, whatever comes when at what cost")
    void isABucket() {
        Random random = new Random(1);
        for (int run = 0; run < 200; run++) {
            Gcra gcra = Gcra.of(1 + random.nextInt(30), 1 + random.nextInt(10_000));
            long size = gcra.burst() * gcra.interval();
            long full = 0;
            long level = size;
            long now = 0;
            for (int call = 0; call < 300; call++) {
                long passed = random.nextInt(3) * (long) random.nextInt(500);
                now += passed;
                level = Math.min(size, level + passed);
                long cost = 1L + random.nextInt((int) gcra.burst());
                long next = gcra.take(full, now, cost);
                assertThat(next != Gcra.REFUSED).isEqualTo(level >= cost * gcra.interval());
                if (next != Gcra.REFUSED) {
                    full = next;
                    level -= cost * gcra.interval();
                }
                assertThat(gcra.remaining(full, now)).isEqualTo(level / gcra.interval());
            }
        }
    }

    @Test
    @Tag("R-16")
    @DisplayName("what is given back is as if it had never been taken, and never more than that")
    void givesBackExactly() {
        Random random = new Random(2);
        for (int run = 0; run < 2_000; run++) {
            Gcra gcra = Gcra.of(20, 20 * (1 + random.nextInt(1_000)));
            long now = random.nextInt(5_000);
            long before = random.nextInt(10_000);
            long cost = 1L + random.nextInt(5);
            long taken = gcra.take(before, now, cost);
            if (taken == Gcra.REFUSED) {
                continue;
            }
            long later = now + random.nextInt(3_000);
            assertThat(Math.max(later, gcra.giveBack(Math.max(taken, later), taken, later, cost)))
                    .as("alone")
                    .isEqualTo(Math.max(later, before));
            long others = gcra.take(taken, later, 1);
            if (others != Gcra.REFUSED) {
                long without = gcra.take(before, later, 1);
                assertThat(gcra.giveBack(others, taken, later, cost))
                        .as("with another")
                        .isGreaterThanOrEqualTo(without);
            }
        }
    }

    @Test
    @Tag("R-17")
    @DisplayName("waiting the seconds that are told is enough for the permits that are needed, and is never 0")
    void secondsAreEnough() {
        Random random = new Random(3);
        for (int run = 0; run < 2_000; run++) {
            Gcra gcra = Gcra.of(1 + random.nextInt(10), 1 + random.nextInt(1_000_000_000) * (long) random.nextInt(100));
            long now = random.nextInt(1_000_000_000);
            long full = now + (long) (random.nextDouble() * gcra.burst() * gcra.interval());
            long cost = 1L + random.nextInt((int) gcra.burst());
            long seconds = gcra.secondsTo(full, now, cost);
            assertThat(seconds).isPositive();
            assertThat(gcra.take(full, now + seconds * SECOND, cost)).isNotEqualTo(Gcra.REFUSED);
        }
    }

    @Test
    @DisplayName("the longest refill of the largest burst does not overflow")
    void isBounded() {
        Gcra gcra = Gcra.of(Gcra.MAX_BURST, 3_600 * SECOND * Gcra.MAX_BURST);
        long uptime = 100L * 365 * 24 * 3_600 * SECOND;
        long full = gcra.take(0, uptime, Gcra.MAX_BURST);
        assertThat(full).isPositive();
        assertThat(gcra.take(full, uptime, 1)).isEqualTo(Gcra.REFUSED);
    }
}
