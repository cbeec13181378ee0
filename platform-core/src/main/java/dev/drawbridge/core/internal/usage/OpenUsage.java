package dev.drawbridge.core.internal.usage;

import dev.drawbridge.core.spi.CallOutcome;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A call that runs and will be counted once, in the minute in which it began. Thread-safe. */
public final class OpenUsage {

    /** Counts nothing. */
    public static final OpenUsage NONE = new OpenUsage(null);

    private final AtomicReference<@Nullable UsageCell> cell;

    public OpenUsage(@Nullable UsageCell cell) {
        this.cell = new AtomicReference<>(cell);
    }

    /** Counts what the call took of the quota. To be called before {@link #close}, once. */
    public void took(int permits) {
        UsageCell open = cell.get();
        if (open != null && permits > 0) {
            open.countPermits(permits);
        }
    }

    public void close(int status) {
        UsageCell open = cell.getAndSet(null);
        if (open != null) {
            open.count(CallOutcome.of(status));
        }
    }
}
