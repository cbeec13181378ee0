package dev.drawbridge.core.spi.store;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import java.time.Instant;
import java.util.Comparator;

/**
 * Whose calls are counted together: those of one app for one company, to one route, that began in one minute. Sorts by app,
 * company, route, then minute: all nodes lock rows in this order.
 *
 * @param app the app
 * @param company the company whose data was called
 * @param route the host's name for what was called, 1 to 100 characters; {@link #OTHER} for those beyond the limit
 * @param minute its first instant
 */
public record UsageKey(AppId app, CompanyId company, String route, Instant minute) implements Comparable<UsageKey> {

    /** Together all routes of an app beyond the {@value #MAX_ROUTES} that are told apart in a day. */
    public static final String OTHER = "other";

    /** How many routes of an app each node tells apart in a UTC day. */
    public static final int MAX_ROUTES = 200;

    private static final Comparator<UsageKey> ORDER = Comparator.comparing((UsageKey key) -> key.app.value())
            .thenComparing(key -> key.company.value())
            .thenComparing(UsageKey::route)
            .thenComparing(UsageKey::minute);

    @Override
    public int compareTo(UsageKey other) {
        return ORDER.compare(this, other);
    }

    /**
     * Returns the key of the period that this minute lies in.
     *
     * @param grain of the period
     * @return a key with the period's first minute
     */
    public UsageKey at(UsageGrain grain) {
        return new UsageKey(app, company, route, grain.start(minute));
    }
}
