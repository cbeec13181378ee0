package dev.drawbridge.oauth.token;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.Apps;
import dev.drawbridge.core.change.ChangeFeed;
import dev.drawbridge.core.change.ChangeKind;
import dev.drawbridge.core.model.ClientId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Apps by client id, remembered until the change feed says that they changed. Thread-safe. */
final class CachedApps {

    private static final int MAX_APPS = 10_000;

    private final Apps apps;
    private final ChangeFeed changes;
    private final Map<ClientId, App> cache = new ConcurrentHashMap<>();
    private final AtomicLong drops = new AtomicLong();

    CachedApps(Environment env) {
        this.apps = env.apps();
        this.changes = env.changes();
        changes.onDrop(ChangeKind.APP, this::forget);
    }

    /** Finds an app, whatever its status. Unknown ids are not remembered: they may be registered any moment. */
    Optional<App> find(ClientId clientId) {
        App cached = cache.get(clientId);
        // A node that may have missed that an app was stopped asks.
        if (cached != null && !changes.stale()) {
            return Optional.of(cached);
        }
        long before = drops.get();
        Optional<App> found = apps.findByClientId(clientId);
        found.ifPresent(app -> remember(clientId, app, before));
        return found;
    }

    private void remember(ClientId clientId, App app, long before) {
        if (cache.size() >= MAX_APPS) {
            cache.clear();
        }
        cache.put(clientId, app);
        if (drops.get() != before) {
            // Something changed while we read: what we read may be what changed.
            cache.remove(clientId);
        }
    }

    private void forget(String appId) {
        drops.incrementAndGet();
        cache.values().removeIf(app -> app.id().value().equals(appId));
    }
}
