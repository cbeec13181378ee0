package dev.drawbridge.core.internal.throttle;

import dev.drawbridge.core.internal.cluster.PurgeJob;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.ThrottleStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** At most so many attempts per key in a sliding window, over all nodes. Thread-safe. */
public final class Throttles {

    private final ThrottleStore store;
    private final PlatformClock clock;

    /**
     * Makes the throttles.
     *
     * @param store keeps the attempts
     * @param clock stamps them
     */
    public Throttles(ThrottleStore store, PlatformClock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Counts an attempt.
     *
     * @param kind what is attempted, for example {@code signup.domain}
     * @param key who acts, for example the domain
     * @param limit the most attempts in a window
     * @param window how long an attempt counts
     * @return empty if it is allowed, otherwise how long to wait, at least one second
     */
    public Optional<Duration> attempt(String kind, String key, int limit, Duration window) {
        Instant now = clock.instant();
        ThrottleStore.Outcome outcome =
                store.attempt(kind + ":" + key, limit, now.minus(window), now, now.plus(window));
        if (outcome.allowed()) {
            return Optional.empty();
        }
        Duration wait = Duration.between(now, outcome.freeAt().plus(window));
        return Optional.of(wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait);
    }

    /**
     * Forgets the attempts of a key, for example after a success.
     *
     * @param kind what was attempted
     * @param key who acts
     */
    public void clear(String kind, String key) {
        store.clear(kind + ":" + key);
    }

    /**
     * Returns the background work.
     *
     * @return deletes attempts that no longer count
     */
    public Job purgeJob() {
        return PurgeJob.of("throttle-purge", clock, store::purge);
    }
}
