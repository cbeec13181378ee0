package dev.drawbridge.core.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OnceInAWhileTest {

    // Near the overflow: elapsed time may begin anywhere.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final OnceInAWhile log = new OnceInAWhile(nanos::get);
    private final List<Long> lines = new ArrayList<>();

    @Test
    @DisplayName("A thousand failures within ten seconds are one line, and the next line counts the others")
    void manyFailuresAreOneLine() {
        for (int i = 0; i < 1_000; i++) {
            log.log(lines::add);
        }
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        log.log(lines::add);
        log.log(lines::add);

        assertThat(lines).containsExactly(0L, 999L);
    }
}
