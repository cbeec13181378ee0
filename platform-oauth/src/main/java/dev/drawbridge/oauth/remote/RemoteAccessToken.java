package dev.drawbridge.oauth.remote;

import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.oauth.AccessTokenClaims;
import dev.drawbridge.oauth.TokenType;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An access token that was good when {@link JwksAccessTokenVerifier} verified it; nothing else makes one. Immutable.
 *
 * <p>A token is a user's or a machine's, never something in between: exactly one of {@link #user} and {@link #runAs} is
 * there.
 */
public final class RemoteAccessToken {

    private final AccessTokenClaims claims;

    RemoteAccessToken(AccessTokenClaims claims) {
        this.claims = claims;
    }

    /**
     * Returns the app that holds the token.
     *
     * @return {@code client_id}
     */
    public ClientId clientId() {
        return claims.holder().clientId();
    }

    /**
     * Returns whose data the call may touch.
     *
     * @return {@code company}
     */
    public CompanyId company() {
        return claims.holder().company();
    }

    /**
     * Returns the user who consented.
     *
     * @return {@code sub} of a user's token; empty for machines
     */
    public Optional<UserId> user() {
        return Optional.ofNullable(claims.holder().user());
    }

    /**
     * Returns the user that a machine runs as.
     *
     * @return {@code run_as} of a machine's token; empty for users
     */
    public Optional<UserId> runAs() {
        return Optional.ofNullable(claims.holder().runAs());
    }

    /**
     * Returns the user whose rights bound the call.
     *
     * @return the user, or the one a machine runs as
     */
    public UserId actsAs() {
        UserId user = claims.holder().user();
        return user != null ? user : Objects.requireNonNull(claims.holder().runAs());
    }

    /**
     * Returns {@code sub}.
     *
     * @return the user's id, or {@code client:} and the client id
     */
    public String subject() {
        return claims.holder().subject();
    }

    /**
     * Returns what the token allows.
     *
     * @return the scopes, without wildcards
     */
    public Scopes scopes() {
        return claims.scopes();
    }

    /**
     * Returns the token's id.
     *
     * @return {@code jti}
     */
    public String tokenId() {
        return claims.tokenId();
    }

    /**
     * Returns when the token was issued.
     *
     * @return {@code iat}
     */
    public Instant issuedAt() {
        return claims.times().issuedAt();
    }

    /**
     * Returns from when the token is refused.
     *
     * @return {@code exp}
     */
    public Instant expiresAt() {
        return claims.times().expiresAt();
    }

    /**
     * Returns when the user had logged in.
     *
     * @return {@code auth_time}; empty for machines
     */
    public Optional<Instant> authenticatedAt() {
        return Optional.ofNullable(claims.times().authenticatedAt());
    }

    TokenType type() {
        return claims.type();
    }

    @Nullable
    JwkThumbprint boundTo() {
        return claims.holder().key();
    }

    @Override
    public String toString() {
        return "RemoteAccessToken[" + tokenId() + "]";
    }
}
