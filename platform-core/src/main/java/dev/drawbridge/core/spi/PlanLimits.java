package dev.drawbridge.core.spi;

import dev.drawbridge.core.model.Tier;
import java.util.List;

/**
 * Knows the quotas of tiers, for pages that tell them. The limiter's policies implement it. Implementations are immutable and
 * thread-safe.
 */
@FunctionalInterface
public interface PlanLimits {

    /** No quotas are told. */
    PlanLimits NONE = tier -> List.of();

    /**
     * Returns the quotas that a company on a tier shares among its apps.
     *
     * @param tier the tier
     * @return in the order in which pages show them, possibly nothing
     */
    List<PlanLimit> of(Tier tier);
}
