package dev.drawbridge.oauth.assertion;

import dev.drawbridge.core.egress.Egress;
import dev.drawbridge.core.egress.EgressDocument;
import dev.drawbridge.core.egress.EgressLimits;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.share.Tenant;
import dev.drawbridge.core.time.PlatformClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that apps publish at their {@code jwks_uri}. Thread-safe.
 *
 * <p>Anybody can send an assertion that makes us fetch, so fetches are rationed: one at a time per app, one in {@link #PAUSE}
 * per app whatever its outcome, {@value #MAX_FETCHES} at a time in all. When fetching fails, known keys serve for {@link
 * #MAX_STALE} more.
 */
final class RemoteKeys {

    /** 3 s to connect, 5 s in all, 16 kB of headers, as much body as a set may have. */
    static final EgressLimits CAPS =
            new EgressLimits(Duration.ofSeconds(3), Duration.ofSeconds(5), 16 * 1024, JwkSet.MAX_LENGTH);

    /** How long keys count as fresh: what the server says, within bounds. */
    static final Duration MIN_FRESH = Duration.ofMinutes(1);

    static final Duration DEFAULT_FRESH = Duration.ofMinutes(10);
    static final Duration MAX_FRESH = Duration.ofHours(1);

    /** How long keys serve after that while their server does not answer. */
    static final Duration MAX_STALE = Duration.ofHours(1);

    /** Between two fetches for one app, also when no key fits: who publishes a new key announces it so long before. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    static final int MAX_FETCHES = 16;

    private static final int MAX_APPS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);

    private final Egress egress;
    private final PlatformClock clock;
    private final Map<AppId, Known> cache = new ConcurrentHashMap<>();
    private final Map<AppId, CompletableFuture<Known>> running = new ConcurrentHashMap<>();
    private final Semaphore fetches = new Semaphore(MAX_FETCHES);

    RemoteKeys(Egress egress, PlatformClock clock) {
        this.egress = egress;
        this.clock = clock;
    }

    private record Known(URI uri, @Nullable JwkSet keys, Instant triedAt, Instant freshUntil) {

        Optional<JwkSet> usable(Instant now) {
            return now.isBefore(freshUntil.plus(MAX_STALE)) ? Optional.ofNullable(keys) : Optional.empty();
        }
    }

    /** Finds the keys of an app; {@code fits} tells whether they have the one that is needed. */
    Optional<JwkSet> find(AppId app, URI uri, Predicate<JwkSet> fits) {
        Instant now = clock.instant();
        Known known = known(app, uri);
        if (known != null && !due(known, fits, now)) {
            return known.usable(now);
        }
        return fetch(app, uri, known, now).usable(now);
    }

    private @Nullable Known known(AppId app, URI uri) {
        Known known = cache.get(app);
        return known != null && known.uri().equals(uri) ? known : null;
    }

    private static boolean due(Known known, Predicate<JwkSet> fits, Instant now) {
        JwkSet keys = known.keys();
        boolean good = keys != null && now.isBefore(known.freshUntil()) && fits.test(keys);
        return !good && !now.isBefore(known.triedAt().plus(PAUSE));
    }

    /** Fetches, or waits for who is fetching already. */
    private Known fetch(AppId app, URI uri, @Nullable Known before, Instant now) {
        CompletableFuture<Known> mine = new CompletableFuture<>();
        CompletableFuture<Known> other = running.putIfAbsent(app, mine);
        if (other != null) {
            return other.join();
        }
        Known result = before == null ? new Known(uri, null, now, now) : before;
        try {
            Known meanwhile = known(app, uri);
            // Somebody may have fetched between our look and our turn.
            result = meanwhile != null && !meanwhile.equals(before) ? meanwhile : fetched(app, uri, before, now);
        } finally {
            running.remove(app, mine);
            mine.complete(result);
        }
        return result;
    }

    private Known fetched(AppId app, URI uri, @Nullable Known before, Instant now) {
        if (!fetches.tryAcquire()) {
            return before == null ? new Known(uri, null, now, now) : before;
        }
        try {
            EgressDocument document =
                    egress.get(Tenant.hostApp(app.value()), uri, "application/jwk-set+json, application/json", CAPS);
            Known known = read(uri, document, now).orElseGet(() -> {
                LOG.info(
                        "The keys of app {} could not be fetched: status {}, {}",
                        app.value(),
                        document.status(),
                        document.failure());
                return before == null
                        ? new Known(uri, null, now, now)
                        : new Known(uri, before.keys(), now, before.freshUntil());
            });
            if (cache.size() >= MAX_APPS) {
                cache.clear();
            }
            cache.put(app, known);
            return known;
        } finally {
            fetches.release();
        }
    }

    private static Optional<Known> read(URI uri, EgressDocument document, Instant now) {
        if (!document.json()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Known(
                    uri,
                    JwkSet.read(document.text()),
                    now,
                    now.plus(document.freshFor(MIN_FRESH, DEFAULT_FRESH, MAX_FRESH))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
