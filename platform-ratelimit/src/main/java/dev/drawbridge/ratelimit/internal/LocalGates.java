package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.core.model.Tier;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The gate of each tier. Limits of several tiers that have one name count together. Thread-safe. */
public final class LocalGates {

    private final Map<String, LocalGate> tiers = new HashMap<>();
    private final LocalGate others;

    /**
     * Makes gates where nothing is taken.
     *
     * @param tiers the terms by the code of their tier
     * @param others the terms of all other tiers
     * @param elapsed elapsed time in nanoseconds
     */
    public LocalGates(Map<String, TierTerms> tiers, TierTerms others, LongSupplier elapsed) {
        long origin = elapsed.getAsLong();
        LongSupplier nanos = () -> elapsed.getAsLong() - origin;
        Map<String, Cells> cells = new HashMap<>();
        tiers.forEach((code, terms) -> this.tiers.put(code, LocalGate.of(terms, cells, nanos)));
        this.others = LocalGate.of(others, cells, nanos);
    }

    public LocalGate of(Tier tier) {
        return tiers.getOrDefault(tier.code(), others);
    }
}
