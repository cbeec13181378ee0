package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.AccessTokenClaims;
import dev.drawbridge.oauth.TokenResponse;
import dev.drawbridge.oauth.TokenType;
import dev.drawbridge.oauth.internal.client.AuthenticatedClient;
import dev.drawbridge.oauth.spi.Family;

/** Puts together what a client gets, once a grant type has decided that it gets it. Thread-safe. */
public final class TokenIssuer {

    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;

    /**
     * Makes the issuer.
     *
     * @param accessTokens signs access tokens
     * @param refreshTokens writes refresh tokens
     */
    public TokenIssuer(AccessTokens accessTokens, RefreshTokens refreshTokens) {
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
    }

    /** An access token for a user, and the refresh token of a generation if the app takes any. */
    TokenResponse forUser(
            AuthenticatedClient client, Grant grant, Family family, long generation, ResourceIndicators.Access access) {
        AccessTokenClaims.Holder holder = new AccessTokenClaims.Holder(
                client.app().clientId(), grant.company(), grant.user(), null, client.key());
        return new TokenResponse(
                accessTokens.issue(holder, grant.id(), family, access),
                type(client),
                accessTokens.lifetime(),
                // RFC 6749 §5.1: optional. The family is behind the access token in any case.
                client.app().access().refreshTokens() ? refreshTokens.token(family, generation) : null,
                access.scopes(),
                null);
    }

    /** An access token for a machine app (RFC 6749 §4.4.3: no refresh token). */
    TokenResponse forMachine(
            AuthenticatedClient client, Grant installation, UserId runAs, ResourceIndicators.Access access) {
        AccessTokenClaims.Holder holder = new AccessTokenClaims.Holder(
                client.app().clientId(), installation.company(), null, runAs, client.key());
        return new TokenResponse(
                accessTokens.issue(holder, installation.id(), null, access),
                type(client),
                accessTokens.lifetime(),
                null,
                access.scopes(),
                null);
    }

    private static TokenType type(AuthenticatedClient client) {
        return client.key() == null ? TokenType.BEARER : TokenType.DPOP;
    }
}
