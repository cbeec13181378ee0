package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.internal.secret.CredentialFormat;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.oauth.SecretRotator;
import dev.drawbridge.oauth.spi.SecretStore;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Checks client secrets (RFC 6749 §2.3.1) without a query: the live hashes of an app are cached until the change feed says
 * that its secrets changed. Thread-safe.
 */
public final class ClientSecrets {

    /** Uses of one secret are noted this often at most. */
    static final Duration USE_RESOLUTION = Duration.ofMinutes(1);

    /** Characters of the shortest secret that somebody else chose. */
    static final int MIN_FOREIGN = 32;

    private static final int MAX_CACHED_APPS = 10_000;

    // Compared against when an app has fewer secrets, so that every check costs the same. Nothing hashes to it.
    private static final TokenHash NOBODY = new TokenHash("-".repeat(TokenHash.LENGTH));

    private final SecretStore store;
    private final CredentialFormat format;
    private final ChangeFeed changes;
    private final Map<AppId, List<StoredSecret>> cache = new ConcurrentHashMap<>();
    private final Map<String, Instant> lastUses = new ConcurrentHashMap<>();
    private final AtomicLong drops = new AtomicLong();

    /**
     * Makes a checker and lets it follow the change feed.
     *
     * @param store where the hashes are kept
     * @param format how client secrets look
     * @param changes says which app's secrets changed
     */
    public ClientSecrets(SecretStore store, CredentialFormat format, ChangeFeed changes) {
        this.store = store;
        this.format = format;
        this.changes = changes;
        changes.onDrop(ChangeKind.SECRET, this::forget);
        changes.onDrop(ChangeKind.APP, this::forget);
    }

    /**
     * Checks a presented secret. A mistyped one is refused before anything is read, and so is one that is too short to
     * be one that {@link SecretRotator#provide} takes.
     *
     * @param app whose secret it should be
     * @param presented what the client sent
     * @param now the time, which judges the expiry of app and secrets
     * @return the secret that matched; tell {@link #used} when the token request succeeded
     */
    public Optional<StoredSecret> verify(App app, Secret presented, Instant now) {
        if (!plausible(presented.reveal()) || !app.usable(now)) {
            return Optional.empty();
        }
        TokenHash hash = TokenHash.of(presented);
        List<StoredSecret> live = live(app.id(), now);
        Optional<StoredSecret> matched = Optional.empty();
        // All of them, in constant time each: how long it takes tells nothing about which one matched.
        for (int i = 0; i < SecretStore.MAX_LIVE; i++) {
            boolean same = (i < live.size() ? live.get(i).hash() : NOBODY).equals(hash);
            if (same && live.get(i).live(now)) {
                matched = Optional.of(live.get(i));
            }
        }
        return matched;
    }

    /**
     * Notes that a secret authenticated a token request that succeeded.
     *
     * @param secret what {@link #verify} returned
     * @param now the time
     */
    public void used(StoredSecret secret, Instant now) {
        Instant due = now.minus(USE_RESOLUTION);
        Instant last = lastUses.get(secret.id());
        if (last != null && last.isAfter(due)) {
            return;
        }
        if (lastUses.size() >= MAX_CACHED_APPS) {
            lastUses.clear();
        }
        lastUses.put(secret.id(), now);
        store.touch(secret.id(), now, due);
    }

    private boolean plausible(String presented) {
        return presented.startsWith(format.lead(CredentialFormat.Kind.CLIENT_SECRET))
                ? format.matches(CredentialFormat.Kind.CLIENT_SECRET, presented)
                : presented.length() >= MIN_FOREIGN;
    }

    private List<StoredSecret> live(AppId app, Instant now) {
        if (changes.stale()) {
            // This node may have missed that a secret was ended: ask.
            return store.live(app, now);
        }
        List<StoredSecret> cached = cache.get(app);
        return cached != null ? cached : load(app, now);
    }

    private List<StoredSecret> load(AppId app, Instant now) {
        long before = drops.get();
        List<StoredSecret> live = store.live(app, now);
        if (cache.size() >= MAX_CACHED_APPS) {
            cache.clear();
        }
        cache.put(app, live);
        if (drops.get() != before) {
            // Something was dropped while we read: what we read may be what was dropped.
            cache.remove(app);
        }
        return live;
    }

    private void forget(String app) {
        drops.incrementAndGet();
        cache.remove(new AppId(app));
    }
}
