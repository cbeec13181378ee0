package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.core.spi.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Handle;

/**
 * The clock of the database, read now and then and carried on with {@link System#nanoTime()}, so that the clock of a node
 * does not matter. Thread-safe; does no I/O.
 *
 * <p>A new reading may move the time by the drift since the last one, forward or back, usually microseconds.
 */
public final class PostgresClock implements PlatformClock {

    /** How often {@link #refresh} is due. */
    public static final Duration REFRESH_INTERVAL = Duration.ofSeconds(10);

    /** A reading that took longer is off by up to half of this; the carried-on one is better. */
    private static final Duration MAX_ROUND_TRIP = Duration.ofMillis(500);

    // The one statement that asks the database for the time: everywhere else times are parameters.
    private static final String READ = "select clock_timestamp()";

    private final JdbiTransactions transactions;
    private volatile Reading reading;

    PostgresClock(JdbiTransactions transactions) {
        this.transactions = transactions;
        // Twice: the first round trip may include connecting and parsing.
        Reading first = transactions.withHandle(PostgresClock::read);
        Reading second = transactions.withHandle(PostgresClock::read);
        this.reading = second.roundTrip < first.roundTrip ? second : first;
    }

    /** Reads the database's clock again. */
    public void refresh() {
        Reading next = transactions.withHandle(PostgresClock::read);
        if (next.roundTrip <= MAX_ROUND_TRIP.toNanos()) {
            reading = next;
        }
    }

    @Override
    public Instant instant() {
        Reading last = reading;
        return last.at.plusNanos(System.nanoTime() - last.nanos).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Instant coordination() {
        return instant();
    }

    private static Reading read(Handle handle) {
        long before = System.nanoTime();
        OffsetDateTime now = handle.createQuery(READ)
                .map((row, context) -> row.getObject(1, OffsetDateTime.class))
                .one();
        long roundTrip = System.nanoTime() - before;
        return new Reading(now.toInstant(), before + roundTrip / 2, roundTrip);
    }

    private record Reading(Instant at, long nanos, long roundTrip) {}
}
