package dev.drawbridge.core.internal.usage;

import dev.drawbridge.core.spi.CallOutcome;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A call that runs and will be counted once, on the day on which it began. Thread-safe. */
public final class OpenUsage {

    /** Counts nothing. */
    public static final OpenUsage NONE = new OpenUsage(null);

    private final AtomicReference<@Nullable UsageCell> cell;

    public OpenUsage(@Nullable UsageCell cell) {
        this.cell = new AtomicReference<>(cell);
    }

    public void close(int status) {
        UsageCell open = cell.getAndSet(null);
        if (open != null) {
            open.count(CallOutcome.of(status));
        }
    }
}
