package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.oauth.OAuthException;
import dev.drawbridge.oauth.TokenRequest;
import dev.drawbridge.oauth.TokenResponse;
import dev.drawbridge.oauth.internal.client.AuthenticatedClient;
import dev.drawbridge.oauth.internal.client.GrantType;

/**
 * One grant type at the token endpoint (RFC 6749 §1.3): its own checks, and what it gives. Implementations are thread-safe.
 *
 * <p>A new one takes its class, a constant of {@link GrantType} and its place in the list of the wiring; the metadata follows.
 */
public interface TokenGrant {

    /** {@return which one it is} */
    GrantType type();

    /**
     * Gives an authenticated client its tokens.
     *
     * @param client may use this grant type
     * @param request what it sent
     * @return the tokens
     * @throws OAuthException with the error of RFC 6749 §5.2
     */
    TokenResponse issue(AuthenticatedClient client, TokenRequest request);
}
