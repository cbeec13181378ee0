package dev.drawbridge.oauth.token;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.Grant;
import dev.drawbridge.core.change.ChangeKind;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Live installations of machine apps, remembered for a minute at most. One that ended is known by the change feed, and one
 * that changed has ended: an installation is never edited. Thread-safe.
 */
final class CachedInstallations {

    // Shorter than any refusal in the change feed lasts, so that none is forgotten before what is cached here.
    private static final Duration MAX_AGE = Duration.ofMinutes(1);
    private static final int MAX_ENTRIES = 10_000;

    private final CoreServices env;
    private final Function<AppId, Optional<CompanyId>> defaultCompany;
    private final Map<Key, Entry> cache = new ConcurrentHashMap<>();

    CachedInstallations(CoreServices env, Function<AppId, Optional<CompanyId>> defaultCompany) {
        this.env = env;
        this.defaultCompany = defaultCompany;
        env.changes()
                .onDrop(
                        ChangeKind.APP,
                        app -> cache.keySet().removeIf(key -> key.app().value().equals(app)));
    }

    private record Key(AppId app, @Nullable CompanyId company) {}

    private record Entry(Grant grant, Instant until) {}

    /** Finds the live installation for a company, or for the app's default company if none is named. */
    Optional<Grant> find(App app, @Nullable CompanyId company) {
        Instant now = env.clock().instant();
        Key key = new Key(app.id(), company);
        Entry cached = cache.get(key);
        if (cached != null
                && now.isBefore(cached.until())
                && !ended(cached.grant())
                && !env.changes().stale()) {
            return Optional.of(cached.grant());
        }
        Optional<CompanyId> wanted = company == null ? defaultCompany.apply(app.id()) : Optional.of(company);
        Optional<Grant> found = wanted.flatMap(named -> env.stores().grants().liveInstallation(app.id(), named));
        if (cache.size() >= MAX_ENTRIES) {
            cache.clear();
        }
        found.ifPresent(grant -> cache.put(key, new Entry(grant, now.plus(MAX_AGE))));
        return found;
    }

    private boolean ended(Grant grant) {
        return env.changes().refused(ChangeKind.GRANT, grant.id().value());
    }
}
