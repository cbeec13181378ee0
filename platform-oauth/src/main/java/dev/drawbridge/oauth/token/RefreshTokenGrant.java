package dev.drawbridge.oauth.token;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.Grant;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.oauth.store.Family;
import dev.drawbridge.oauth.store.FamilyStore;
import java.time.Instant;
import java.util.Map;

/**
 * Exchanges refresh tokens (RFC 6749 §6) with rotation and reuse detection (RFC 9700 §4.14). Thread-safe.
 *
 * <p>Everything that can be wrong is judged before the family is touched. Then one conditional update decides: it advances
 * the family, or tells a retry (the same successor is handed out again) from a replay (the family ends). A profile without
 * rotation hands out the presented token again.
 */
final class RefreshTokenGrant {

    private final CoreServices env;
    private final FamilyStore store;
    private final ResourceIndicators targets;
    private final RefreshFamilies families;
    private final RefreshTokens tokens;
    private final TokenIssuer issuer;
    private final MembershipCheck members;
    private final Lifetimes lifetimes;
    private final boolean rotation;

    RefreshTokenGrant(CoreServices env, FamilyStore store, Lifetimes lifetimes, boolean rotation, Parts parts) {
        this.env = env;
        this.store = store;
        this.targets = parts.targets();
        this.lifetimes = lifetimes;
        this.rotation = rotation;
        this.families = parts.families();
        this.tokens = parts.tokens();
        this.issuer = parts.issuer();
        this.members = parts.members();
    }

    /** What a refresh is made of. */
    record Parts(
            RefreshFamilies families,
            RefreshTokens tokens,
            TokenIssuer issuer,
            ResourceIndicators targets,
            MembershipCheck members) {}

    TokenResponse refresh(AuthenticatedClient client, TokenRequest request) {
        App app = client.app();
        if (!app.access().refreshTokens()) {
            throw new OAuthException(
                    OAuthError.UNAUTHORIZED_CLIENT, "This client registered without the grant refresh_token.");
        }
        RefreshTokens.Presented presented =
                tokens.read(request.require("refresh_token")).orElseThrow(RefreshTokenGrant::invalid);
        Family family = store.find(presented.family())
                .filter(found -> tokens.genuine(presented, found) && found.app().equals(app.id()))
                .orElseThrow(RefreshTokenGrant::invalid);
        if (!family.live(env.clock().instant())) {
            throw invalid();
        }
        // RFC 9449 §5: the refresh token of a client without a secret is good with its key only.
        if (family.boundTo() != null && !family.boundTo().equals(client.key())) {
            throw invalid();
        }
        Grant grant = env.grants().find(family.grant()).filter(Grant::live).orElseThrow(RefreshTokenGrant::invalid);
        Scopes allowed = TokenScopes.within(app, family.scopes().intersect(grant.scopes()));
        if (allowed.isEmpty()) {
            throw invalid();
        }
        ResourceIndicators.Access access = ResourceIndicators.access(
                targets.narrowed(request.parameters(), family.resources()),
                TokenScopes.requested(request.parameters(), allowed));
        if (!members.enabled(grant.company(), grant.user())) {
            throw invalid();
        }
        // Made before the family is touched: if signing fails nothing is consumed, and the one update needs no
        // transaction.
        long next = presented.generation() + (rotation ? 1 : 0);
        TokenResponse successor = issuer.forUser(client, grant, family, next, access);
        boolean good = rotation
                ? rotated(family, presented.generation(), client)
                : store.renew(family.id(), presented.generation(), env.clock().instant(), lifetimes.refreshIdle());
        if (!good) {
            throw invalid();
        }
        return successor;
    }

    /** Tells whether the generation after the presented one is to be handed out. */
    private boolean rotated(Family family, long presented, AuthenticatedClient client) {
        Instant now = env.clock().instant();
        return switch (store.rotate(family.id(), presented, now, lifetimes.refreshIdle(), lifetimes.grace())) {
            // In the grace window any node computes the same successor, so a client that lost the answer gets it again.
            case ROTATED, GRACE -> true;
            case REUSED -> {
                // Kept although the request is refused: that is why this answers instead of throwing.
                families.end(
                        family.id(),
                        client.actor(),
                        "token.reused",
                        Map.of(
                                "app", family.app().value(),
                                "generation", Long.toString(presented),
                                "replacedAt", family.state().rotatedAt().toString()));
                yield false;
            }
            case ENDED, UNKNOWN -> false;
        };
    }

    // One text for all: who holds a token that is not his learns nothing about it.
    private static OAuthException invalid() {
        return new OAuthException(
                OAuthError.INVALID_GRANT,
                "The refresh token is unknown, used, expired or revoked, or does not belong to this client.");
    }
}
