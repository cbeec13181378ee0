package dev.drawbridge.oauth.token;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.Apps;
import dev.drawbridge.core.change.ChangeFeed;
import dev.drawbridge.core.change.ChangeKind;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.oauth.access.AccessTokenClaims;
import dev.drawbridge.oauth.access.TokenCheck;
import dev.drawbridge.oauth.access.TokenType;
import dev.drawbridge.oauth.resource.ProtectedResource;
import dev.drawbridge.oauth.resource.ResourceCatalog;
import dev.drawbridge.oauth.store.FamilyId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Verifies access tokens of this server for one resource of the host (RFC 9068 §4). Thread-safe.
 *
 * <p>Signature and content are verified once per token and node; expiry, audience, revocation and app are judged every
 * time. A revocation counts immediately on the node that made it, and within about two seconds on the others.
 */
public final class AccessTokenVerifier {

    /** How far in the future {@code iat} and {@code nbf} may lie, for other nodes' clocks. */
    public static final Duration SKEW = Duration.ofSeconds(60);

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
    public AccessTokenVerifier(
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

    /**
     * Returns a verifier for another resource of the host.
     *
     * @param uri a resource that the authorization server was told of, as it was told
     * @return a verifier that refuses tokens for all other resources
     * @throws IllegalArgumentException if there is no such resource
     */
    public AccessTokenVerifier forResource(URI uri) {
        ProtectedResource other = resources
                .find(uri.toString())
                .orElseThrow(() -> new IllegalArgumentException("The authorization server has no resource " + uri));
        return new AccessTokenVerifier(tokens, apps, policies, changes, clock, resources, other);
    }

    ResourceCatalog resources() {
        return resources;
    }

    /**
     * Verifies a bearer token. One that is bound to a key (RFC 9449) is invalid here: it takes a proof, which the guard asks
     * for.
     *
     * @param token what was presented
     * @return the decision; unknown if this node has lost touch with the database and does not know what was revoked
     */
    public TokenCheck<VerifiedAccessToken> verify(Secret token) {
        return check(token, resource)
                .then(valid -> valid.type() == TokenType.BEARER && !outdated(valid)
                        ? new TokenCheck.Valid<>(valid)
                        : new TokenCheck.Invalid<>());
    }

    /** Whether it is a bearer token from before its app, or this server, came to demand bound ones. */
    boolean outdated(VerifiedAccessToken token) {
        return token.type() == TokenType.BEARER && policies.mustBind(token.app());
    }

    /** Verifies a token, bound or not, that was presented at a resource. */
    TokenCheck<VerifiedAccessToken> check(Secret token, ProtectedResource at) {
        return check(token)
                .then(valid -> valid.claims().audience().contains(at.uri().toString())
                        ? new TokenCheck.Valid<>(valid.at(at))
                        : new TokenCheck.Invalid<>());
    }

    /** Verifies a token for any resource, that the client shows to ask about it, not to use it. */
    TokenCheck<VerifiedAccessToken> check(Secret token) {
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
        return claims.times().good(now, SKEW)
                && claims.audience().stream()
                        .anyMatch(uri -> resources.find(uri).isPresent())
                && !revoked(claims);
    }

    private boolean revoked(AccessTokenClaims claims) {
        FamilyId family = claims.family();
        return changes.refused(ChangeKind.TOKEN, claims.tokenId())
                || changes.refused(ChangeKind.GRANT, claims.grant().value())
                || (family != null && changes.refused(ChangeKind.FAMILY, family.value()));
    }
}
