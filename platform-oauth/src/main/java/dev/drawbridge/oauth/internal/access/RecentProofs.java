package dev.drawbridge.oauth.internal.access;

import dev.drawbridge.core.spi.store.ReplayStore;
import dev.drawbridge.oauth.internal.dpop.DpopVerifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/**
 * Remembers in this process which proofs were used, for as long as a proof is good. Thread-safe.
 *
 * <p>Two generations, each as long as the longest life of a proof: forgetting is dropping the older one.
 */
public final class RecentProofs implements ReplayStore {

    private static final Duration GENERATION = DpopVerifier.MAX_AGE.plus(DpopVerifier.MAX_AHEAD);

    private final InstantSource clock;
    private Set<String> young = new HashSet<>();
    private Set<String> old = new HashSet<>();
    private Instant turnsAt;

    public RecentProofs(InstantSource clock) {
        this.clock = clock;
        this.turnsAt = clock.instant().plus(GENERATION);
    }

    @Override
    public synchronized boolean firstUse(String space, String key, Instant expiresAt) {
        Instant now = clock.instant();
        if (!now.isBefore(turnsAt)) {
            old = young;
            young = new HashSet<>();
            turnsAt = now.plus(GENERATION);
        }
        String use = space + '\n' + key;
        return !old.contains(use) && young.add(use);
    }

    @Override
    public int purge(Instant before, int limit) {
        return 0;
    }
}
