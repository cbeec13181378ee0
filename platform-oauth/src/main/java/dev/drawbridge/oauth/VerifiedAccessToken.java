package dev.drawbridge.oauth;

import dev.drawbridge.core.model.Caller;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An access token that was good when it was verified; only {@link AccessTokenVerifier} makes one. Immutable. */
public final class VerifiedAccessToken {

    private final AccessTokenClaims claims;
    private final App app;
    private final Caller caller;

    /**
     * States that a token was verified; {@link AccessTokenVerifier} alone does so, after signature, times, audience, app, grant
     * and binding. An instance is trusted everywhere, so never make one from claims that somebody sent.
     *
     * @param claims what the token says
     * @param app the app that holds it
     */
    public VerifiedAccessToken(AccessTokenClaims claims, App app) {
        this.claims = claims;
        this.app = app;
        this.caller = caller(claims, app);
    }

    /**
     * Returns everything that the token says.
     *
     * @return the claims of RFC 9068 §2.2 and of this library
     */
    public AccessTokenClaims claims() {
        return claims;
    }

    /**
     * Returns who calls.
     *
     * @return a user or a machine, with app, company and scopes
     */
    public Caller caller() {
        return caller;
    }

    /**
     * Returns the app that holds the token.
     *
     * @return usable when the token was verified
     */
    public App app() {
        return app;
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
     * @return {@code auth_time}; empty for machine apps
     */
    public Optional<Instant> authenticatedAt() {
        return Optional.ofNullable(claims.times().authenticatedAt());
    }

    /**
     * Returns the same token as one of its resources may take it: a scope of another resource means nothing there.
     *
     * @param resource one of the token's audience (RFC 8707)
     * @return the token with this audience and its scopes alone
     */
    public VerifiedAccessToken at(ProtectedResource resource) {
        return claims.audience().size() == 1 ? this : new VerifiedAccessToken(claims.at(List.of(resource)), app);
    }

    /**
     * Returns how the token is sent.
     *
     * @return DPoP for a token that is bound to a key (RFC 9449 §7.1), otherwise Bearer
     */
    public TokenType type() {
        return claims.type();
    }

    /**
     * Returns the key that the token is bound to.
     *
     * @return {@code cnf.jkt} (RFC 9449 §6); null for bearer tokens
     */
    @Nullable
    public JwkThumbprint boundTo() {
        return claims.holder().key();
    }

    private static Caller caller(AccessTokenClaims claims, App app) {
        AccessTokenClaims.Holder holder = claims.holder();
        if (holder.user() != null) {
            return new Caller.User(
                    app.id(), app.clientId(), holder.company(), claims.grant(), claims.scopes(), holder.user());
        }
        return new Caller.Machine(
                app.id(),
                app.clientId(),
                holder.company(),
                claims.grant(),
                claims.scopes(),
                Objects.requireNonNull(holder.runAs()));
    }

    @Override
    public String toString() {
        return "VerifiedAccessToken[" + tokenId() + "]";
    }
}
