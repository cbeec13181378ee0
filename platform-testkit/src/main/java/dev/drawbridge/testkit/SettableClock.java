package dev.drawbridge.testkit;

import dev.drawbridge.core.time.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class SettableClock implements PlatformClock {

    /** Where a new clock stands. */
    public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final AtomicReference<Instant> now;

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
        this.now = new AtomicReference<>(start.truncatedTo(ChronoUnit.MICROS));
    }

    /**
     * Lets time pass, for product time and coordination alike.
     *
     * @param by how long; negative moves back
     */
    public void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by).truncatedTo(ChronoUnit.MICROS));
    }

    /**
     * Moves the clock.
     *
     * @param instant where it stands from now on
     */
    public void set(Instant instant) {
        now.set(instant.truncatedTo(ChronoUnit.MICROS));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public Instant coordination() {
        return now.get();
    }
}
