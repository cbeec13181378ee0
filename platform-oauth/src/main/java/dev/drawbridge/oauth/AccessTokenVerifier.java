package dev.drawbridge.oauth;

import dev.drawbridge.core.model.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * Verifies access tokens of this server for one resource of the host (RFC 9068 §4). Thread-safe.
 *
 * <p>Signature and content are verified once per token and node; expiry, audience, revocation and app are judged every
 * time. A revocation counts immediately on the node that made it, and within about two seconds on the others.
 */
public interface AccessTokenVerifier {

    /** How far in the future {@code iat} and {@code nbf} may lie, for other nodes' clocks. */
    Duration SKEW = Duration.ofSeconds(60);

    /**
     * Returns a verifier for another resource of the host.
     *
     * @param uri a resource that the authorization server was told of, as it was told
     * @return a verifier that refuses tokens for all other resources
     * @throws IllegalArgumentException if there is no such resource
     */
    AccessTokenVerifier forResource(URI uri);

    /**
     * Verifies a bearer token. One that is bound to a key (RFC 9449) is invalid here: it takes a proof, which the guard asks
     * for.
     *
     * @param token what was presented
     * @return the decision; unknown if this node has lost touch with the database and does not know what was revoked
     */
    TokenCheck<VerifiedAccessToken> verify(Secret token);
}
