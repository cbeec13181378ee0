package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.oauth.AccessTokenClaims;
import dev.drawbridge.oauth.AccessTokenVerifier;
import dev.drawbridge.oauth.ProtectedResource;
import dev.drawbridge.oauth.TokenCheck;
import dev.drawbridge.oauth.TokenType;
import dev.drawbridge.oauth.VerifiedAccessToken;
import dev.drawbridge.oauth.internal.client.ClientPolicies;
import dev.drawbridge.oauth.internal.resource.ResourceCatalog;
import dev.drawbridge.oauth.spi.FamilyId;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Verifies tokens that this server issued, with the keys and the change feed of this node. Thread-safe. */
public final class LocalAccessTokenVerifier implements AccessTokenVerifier {

    private final AccessTokens tokens;
    private final Apps apps;
    private final ClientPolicies policies;
    private final ChangeFeed changes;
    private final InstantSource clock;
    private final ResourceCatalog resources;
    private final ProtectedResource resource;

    /**
     * Makes a verifier.
     *
     * @param tokens reads tokens
     * @param apps finds the app that holds a token
     * @param policies says which apps' tokens must be bound
     * @param changes knows what was revoked
     * @param clock the time
     * @param resources the resources of the host
     * @param resource the one that {@link #verify} takes tokens for
     */
    public LocalAccessTokenVerifier(
            AccessTokens tokens,
            Apps apps,
            ClientPolicies policies,
            ChangeFeed changes,
            InstantSource clock,
            ResourceCatalog resources,
            ProtectedResource resource) {
        this.tokens = tokens;
        this.apps = apps;
        this.policies = policies;
        this.changes = changes;
        this.clock = clock;
        this.resources = resources;
        this.resource = resource;
    }

    @Override
    public AccessTokenVerifier forResource(URI uri) {
        ProtectedResource other = resources
                .find(uri.toString())
                .orElseThrow(() -> new IllegalArgumentException("The authorization server has no resource " + uri));
        return new LocalAccessTokenVerifier(tokens, apps, policies, changes, clock, resources, other);
    }

    public ResourceCatalog resources() {
        return resources;
    }

    @Override
    public TokenCheck<VerifiedAccessToken> verify(Secret token) {
        return check(token, resource)
                .then(valid -> valid.type() == TokenType.BEARER && !outdated(valid)
                        ? new TokenCheck.Valid<>(valid)
                        : new TokenCheck.Invalid<>());
    }

    /** Whether it is a bearer token from before its app, or this server, came to demand bound ones. */
    public boolean outdated(VerifiedAccessToken token) {
        return token.type() == TokenType.BEARER && policies.mustBind(token.app());
    }

    /** Verifies a token, bound or not, that was presented at a resource. */
    public TokenCheck<VerifiedAccessToken> check(Secret token, ProtectedResource at) {
        return check(token)
                .then(valid -> valid.claims().audience().contains(at.uri().toString())
                        ? new TokenCheck.Valid<>(valid.at(at))
                        : new TokenCheck.Invalid<>());
    }

    /** Verifies a token for any resource, that the client shows to ask about it, not to use it. */
    public TokenCheck<VerifiedAccessToken> check(Secret token) {
        if (changes.stale()) {
            return new TokenCheck.Unknown<>();
        }
        Instant now = clock.instant();
        return tokens.read(token)
                .then(claims -> good(claims, now) ? ofUsableApp(claims, now) : new TokenCheck.Invalid<>());
    }

    private TokenCheck<VerifiedAccessToken> ofUsableApp(AccessTokenClaims claims, Instant now) {
        Optional<App> app = apps.findByClientId(claims.holder().clientId()).filter(found -> found.usable(now));
        return app.isEmpty()
                ? new TokenCheck.Invalid<>()
                : new TokenCheck.Valid<>(new VerifiedAccessToken(claims, app.get()));
    }

    private boolean good(AccessTokenClaims claims, Instant now) {
        return claims.times().good(now, SKEW) && isOffered(claims.audience()) && !revoked(claims);
    }

    private boolean isOffered(List<String> audience) {
        for (String uri : audience) {
            if (resources.find(uri).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private boolean revoked(AccessTokenClaims claims) {
        FamilyId family = claims.family();
        return changes.refused(ChangeKind.TOKEN, claims.tokenId())
                || changes.refused(ChangeKind.GRANT, claims.grant().value())
                || (family != null && changes.refused(ChangeKind.FAMILY, family.value()));
    }
}
