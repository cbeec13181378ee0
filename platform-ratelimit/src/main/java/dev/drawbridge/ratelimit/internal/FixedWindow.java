package dev.drawbridge.ratelimit.internal;

import java.time.Duration;
import java.time.Instant;

/**
 * Windows of one length, one after the other, aligned to the clock in UTC: pure arithmetic. Of an instant on the boundary
 * the later window counts.
 *
 * @param length whole seconds, at least one
 */
public record FixedWindow(Duration length) {

    public static final FixedWindow HOUR = new FixedWindow(Duration.ofHours(1));

    public FixedWindow {
        if (length.getSeconds() < 1 || length.getNano() != 0) {
            throw new IllegalArgumentException("A window has whole seconds: " + length);
        }
    }

    public Instant startOf(Instant now) {
        return Instant.ofEpochSecond(now.getEpochSecond() - Math.floorMod(now.getEpochSecond(), length.getSeconds()));
    }

    public Instant endOf(Instant now) {
        return startOf(now).plus(length);
    }

    /** Returns the whole seconds after which the next window has begun for sure: from 1 to the length. */
    public long secondsToEnd(Instant now) {
        return endOf(now).getEpochSecond() - now.getEpochSecond();
    }
}
