package dev.drawbridge.ratelimit;

import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.ratelimit.spi.CounterStore;
import java.time.Instant;
import java.util.OptionalInt;

/** Counters whose database is away. */
final class BrokenCounters implements CounterStore {

    @Override
    public OptionalInt take(String key, Instant windowStart, int limit, Instant expiresAt) {
        throw new StoreUnavailableException("The test's counters are down", new IllegalStateException());
    }

    @Override
    public int purge(Instant before, int limit) {
        throw new StoreUnavailableException("The test's counters are down", new IllegalStateException());
    }
}
