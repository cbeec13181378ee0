package dev.drawbridge.core.internal.cache;

import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.Plans;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.ChangeKind;
import java.time.Duration;

/**
 * The plans of companies, asked of the host at most once a minute each; a plan change told to the platform
 * counts immediately. Thread-safe.
 */
public final class CachedPlans {

    /** How old a value may be that serves while the host fails. */
    public static final Duration MAX_AGE_IN_FAILURE = Duration.ofMinutes(10);

    private final HostCache<CompanyId, Tier> cache;

    /**
     * Makes the cache of a node.
     *
     * @param plans the host
     * @param changes tells when a plan changed
     * @param clock judges age
     */
    public CachedPlans(Plans plans, ChangeFeed changes, PlatformClock clock) {
        this.cache = new HostCache<>(clock, plans::planOf, MAX_AGE_IN_FAILURE);
        changes.onDrop(
                ChangeKind.PLAN, company -> cache.drop(known -> known.value().equals(company)));
    }

    /**
     * Returns the tier a company is on.
     *
     * @param company the company
     * @return its tier, at most a minute old, or ten minutes while the host fails
     * @throws HostUnavailableException if the host fails and no remembered value is young enough
     */
    public Tier tierOf(CompanyId company) {
        return cache.get(company);
    }
}
