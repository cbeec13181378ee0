package dev.drawbridge.core;

import dev.drawbridge.core.spi.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock whose product time can be moved forward, for development mode. {@link #coordination()} stays what it is.
 *
 * <p>Thread-safe.
 */
public final class ShiftableClock implements PlatformClock {

    private final PlatformClock base;
    private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);

    /**
     * Wraps a clock.
     *
     * @param base the clock that is shifted
     */
    public ShiftableClock(PlatformClock base) {
        this.base = base;
    }

    /**
     * Moves product time forward.
     *
     * @param by how far, not negative
     * @throws IllegalArgumentException if the duration is negative
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("The clock moves forward only: " + by);
        }
        shift.accumulateAndGet(by, Duration::plus);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(shift.get());
    }

    @Override
    public Instant coordination() {
        return base.coordination();
    }

    @Override
    public long elapsed() {
        return base.elapsed();
    }
}
