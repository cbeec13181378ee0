package dev.drawbridge.ratelimit;

import dev.drawbridge.core.spi.PlatformClock;
import java.time.Duration;
import java.time.Instant;

/** Time and elapsed time that move only when a test says so. */
final class ManualClock implements PlatformClock {

    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private volatile Instant now = START;

    private volatile long elapsed = -1_000;

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Instant coordination() {
        return now;
    }

    @Override
    public long elapsed() {
        return elapsed;
    }

    synchronized void advance(Duration duration) {
        now = now.plus(duration);
        elapsed += duration.toNanos();
    }

    /** Moves what the clock says, and no time passes. */
    void set(Instant instant) {
        now = instant;
    }
}
