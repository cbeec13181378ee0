package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock of which the test moves both the time and what has elapsed. Thread-safe. */
final class Ticking implements PlatformClock {

    private final SettableClock time = new SettableClock();
    private final AtomicLong elapsed = new AtomicLong();

    /** Moves the time of day alone. */
    void advance(Duration by) {
        time.advance(by);
    }

    /** Moves what has elapsed alone. */
    void pass(Duration by) {
        elapsed.addAndGet(by.toNanos());
    }

    @Override
    public Instant instant() {
        return time.instant();
    }

    @Override
    public Instant coordination() {
        return time.coordination();
    }

    @Override
    public long elapsed() {
        return elapsed.get();
    }
}
