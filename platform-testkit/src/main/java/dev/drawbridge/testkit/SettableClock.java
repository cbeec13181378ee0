package dev.drawbridge.testkit;

import dev.drawbridge.core.time.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class SettableClock implements PlatformClock {

    /** Where a new clock stands. */
    public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private volatile Instant now;

    /** Makes a clock that stands at {@link #START}. */
    public SettableClock() {
        this(START);
    }

    /**
     * Makes a clock.
     *
     * @param start where it stands
     */
    public SettableClock(Instant start) {
        this.now = start.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Lets time pass, for product time and coordination alike.
     *
     * @param by how long; negative moves back
     */
    public synchronized void advance(Duration by) {
        now = now.plus(by).truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Moves the clock.
     *
     * @param instant where it stands from now on
     */
    public synchronized void set(Instant instant) {
        now = instant.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Instant coordination() {
        return now;
    }
}
