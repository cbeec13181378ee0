package dev.drawbridge.oauth.internal.access;

import dev.drawbridge.oauth.internal.assertion.JwkSet;
import dev.drawbridge.oauth.internal.jwt.CompactJwt;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that an authorization server publishes at its {@code jwks_uri}, kept for a while. Thread-safe.
 *
 * <p>One thread fetches at a time; the others use the keys that are known, or wait while there are none, {@value #MAX_WAITING}
 * at most: the rest are told that the keys are not available. A failed fetch is tried again after {@link #RETRY}, an unknown
 * name leads to a fetch once in {@link #UNKNOWN}.
 */
public final class PublishedKeys implements AccessTokenReader.Keys {

    /** After a failed fetch. */
    static final Duration RETRY = Duration.ofSeconds(10);

    /** Between two fetches for names that are not known: strangers can make up as many as they like. */
    static final Duration UNKNOWN = Duration.ofSeconds(30);

    /** The shortest time that keys are kept, whatever the server says. */
    public static final Duration MIN_FRESH = Duration.ofSeconds(30);

    /** How long a call with an unknown name waits for somebody else's fetch: strangers must not hold many threads. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How many calls wait for another's fetch at a time: a server that hangs must not hold every thread of this one. */
    static final int MAX_WAITING = 64;

    private static final Logger LOG = LoggerFactory.getLogger(PublishedKeys.class);

    private final RemoteServer server;
    private final Duration fresh;
    private final Duration outage;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private final Semaphore seats = new Semaphore(MAX_WAITING);
    private volatile @Nullable Known known;
    private volatile @Nullable Instant failedAt;
    private volatile @Nullable Instant unknownAt;

    /**
     * Makes a cache that fetches nothing before the first key is asked for.
     *
     * @param fresh how old keys may be while the server responds
     * @param outage how old they may be while it does not
     */
    public PublishedKeys(RemoteServer server, Duration fresh, Duration outage, InstantSource clock) {
        this.server = server;
        this.fresh = fresh;
        this.outage = outage;
        this.clock = clock;
    }

    /** What a fetch brought; the number tells fetches apart that brought the same. */
    private record Known(JwkSet keys, @Nullable String tag, Instant fetchedAt, Instant freshUntil, long number) {}

    @Override
    public Optional<Predicate<CompactJwt>> find(String kid) {
        Known current = current();
        if (current.keys().find(kid).isEmpty()) {
            current = withUnknown(current);
        }
        return current.keys().find(kid).map(key -> jwt -> jwt.signedBy(key));
    }

    /** How many calls wait for another's fetch now. */
    int waiting() {
        return MAX_WAITING - seats.availablePermits();
    }

    private Known current() {
        Known current = known;
        Instant now = clock.instant();
        if (current == null) {
            return fetch(null, RemoteServer.TIMEOUT.multipliedBy(2), () -> true);
        }
        // A clock that was set back makes keys from the future: those are fetched again as well.
        boolean fresh = now.isBefore(current.freshUntil()) && !now.isBefore(current.fetchedAt());
        return fresh ? current : fetch(current, Duration.ZERO, () -> true);
    }

    private Known withUnknown(Known current) {
        // Somebody may be fetching the very key; otherwise a look at the time is enough.
        boolean resting = within(unknownAt, UNKNOWN, clock.instant()) && !fetching.isLocked();
        return resting ? current : fetch(current, PATIENCE, this::mayAskForUnknown);
    }

    /** Called by the thread that may fetch, so that of many one is the first. */
    private boolean mayAskForUnknown() {
        Instant now = clock.instant();
        if (within(unknownAt, UNKNOWN, now)) {
            return false;
        }
        unknownAt = now;
        return true;
    }

    private static boolean within(@Nullable Instant since, Duration pause, Instant now) {
        return since != null && !now.isBefore(since) && now.isBefore(since.plus(pause));
    }

    /** Fetches the keys, or waits a while for another thread that does. In every other case what is known is used. */
    private Known fetch(@Nullable Known before, Duration patience, BooleanSupplier due) {
        boolean mine = false;
        try {
            mine = takeTurn(patience);
            if (mine && number(known) == number(before) && due.getAsBoolean()) {
                refresh(before);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (mine) {
                fetching.unlock();
            }
        }
        Known now = known;
        if (now == null || !clock.instant().isBefore(now.fetchedAt().plus(outage))) {
            throw new AccessTokenReader.KeysUnavailableException();
        }
        return now;
    }

    private boolean takeTurn(Duration patience) throws InterruptedException {
        if (fetching.tryLock()) {
            return true;
        }
        if (patience.isZero() || !seats.tryAcquire()) {
            return false;
        }
        try {
            return fetching.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            seats.release();
        }
    }

    private void refresh(@Nullable Known before) {
        Instant now = clock.instant();
        if (within(failedAt, RETRY, now)) {
            return;
        }
        try {
            RemoteServer.KeyDocument document = server.keys(before == null ? null : before.tag());
            String text = document.keys();
            JwkSet keys = text == null && before != null ? before.keys() : JwkSet.read(text == null ? "" : text);
            known = new Known(keys, document.tag(), now, now.plus(fresh(document.freshFor())), number(before) + 1);
            failedAt = null;
        } catch (IOException | IllegalArgumentException e) {
            failedAt = now;
            LOG.warn(
                    "The keys of the authorization server could not be fetched; those that are known are still used",
                    e);
        }
    }

    private static long number(@Nullable Known fetched) {
        return fetched == null ? 0 : fetched.number();
    }

    private Duration fresh(Optional<Duration> said) {
        Duration wanted = said.orElse(fresh);
        Duration atLeast = wanted.compareTo(MIN_FRESH) < 0 ? MIN_FRESH : wanted;
        return atLeast.compareTo(fresh) > 0 ? fresh : atLeast;
    }
}
