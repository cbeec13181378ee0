package dev.drawbridge.oauth.internal.assertion;

import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.util.Set;

/**
 * What is registered about a client's assertions. Immutable.
 *
 * @param clientId the client
 * @param keys its public keys
 * @param algorithms what it may sign with: one if it registered one, else all that the server takes
 * @param moreAudiences accepted as {@code aud} besides the issuer: empty, but for old clients that can name the token
 *     endpoint only
 */
public record RegisteredKeys(
        String clientId, JwkSet keys, Set<SigningAlgorithm> algorithms, Set<String> moreAudiences) {

    /** Copies the sets. */
    public RegisteredKeys {
        algorithms = Set.copyOf(algorithms);
        moreAudiences = Set.copyOf(moreAudiences);
    }
}
