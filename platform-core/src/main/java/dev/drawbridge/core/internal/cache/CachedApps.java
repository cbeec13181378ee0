package dev.drawbridge.core.internal.cache;

import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.store.ChangeKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Apps, remembered by client id until the change feed says that they changed; that is how every request of a client begins.
 * What is asked in another way is read each time. Thread-safe.
 */
public final class CachedApps implements Apps {

    private static final int MAX_APPS = 10_000;

    private final Apps store;
    private final ChangeFeed changes;
    private final Map<ClientId, App> cache = new ConcurrentHashMap<>();
    private final AtomicLong drops = new AtomicLong();

    /**
     * Makes the cache of a node.
     *
     * @param store where apps are kept
     * @param changes tells when an app changed
     */
    public CachedApps(Apps store, ChangeFeed changes) {
        this.store = store;
        this.changes = changes;
        changes.onDrop(ChangeKind.APP, this::forget);
    }

    /** {@inheritDoc} Unknown ids are not remembered: they may be registered any moment. */
    @Override
    public Optional<App> findByClientId(ClientId clientId) {
        App cached = cache.get(clientId);
        // A node that may have missed that an app was stopped asks.
        if (cached != null && !changes.stale()) {
            return Optional.of(cached);
        }
        long before = drops.get();
        Optional<App> found = store.findByClientId(clientId);
        found.ifPresent(app -> remember(clientId, app, before));
        return found;
    }

    @Override
    public Optional<App> find(AppId id) {
        return store.find(id);
    }

    @Override
    public Optional<App> hold(AppId id) {
        return store.hold(id);
    }

    @Override
    public List<App> ownedBy(DeveloperId owner) {
        return store.ownedBy(owner);
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
