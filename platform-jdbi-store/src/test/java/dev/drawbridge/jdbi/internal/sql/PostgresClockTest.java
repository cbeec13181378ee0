package dev.drawbridge.jdbi.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.jdbi.PostgresDatabase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresClockTest {

    @RegisterExtension
    static final PostgresDatabase DATABASE = new PostgresDatabase();

    private final PlatformClock clock = DATABASE.stores().core().clock();

    @Test
    void itShowsTheTimeOfTheDatabaseInMicroseconds() {
        assertThat(clock.instant()).isCloseTo(databaseTime(), within(2, ChronoUnit.SECONDS));
        assertThat(clock.instant().getNano() % 1_000).isZero();
        assertThat(clock.coordination()).isCloseTo(clock.instant(), within(2, ChronoUnit.SECONDS));
    }

    @Test
    void itContinuesByItself() {
        Instant before = clock.instant();
        long started = System.nanoTime();
        while (System.nanoTime() - started < 5_000_000) {
            Thread.onSpinWait();
        }
        assertThat(clock.instant()).isAfterOrEqualTo(before.plusMillis(5));
    }

    @Test
    void aJobReadsItAgain() {
        assertThat(DATABASE.stores().core().jobs()).extracting(Job::name).contains("database-clock");
        DATABASE.stores().core().jobs().forEach(Job::runOnce);
        assertThat(clock.instant()).isCloseTo(databaseTime(), within(2, ChronoUnit.SECONDS));
    }

    private static Instant databaseTime() {
        try (Handle handle = StoreJdbi.on(DATABASE.dataSource()).open()) {
            return handle.createQuery("select clock_timestamp()")
                    .map((row, context) ->
                            row.getObject(1, OffsetDateTime.class).toInstant())
                    .one();
        }
    }
}
