package dev.drawbridge.oauth.token;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.Grant;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.oauth.store.Family;

/** Puts together what a client gets, once a grant type has decided that it gets it. Thread-safe. */
final class TokenIssuer {

    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;

    TokenIssuer(AccessTokens accessTokens, RefreshTokens refreshTokens) {
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
    }

    /** An access token for a user, and the refresh token of a generation. */
    TokenResponse forUser(App app, Grant grant, Family family, long generation, Scopes scopes) {
        AccessTokenClaims.Holder holder =
                new AccessTokenClaims.Holder(app.clientId(), grant.company(), grant.user(), null);
        return new TokenResponse(
                accessTokens.issue(holder, grant.id(), family, scopes),
                accessTokens.lifetime(),
                refreshTokens.token(family, generation),
                scopes);
    }

    /** An access token for a machine app (RFC 6749 §4.4.3: no refresh token). */
    TokenResponse forMachine(App app, Grant installation, UserId runAs, Scopes scopes) {
        AccessTokenClaims.Holder holder =
                new AccessTokenClaims.Holder(app.clientId(), installation.company(), null, runAs);
        return new TokenResponse(
                accessTokens.issue(holder, installation.id(), null, scopes), accessTokens.lifetime(), null, scopes);
    }
}
