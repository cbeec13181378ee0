package dev.drawbridge.ratelimit.spi;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Keeps what happened to quotas, once for each window. Implementations are thread-safe. */
public interface LimitEventStore {

    /** How long an event is kept at least; longer if its window lasts longer. */
    Duration KEPT = Duration.ofDays(2);

    /**
     * An event that concerns an app.
     *
     * @param app the app
     * @param user who connected the app to the company; if several did, the one of the lowest id
     * @param event what happened
     */
    record OfApp(AppId app, UserId user, LimitEvent event) {}

    /**
     * Keeps an event unless one of the same kind, company, app, limit and window is kept already. Of parallel callers on all
     * nodes one gets true.
     *
     * @param event what happened
     * @return true if it is the first
     */
    boolean first(LimitEvent event);

    /**
     * Lists events that concern apps: of companies that have a live grant for the app, and of no quota of another app.
     *
     * @param apps which apps
     * @param since not older than this
     * @param most how many at most
     * @return the newest first; empty if no app is given
     */
    List<OfApp> recent(Set<AppId> apps, Instant since, int most);

    /**
     * Deletes events of which window and keeping time are over.
     *
     * @param before over before
     * @param limit the most to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);

    /**
     * Returns from when on an event may be purged.
     *
     * @param event the event
     * @return after its window and its keeping time
     */
    static Instant expiryOf(LimitEvent event) {
        Instant kept = event.at().plus(KEPT);
        return kept.isAfter(event.windowEnd()) ? kept : event.windowEnd();
    }
}
