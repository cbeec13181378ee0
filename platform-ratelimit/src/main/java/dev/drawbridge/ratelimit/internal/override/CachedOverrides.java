package dev.drawbridge.ratelimit.internal.override;

import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.internal.time.OnceInAWhile;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.ratelimit.spi.LimitOverride;
import dev.drawbridge.ratelimit.spi.OverrideStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The overrides of companies as this node knows them, without a round trip for a company that is known. A change on any node
 * ends what is known, by the change feed. If the store does not respond, what was known holds on, and for a company that was
 * not known the tier's limits hold. Thread-safe.
 */
public final class CachedOverrides implements Function<CompanyId, List<LimitOverride>> {

    /** A change row lives longer than this, so a node that missed it reads the overrides again. */
    static final Duration FRESH = ChangeFeed.DROP_LIFETIME.dividedBy(2);

    /** After a failure the store is left alone for so long. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int MAX_COMPANIES = 50_000;
    private static final Logger LOG = LoggerFactory.getLogger(CachedOverrides.class);

    private final OverrideStore store;
    private final PlatformClock clock;
    private final Map<CompanyId, Known> known = new ConcurrentHashMap<>();
    private final AtomicLong drops = new AtomicLong();
    private final AtomicLong askAgain;
    private final OnceInAWhile failures = new OnceInAWhile();

    /**
     * Makes an empty cache.
     *
     * @param store keeps the overrides
     * @param changes tells when some changed
     * @param clock measures age
     */
    public CachedOverrides(OverrideStore store, ChangeFeed changes, PlatformClock clock) {
        this.store = store;
        this.clock = clock;
        this.askAgain = new AtomicLong(clock.elapsed());
        changes.onDrop(ChangeKind.LIMIT, company -> {
            drops.incrementAndGet();
            known.remove(new CompanyId(company));
        });
    }

    @Override
    public List<LimitOverride> apply(CompanyId company) {
        Known found = known.get(company);
        long now = clock.elapsed();
        if (found != null && now - found.readAt() < FRESH.toNanos()) {
            return found.overrides();
        }
        return now - askAgain.get() < 0 ? older(found) : read(company, found, now);
    }

    private List<LimitOverride> read(CompanyId company, @Nullable Known found, long now) {
        long dropsBefore = drops.get();
        try {
            Known read = new Known(List.copyOf(store.of(company)), now);
            remember(company, read, dropsBefore);
            return read.overrides();
        } catch (RuntimeException e) {
            askAgain.set(now + PAUSE.toNanos());
            failures.log(others -> LOG.warn("Overrides of limits could not be read, {} times before", others, e));
            return older(found);
        }
    }

    private static List<LimitOverride> older(@Nullable Known found) {
        return found == null ? List.of() : found.overrides();
    }

    private void remember(CompanyId company, Known read, long dropsBefore) {
        if (known.size() >= MAX_COMPANIES) {
            known.clear();
        }
        known.put(company, read);
        if (drops.get() != dropsBefore) {
            // A change came while the store was read; what was read may be from before it.
            known.remove(company, read);
        }
    }

    private record Known(List<LimitOverride> overrides, long readAt) {}
}
