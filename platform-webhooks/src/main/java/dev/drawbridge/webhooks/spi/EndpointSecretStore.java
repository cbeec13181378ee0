package dev.drawbridge.webhooks.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps signing secrets. Every verb is atomic; implementations are thread-safe and join the transaction of the thread. */
public interface EndpointSecretStore {

    /** What a rotation found. */
    enum Rotation {
        /** The new secret is the current one. */
        ROTATED,
        /** Too many older ones are still in use. */
        TOO_MANY,
        /** There is no such endpoint. */
        UNKNOWN
    }

    /**
     * Lists the secrets that sign now, the current one first.
     *
     * @param endpoint whose
     * @param now the time
     * @return the secrets
     */
    List<EndpointSecret> live(EndpointId endpoint, Instant now);

    /**
     * Lists the secrets of several endpoints that sign now, the current one of each first. One look, however many there are.
     *
     * @param endpoints whose
     * @param now the time
     * @return the secrets of each; nothing for an endpoint that is gone
     */
    Map<EndpointId, List<EndpointSecret>> live(Set<EndpointId> endpoints, Instant now);

    /**
     * Makes a secret the current one. The one before it signs until an instant, if that has not passed.
     *
     * @param next the new secret
     * @param oldUntil when the one before it ends
     * @param max the most live secrets, the new one included
     * @param now the time
     * @return what happened
     */
    Rotation rotate(EndpointSecret next, Instant oldUntil, int max, Instant now);

    /**
     * Deletes secrets that have expired.
     *
     * @param before coordination time
     * @param limit the most
     * @return how many were deleted
     */
    int purge(Instant before, int limit);
}
