package dev.drawbridge.core.spi;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The one clock of the platform. Implementations are thread-safe and do no I/O.
 *
 * <p>Instants have microseconds, which every supported database keeps exactly.
 */
public interface PlatformClock extends InstantSource {

    /**
     * Returns product time: expiry, windows and due times follow it; development mode and the testkit may shift it.
     *
     * @return the time, truncated to microseconds
     */
    @Override
    Instant instant();

    /**
     * Returns the time without any shift, for leases, heartbeats and purge cut-offs that nodes must agree on.
     *
     * @return the time, truncated to microseconds
     */
    Instant coordination();

    /**
     * Returns a counter for measuring how long something took on this node: it never goes back, whatever happens to the
     * time, and no shift moves it.
     *
     * @return nanoseconds since some moment; only differences mean something
     */
    default long elapsed() {
        return System.nanoTime();
    }

    /**
     * Returns a clock that reads the machine's time, for stores that live in one process.
     *
     * @return the system's clock
     */
    static PlatformClock system() {
        return new PlatformClock() {
            @Override
            public Instant instant() {
                return InstantSource.system().instant().truncatedTo(ChronoUnit.MICROS);
            }

            @Override
            public Instant coordination() {
                return instant();
            }
        };
    }
}
