package dev.drawbridge.testkit;

import dev.drawbridge.core.spi.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that is stopped until a test moves it. Thread-safe. */
public final class SettableClock implements PlatformClock {

    /** The time of a new clock. */
    public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final AtomicLong elapsed = new AtomicLong();
    private volatile Instant now;

    /** Makes a clock that is stopped at {@link #START}. */
    public SettableClock() {
        this(START);
    }

    /**
     * Makes a clock.
     *
     * @param start its time
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
     * @param instant its time from now on
     */
    public synchronized void set(Instant instant) {
        now = instant.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Moves {@link #elapsed()} on, for what a node measures by itself. {@link #advance} does not: otherwise every test that
     * lets an hour pass would have a node that lost touch for an hour.
     *
     * @param by how long
     */
    public void pass(Duration by) {
        elapsed.addAndGet(by.toNanos());
    }

    @Override
    public long elapsed() {
        return elapsed.get();
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
