package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.model.Secret;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.OAuthException;
import dev.drawbridge.oauth.TokenRequest;
import dev.drawbridge.oauth.internal.client.AuthenticatedClient;
import dev.drawbridge.oauth.internal.client.ClientAuthentication;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what a token is worth now (RFC 7662). Thread-safe.
 *
 * <p>About a token that is unknown, not good any more or none of the client's business it says only that it is not active.
 * The parameter {@code token_type_hint} is not needed: the two kinds look different.
 */
public final class IntrospectionEndpoint {

    private final ClientAuthentication authentication;
    private final AccessTokenStatus accessTokens;
    private final RefreshTokenStatus refreshTokens;

    /**
     * Makes the endpoint.
     *
     * @param authentication authenticates clients
     * @param accessTokens describes access tokens
     * @param refreshTokens describes refresh tokens
     */
    public IntrospectionEndpoint(
            ClientAuthentication authentication, AccessTokenStatus accessTokens, RefreshTokenStatus refreshTokens) {
        this.authentication = authentication;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
    }

    /**
     * Describes a token.
     *
     * @return the members of RFC 7662 §2.2 and of this library, or only that it is not active
     * @throws OAuthException {@code invalid_client}, also for public clients; {@code invalid_request} without a token;
     *     {@code temporarily_unavailable} if it cannot be known now
     */
    Map<String, Object> introspect(TokenRequest request) {
        AuthenticatedClient client = authentication.authenticate(request);
        if (!client.app().security().confidential()) {
            throw new OAuthException(
                    OAuthError.INVALID_CLIENT, "A client that cannot prove who it is may not ask about tokens.");
        }
        Secret token = Secret.of(request.require("token"));
        Optional<Map<String, Object>> found = refreshTokens
                .read(token)
                .map(presented -> refreshTokens.describe(presented, client.app()))
                .orElseGet(() -> accessTokens.describe(token, client.app()));
        authentication.used(client);
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("active", found.isPresent());
        found.ifPresent(response::putAll);
        return response;
    }
}
