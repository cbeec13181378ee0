package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.model.Secret;
import dev.drawbridge.oauth.OAuthException;
import dev.drawbridge.oauth.TokenRequest;
import dev.drawbridge.oauth.internal.client.AuthenticatedClient;
import dev.drawbridge.oauth.internal.client.ClientAuthentication;
import dev.drawbridge.oauth.spi.OAuthAction;
import java.util.Map;

/**
 * Revokes tokens (RFC 7009). A refresh token takes its family along, access tokens included; an access token goes alone.
 * Thread-safe.
 *
 * <p>The parameter {@code token_type_hint} is not needed: the two kinds look different.
 */
public final class RevocationEndpoint {

    private final ClientAuthentication authentication;
    private final RefreshTokens refreshTokens;
    private final RefreshFamilies families;
    private final FamilyEnder ender;
    private final AccessTokenRevocation accessTokens;

    /**
     * Makes the endpoint.
     *
     * @param authentication authenticates clients
     * @param refreshTokens knows refresh tokens again
     * @param families finds the family of a refresh token
     * @param ender ends it
     * @param accessTokens revokes access tokens
     */
    public RevocationEndpoint(
            ClientAuthentication authentication,
            RefreshTokens refreshTokens,
            RefreshFamilies families,
            FamilyEnder ender,
            AccessTokenRevocation accessTokens) {
        this.authentication = authentication;
        this.refreshTokens = refreshTokens;
        this.families = families;
        this.ender = ender;
        this.accessTokens = accessTokens;
    }

    /**
     * Revokes a token. One that is unknown, expired, revoked before or another client's is none of this client's business:
     * nothing happens, and the response is the same.
     *
     * @throws OAuthException {@code invalid_client}, or {@code invalid_request} without a token
     */
    void revoke(TokenRequest request) {
        AuthenticatedClient client = authentication.authenticate(request);
        Secret token = Secret.of(request.require("token"));
        refreshTokens
                .read(token.reveal())
                .ifPresentOrElse(
                        presented -> revokeFamily(presented, client), () -> accessTokens.revoke(token, client));
        authentication.used(client);
    }

    private void revokeFamily(RefreshTokens.Presented presented, AuthenticatedClient client) {
        // A token that was replaced still names its family: who revokes it wants an end of it.
        families.find(presented.family())
                .filter(family -> refreshTokens.genuine(presented, family)
                        && family.app().equals(client.app().id()))
                .ifPresent(family -> ender.end(
                        family.id(),
                        client.actor(),
                        OAuthAction.TOKEN_REVOKED,
                        Map.of("app", family.app().value())));
    }
}
