package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.core.internal.metric.Meter;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.ReplayStore;
import dev.drawbridge.core.spi.store.UsageGrain;
import dev.drawbridge.core.spi.store.UsageStore;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares, once for each hour, the permits that the limiter took with those of the calls that usage counted, company by
 * company. The limiter's are more when a node was killed before a flush, or took permits for a call that came to nothing; usage's
 * are more when the limiter was open while its store was away. A company of which usage knows no call is not compared. Thread-safe.
 */
public final class UsageDrift {

    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Duration REMEMBERED = Duration.ofHours(3);
    private static final int COMPANIES_PER_READ = 500;

    private final UsageStore usage;
    private final CounterStore counters;
    private final ReplayStore done;
    private final PlatformClock clock;
    private final List<String> quotas;
    private final Meter limiterMore;
    private final Meter usageMore;

    /**
     * Makes the comparison.
     *
     * @param usage what was counted
     * @param counters what was taken
     * @param done which hours were compared, by any node
     * @param clock the time
     * @param quotas the names of the limits per hour that all apps of a company share
     * @param limiterMore gets permits that the limiter alone knows of
     * @param usageMore gets permits that usage alone knows of
     */
    public UsageDrift(
            UsageStore usage,
            CounterStore counters,
            ReplayStore done,
            PlatformClock clock,
            List<String> quotas,
            Meter limiterMore,
            Meter usageMore) {
        this.usage = usage;
        this.counters = counters;
        this.done = done;
        this.clock = clock;
        this.quotas = List.copyOf(quotas);
        this.limiterMore = limiterMore;
        this.usageMore = usageMore;
    }

    /** Returns the background work: it runs while the counters of the last hour are still there. */
    public Job job() {
        return new Job("usage-drift", PAUSE, true, this::compareLastHour);
    }

    private void compareLastHour() {
        Instant now = clock.instant();
        Instant hour = UsageGrain.HOUR.start(now.minus(UsageStore.HOUR_OPEN)).minus(UsageGrain.HOUR.length());
        if (done.firstUse("usage-drift", hour.toString(), clock.coordination().plus(REMEMBERED))) {
            WindowSpan window = WindowSpan.of(FixedWindow.HOUR, hour);
            Map<CounterWindow, Long> counted = new HashMap<>();
            usage.permits(hour).forEach((company, permits) -> {
                quotas.forEach(quota -> counted.put(counter(quota, company, window), permits));
                if (counted.size() >= COMPANIES_PER_READ) {
                    compare(counted);
                    counted.clear();
                }
            });
            compare(counted);
        }
    }

    private void compare(Map<CounterWindow, Long> counted) {
        // A tier that lacks the limit has no counter.
        counters.used(Map.copyOf(counted).keySet()).forEach((counter, used) -> {
            long drift = used - counted.getOrDefault(counter, 0L);
            limiterMore.count(Math.max(0, drift));
            usageMore.count(Math.max(0, -drift));
        });
    }

    private static CounterWindow counter(String quota, CompanyId company, WindowSpan window) {
        return new CounterWindow(
                new QuotaKey(quota, company.value(), "").counter(), window.start(), window.expiresAt());
    }
}
