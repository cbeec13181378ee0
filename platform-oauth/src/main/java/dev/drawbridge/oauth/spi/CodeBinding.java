package dev.drawbridge.oauth.spi;

import org.jspecify.annotations.Nullable;

/**
 * What the redemption of a code must match, as the authorization request fixed it. Immutable.
 *
 * @param redirectUri where the code is sent, exactly as it is used (the loopback port included)
 * @param redirectUriSent whether the authorization request named it
 * @param codeChallenge S256 challenge (RFC 7636 §4.2), 43 characters of base64url
 * @param key the key that must be proved (RFC 9449 §10); null if the app named none
 */
public record CodeBinding(
        String redirectUri,
        boolean redirectUriSent,
        String codeChallenge,
        @Nullable JwkThumbprint key) {

    /** Leaves out challenge and key: they are the app's own business. */
    @Override
    public String toString() {
        return "CodeBinding[redirectUri=" + redirectUri + "]";
    }
}
