package dev.drawbridge.oauth.token;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.Grant;
import dev.drawbridge.core.app.Grants;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.oauth.store.Family;
import java.util.Map;

/**
 * Exchanges refresh tokens (RFC 6749 §6) with rotation and reuse detection (RFC 9700 §4.14). Thread-safe.
 *
 * <p>Everything that can be wrong is judged before the family is touched. Then one conditional update decides: it advances
 * the family, or tells a retry (the same successor is handed out again) from a replay (the family ends). A profile without
 * rotation hands out the presented token again.
 */
public final class RefreshTokenGrant implements TokenGrant {

    private final RefreshTokens tokens;
    private final RefreshFamilies families;
    private final FamilyEnder ender;
    private final Grants grants;
    private final MembershipCheck members;
    private final ResourceIndicators targets;
    private final TokenIssuer issuer;
    private final boolean rotation;

    /**
     * Makes the grant.
     *
     * @param tokens knows refresh tokens again
     * @param families finds the family of a token and advances it
     * @param ender ends the family of a token that is used twice
     * @param grants what users agreed to
     * @param members says whether a user still belongs to a company
     * @param targets reads for which resources the token is wanted
     * @param issuer makes the response
     * @param rotation whether every use gives a new refresh token
     */
    public RefreshTokenGrant(
            RefreshTokens tokens,
            RefreshFamilies families,
            FamilyEnder ender,
            Grants grants,
            MembershipCheck members,
            ResourceIndicators targets,
            TokenIssuer issuer,
            boolean rotation) {
        this.tokens = tokens;
        this.families = families;
        this.ender = ender;
        this.grants = grants;
        this.members = members;
        this.targets = targets;
        this.issuer = issuer;
        this.rotation = rotation;
    }

    @Override
    public GrantType type() {
        return GrantType.REFRESH_TOKEN;
    }

    @Override
    public TokenResponse issue(AuthenticatedClient client, TokenRequest request) {
        App app = client.app();
        if (!app.access().refreshTokens()) {
            throw new OAuthException(
                    OAuthError.UNAUTHORIZED_CLIENT, "This client registered without the grant refresh_token.");
        }
        RefreshTokens.Presented presented =
                tokens.read(request.require("refresh_token")).orElseThrow(RefreshTokenGrant::invalid);
        Family family = families.find(presented.family())
                .filter(found -> tokens.genuine(presented, found) && found.app().equals(app.id()))
                .orElseThrow(RefreshTokenGrant::invalid);
        if (!families.live(family)) {
            throw invalid();
        }
        // RFC 9449 §5: the refresh token of a client without a secret is good with its key only.
        if (family.boundTo() != null && !family.boundTo().equals(client.key())) {
            throw invalid();
        }
        Grant grant = grants.find(family.grant()).filter(Grant::live).orElseThrow(RefreshTokenGrant::invalid);
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
                : families.renew(family, presented.generation());
        if (!good) {
            throw invalid();
        }
        return successor;
    }

    /** Tells whether the generation after the presented one is to be handed out. */
    private boolean rotated(Family family, long presented, AuthenticatedClient client) {
        return switch (families.rotate(family, presented)) {
            // In the grace window any node computes the same successor, so a client that lost the answer gets it again.
            case ROTATED, GRACE -> true;
            case REUSED -> {
                // Kept although the request is refused: that is why this answers instead of throwing.
                ender.end(
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
