package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.model.Caller;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.AccessTokenClaims;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.OAuthException;
import dev.drawbridge.oauth.ProtectedResource;
import dev.drawbridge.oauth.TokenCheck;
import dev.drawbridge.oauth.VerifiedAccessToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Describes access tokens for introspection (RFC 7662 §2.2): to the app that holds them, and to resource servers.
 * Thread-safe.
 *
 * <p>The host is asked for the user every time, so that no result is older than its request.
 */
public final class AccessTokenStatus {

    /** Claims that name rows of the store, of no use elsewhere. */
    private static final List<String> INTERNAL = List.of("gid", "fid");

    private final String issuer;
    private final LocalAccessTokenVerifier verifier;
    private final MembershipCheck members;
    private final Map<ClientId, List<ProtectedResource>> resourceServers;

    /**
     * Makes the describer.
     *
     * @param issuer {@code iss}
     * @param verifier verifies access tokens
     * @param members says whether a user still belongs to a company
     * @param resourceServers the clients that may ask about every token for their resources
     */
    public AccessTokenStatus(
            String issuer,
            LocalAccessTokenVerifier verifier,
            MembershipCheck members,
            Map<ClientId, List<ProtectedResource>> resourceServers) {
        this.issuer = issuer;
        this.verifier = verifier;
        this.members = members;
        this.resourceServers = Map.copyOf(resourceServers);
    }

    /**
     * Describes a token that the guard would let pass, scopes and plan aside.
     *
     * @return empty if it is not good now, or none of the app's business
     * @throws OAuthException {@code temporarily_unavailable} if it cannot be known now
     */
    Optional<Map<String, Object>> describe(Secret token, App asking) {
        TokenCheck<VerifiedAccessToken> check = verifier.check(token);
        if (check instanceof TokenCheck.Unknown) {
            throw new OAuthException(
                            OAuthError.TEMPORARILY_UNAVAILABLE, "It is not known now what was revoked. Try again soon.")
                    .withHeader("Retry-After", "5");
        }
        if (!(check instanceof TokenCheck.Valid<VerifiedAccessToken> valid) || verifier.outdated(valid.token())) {
            return Optional.empty();
        }
        Optional<AccessTokenClaims> visible = visible(asking, valid.token());
        if (visible.isEmpty()) {
            return Optional.empty();
        }
        Caller caller = valid.token().caller();
        if (!members.enabled(caller.company(), caller.actsAs())) {
            return Optional.empty();
        }
        Map<String, Object> description = visible.get().toJson(issuer);
        INTERNAL.forEach(description::remove);
        description.put("token_type", valid.token().type().wireName());
        return Optional.of(description);
    }

    /**
     * What the app may know of a token: of its own tokens everything, of other tokens what is for a resource that it serves.
     */
    private Optional<AccessTokenClaims> visible(App asking, VerifiedAccessToken token) {
        AccessTokenClaims claims = token.claims();
        if (token.app().id().equals(asking.id())) {
            return Optional.of(claims);
        }
        List<ProtectedResource> served = resourceServers.getOrDefault(asking.clientId(), List.of()).stream()
                .filter(resource -> claims.audience().contains(resource.uri().toString()))
                .toList();
        return served.isEmpty() ? Optional.empty() : Optional.of(claims.at(served));
    }
}
