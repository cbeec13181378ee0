package dev.drawbridge.oauth.token;

import dev.drawbridge.core.change.ChangeKind;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.oauth.access.AccessTokenClaims;
import dev.drawbridge.oauth.access.TokenCheck;
import dev.drawbridge.oauth.store.FamilyStore;
import java.util.Map;

/**
 * Revokes tokens (RFC 7009). A refresh token takes its family along, access tokens included; an access token goes alone.
 * Thread-safe.
 *
 * <p>The parameter {@code token_type_hint} is not needed: the two kinds look different.
 */
final class RevocationEndpoint {

    private final CoreServices env;
    private final ClientAuthentication authentication;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final FamilyStore store;
    private final RefreshFamilies families;

    RevocationEndpoint(
            CoreServices env,
            ClientAuthentication authentication,
            AccessTokens accessTokens,
            RefreshTokenGrant.Parts parts,
            FamilyStore store) {
        this.env = env;
        this.authentication = authentication;
        this.accessTokens = accessTokens;
        this.refreshTokens = parts.tokens();
        this.families = parts.families();
        this.store = store;
    }

    /**
     * Revokes a token. One that is unknown, expired, revoked before or another client's is none of this client's business:
     * nothing happens, and the answer is the same.
     *
     * @throws OAuthException {@code invalid_client}, or {@code invalid_request} without a token
     */
    void revoke(TokenRequest request) {
        AuthenticatedClient client = authentication.authenticate(request);
        Secret token = Secret.of(request.require("token"));
        refreshTokens
                .read(token.reveal())
                .ifPresentOrElse(presented -> revokeFamily(presented, client), () -> revokeAccessToken(token, client));
        authentication.used(client);
    }

    private void revokeFamily(RefreshTokens.Presented presented, AuthenticatedClient client) {
        // A token that was replaced still names its family: who revokes it wants an end of it.
        store.find(presented.family())
                .filter(family -> refreshTokens.genuine(presented, family)
                        && family.app().equals(client.app().id()))
                .ifPresent(family -> families.end(
                        family.id(),
                        client.actor(),
                        "token.revoked",
                        Map.of("app", family.app().value())));
    }

    private void revokeAccessToken(Secret token, AuthenticatedClient client) {
        if (accessTokens.read(token) instanceof TokenCheck.Valid<AccessTokenClaims> valid
                && mayRevoke(client, valid.token())) {
            revoke(valid.token(), client);
        }
    }

    private boolean mayRevoke(AuthenticatedClient client, AccessTokenClaims claims) {
        return claims.holder().clientId().equals(client.app().clientId())
                && env.clock().instant().isBefore(claims.times().expiresAt())
                && !env.changes().refused(ChangeKind.TOKEN, claims.tokenId());
    }

    private void revoke(AccessTokenClaims claims, AuthenticatedClient client) {
        env.transactions().inTransaction(() -> {
            env.changes()
                    .refuse(
                            ChangeKind.TOKEN,
                            claims.tokenId(),
                            claims.times().expiresAt().plus(AccessTokenVerifier.SKEW));
            env.journal()
                    .record(
                            client.actor(),
                            "token.revoked",
                            "token",
                            claims.tokenId(),
                            Map.of("app", client.app().id().value()));
        });
    }
}
