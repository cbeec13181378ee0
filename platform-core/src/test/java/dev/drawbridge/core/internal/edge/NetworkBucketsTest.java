package dev.drawbridge.core.internal.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NetworkBucketsTest {

    private static final long SECOND = 1_000_000_000L;

    private final NetworkBuckets buckets = new NetworkBuckets(300, 10, 1, 42);

    @Test
    @DisplayName("a network has its burst and then so many a second, and others are not concerned")
    void burst() {
        assertThat(taken("a", 0, 1_000)).isEqualTo(300);
        assertThat(buckets.take("a", 0)).isEqualTo(SECOND / 10);
        assertThat(taken("b", 0, 1_000)).isEqualTo(300);
        assertThat(taken("a", SECOND, 1_000)).isEqualTo(10);
        assertThat(taken("a", 3_600 * SECOND, 1_000)).isEqualTo(300);
    }

    @Test
    @DisplayName("a permit that is given back is there again, so what proves something is never slowed")
    void giveBack() {
        int admitted = 0;
        for (int i = 0; i < 10_000; i++) {
            admitted += buckets.take("a", 0) == 0 ? 1 : 0;
            buckets.giveBack("a");
        }
        assertThat(admitted).isEqualTo(10_000);
        assertThat(taken("a", 0, 1_000)).isEqualTo(300);
    }

    @Test
    @Tag("R-22")
    @DisplayName("a network that owes much is not forgotten for thousands that owe less")
    void eviction() {
        assertThat(taken("heavy", 0, 1_000)).isEqualTo(300);
        for (int i = 0; i < 5_000; i++) {
            taken("light-" + i, 0, 20);
        }
        assertThat(buckets.take("heavy", 0)).isPositive();
    }

    private int taken(String network, long now, int attempts) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            taken += buckets.take(network, now) == 0 ? 1 : 0;
        }
        return taken;
    }
}
