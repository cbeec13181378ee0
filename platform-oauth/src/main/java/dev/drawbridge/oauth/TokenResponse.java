package dev.drawbridge.oauth;

import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client gets (RFC 6749 §5.1).
 *
 * @param accessToken for the header {@code Authorization}
 * @param type with which scheme
 * @param expiresIn for how long it is good
 * @param refreshToken for the next one; null for machine apps
 * @param scopes what the access token allows
 * @param nextNonce for the header {@code DPoP-Nonce}; null unless the nonce that was used will soon be too old
 */
public record TokenResponse(
        Secret accessToken,
        TokenType type,
        Duration expiresIn,
        @Nullable Secret refreshToken,
        Scopes scopes,
        @Nullable String nextNonce) {

    /**
     * Returns the members of the JSON response.
     *
     * @return in the order of the RFC; {@code scope} is always there
     */
    public Map<String, Object> toJson() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", accessToken.reveal());
        body.put("token_type", type.wireName());
        body.put("expires_in", expiresIn.toSeconds());
        if (refreshToken != null) {
            body.put("refresh_token", refreshToken.reveal());
        }
        body.put("scope", scopes.toWire());
        return body;
    }

    TokenResponse with(@Nullable String nonce) {
        return new TokenResponse(accessToken, type, expiresIn, refreshToken, scopes, nonce);
    }
}
