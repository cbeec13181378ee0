package dev.drawbridge.oauth.internal.assertion;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.app.App;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keys that are kept with the app, read once per version of it. Thread-safe. */
final class InlineKeys {

    private static final int MAX_APPS = 10_000;

    private final Map<AppId, Parsed> cache = new ConcurrentHashMap<>();

    private record Parsed(long version, Optional<JwkSet> keys) {}

    Optional<JwkSet> find(App app) {
        Parsed known = cache.get(app.id());
        if (known != null && known.version() == app.version()) {
            return known.keys();
        }
        Optional<JwkSet> keys = parse(app);
        if (cache.size() >= MAX_APPS) {
            cache.clear();
        }
        cache.put(app.id(), new Parsed(app.version(), keys));
        return keys;
    }

    private static Optional<JwkSet> parse(App app) {
        String jwks = app.security().jwks();
        try {
            return jwks == null ? Optional.empty() : Optional.of(JwkSet.read(jwks));
        } catch (IllegalArgumentException e) {
            // Registration judges keys; these came past it, or the rules have become stricter.
            return Optional.empty();
        }
    }
}
