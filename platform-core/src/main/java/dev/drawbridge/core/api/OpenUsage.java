package dev.drawbridge.core.api;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A call that runs and will be counted once, on the day on which it began. Thread-safe. */
final class OpenUsage {

    /** Counts nothing. */
    static final OpenUsage NONE = new OpenUsage(null);

    private final AtomicReference<@Nullable UsageCell> cell;

    OpenUsage(@Nullable UsageCell cell) {
        this.cell = new AtomicReference<>(cell);
    }

    void close(int status) {
        UsageCell open = cell.getAndSet(null);
        if (open != null) {
            open.count(CallOutcome.of(status));
        }
    }
}
