package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.GrantId;
import java.util.Collection;
import java.util.Optional;

/**
 * Keeps what users saw of apps when they consented. Every verb is atomic; implementations are thread-safe and join the
 * {@link dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface SeenAppStore {

    /**
     * Keeps what the user saw, instead of what they saw before.
     *
     * @param grant what they consented to
     * @param app what they saw
     */
    void put(GrantId grant, SeenApp app);

    /**
     * Finds what the user saw last.
     *
     * @param grant what they consented to
     * @return what they saw, or empty if they never consented on a page
     */
    Optional<SeenApp> find(GrantId grant);

    /**
     * Deletes what users saw before they gave consents that are forgotten.
     *
     * @param grants the consents, whether or not anything was seen
     * @return how many rows were deleted
     */
    int removeAll(Collection<GrantId> grants);
}
