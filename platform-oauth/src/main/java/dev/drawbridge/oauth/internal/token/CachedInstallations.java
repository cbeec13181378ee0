package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.app.GrantStore;
import dev.drawbridge.core.spi.store.ChangeKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Live installations of machine apps, remembered for a minute at most. One that ended is known by the change feed, and one
 * that changed has ended: an installation is never edited. Thread-safe.
 */
public final class CachedInstallations {

    // Shorter than any refusal in the change feed lasts, so that none is forgotten before what is cached here.
    private static final Duration MAX_AGE = Duration.ofMinutes(1);
    private static final int MAX_ENTRIES = 10_000;

    private final GrantStore grants;
    private final Function<AppId, Optional<CompanyId>> defaultCompany;
    private final ChangeFeed changes;
    private final InstantSource clock;
    private final Map<Key, Entry> cache = new ConcurrentHashMap<>();

    /**
     * Makes a cache that knows nothing yet.
     *
     * @param grants where installations are kept
     * @param defaultCompany finds the company of an app that applies where none is named
     * @param changes says what ended
     * @param clock the time
     */
    public CachedInstallations(
            GrantStore grants,
            Function<AppId, Optional<CompanyId>> defaultCompany,
            ChangeFeed changes,
            InstantSource clock) {
        this.grants = grants;
        this.defaultCompany = defaultCompany;
        this.changes = changes;
        this.clock = clock;
        changes.onDrop(
                ChangeKind.APP,
                app -> cache.keySet().removeIf(key -> key.app().value().equals(app)));
    }

    private record Key(AppId app, @Nullable CompanyId company) {}

    private record Entry(Grant grant, Instant until) {}

    /** Finds the live installation for a company, or for the app's default company if none is named. */
    Optional<Grant> find(App app, @Nullable CompanyId company) {
        Instant now = clock.instant();
        Key key = new Key(app.id(), company);
        Entry cached = cache.get(key);
        if (cached != null && now.isBefore(cached.until()) && !ended(cached.grant()) && !changes.stale()) {
            return Optional.of(cached.grant());
        }
        Optional<CompanyId> wanted = company == null ? defaultCompany.apply(app.id()) : Optional.of(company);
        Optional<Grant> found = wanted.flatMap(named -> grants.liveInstallation(app.id(), named));
        if (cache.size() >= MAX_ENTRIES) {
            cache.clear();
        }
        found.ifPresent(grant -> cache.put(key, new Entry(grant, now.plus(MAX_AGE))));
        return found;
    }

    private boolean ended(Grant grant) {
        return changes.refused(ChangeKind.GRANT, grant.id().value());
    }
}
