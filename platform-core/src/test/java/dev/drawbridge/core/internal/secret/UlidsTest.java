package dev.drawbridge.core.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UlidsTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_469_918_176_385L);

    private final Ulids ids = new Ulids(InstantSource.fixed(NOW), new Random(42));

    @Test
    void theTimePartIsTheOneOfTheUlidSpecification() {
        assertThat(ids.next()).startsWith("01ARYZ6S41").matches("[0-9A-HJKMNP-TV-Z]{26}");
    }

    @Test
    void laterIdsSortBehindEarlierOnes() {
        Ulids later = new Ulids(InstantSource.fixed(NOW.plusMillis(1)), new Random(1));
        assertThat(ids.next()).isLessThan(later.next());
    }

    @Test
    void idsOfOneMillisecondDiffer() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(made.add(ids.next())).isTrue();
        }
    }
}
