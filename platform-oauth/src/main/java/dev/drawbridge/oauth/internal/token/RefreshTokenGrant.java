package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.oauth.OAuthError;
import dev.drawbridge.oauth.TokenRequest;
import dev.drawbridge.oauth.TokenResponse;
import dev.drawbridge.oauth.internal.client.AuthenticatedClient;
import dev.drawbridge.oauth.internal.client.GrantType;
import dev.drawbridge.oauth.spi.Family;
import dev.drawbridge.oauth.spi.OAuthAction;
import java.util.List;
import java.util.Map;

/**
 * Exchanges refresh tokens (RFC 6749 §6) with rotation and reuse detection (RFC 9700 §4.14). Thread-safe.
 *
 * <p>Every check comes before the family is touched. Then one conditional update decides: it advances the family, or tells
 * a retry (the same successor is handed out again) from a replay (the family ends). A profile without rotation hands out the
 * presented token again.
 */
public final class RefreshTokenGrant implements TokenGrant {

    private static final Check.Refusal NOT_REGISTERED = new Check.Refusal(
            OAuthError.UNAUTHORIZED_CLIENT, "This client registered without the grant refresh_token.");

    // One message for every cause, so it reveals nothing about someone else's token.
    private static final Check.Refusal INVALID = new Check.Refusal(
            OAuthError.INVALID_GRANT,
            "The refresh token is unknown, used, expired or revoked, or does not belong to this client.");

    private static final List<Check<App>> OF_THE_CLIENT = List.of(
            new Check<>("it takes refresh tokens", app -> app.access().refreshTokens(), NOT_REGISTERED, "RFC 7591 §2"));

    private static final List<Check<Use>> OF_THE_TOKEN = List.of(
            new Check<>("the token is one that we wrote", Use::genuine, INVALID, "RFC 6749 §10.10"),
            new Check<>("it was issued to this client", Use::issuedToClient, INVALID, "RFC 6749 §6"),
            new Check<>("its family has neither ended nor expired", Use::live, INVALID, "RFC 9700 §4.14.2"),
            // A client without a secret: its token is good with its key only.
            new Check<>("the client holds its key", Use::keyHeld, INVALID, "RFC 9449 §5"));

    private static final List<Check<Access>> OF_THE_ACCESS = List.of(
            new Check<>("the app may still have some scope", Access::anyScope, INVALID, "RFC 6749 §5.2"),
            new Check<>("resource is known", Access::resourceKnown, ResourceIndicators.UNKNOWN, "RFC 8707 §2"),
            new Check<>(
                    "resource was granted", Access::resourceGranted, ResourceIndicators.NOT_GRANTED, "RFC 8707 §2.2"),
            new Check<>("scope is well-formed", Access::scopeWellFormed, TokenScopes.MALFORMED, "RFC 6749 §3.3"),
            new Check<>("scope was granted", Access::scopeGranted, TokenScopes.EXCESSIVE, "RFC 6749 §6"),
            new Check<>("the resource takes some", Access::anyAtResource, ResourceIndicators.NO_SCOPE, "RFC 8707 §2.2"),
            new Check<>("the user is a member still", Access::ofMember, INVALID, "RFC 6749 §5.2"));

    private final RefreshTokens tokens;
    private final RefreshFamilies families;
    private final FamilyEnder ender;
    private final Grants grants;
    private final MembershipCheck members;
    private final ResourceIndicators resources;
    private final TokenIssuer issuer;
    private final boolean rotation;

    /**
     * Makes the grant.
     *
     * @param tokens recognizes refresh tokens
     * @param families finds the family of a token and advances it
     * @param ender ends the family of a token that is used twice
     * @param grants what users agreed to
     * @param members says whether a user still belongs to a company
     * @param resources reads for which resources the token is wanted
     * @param issuer makes the response
     * @param rotation whether every use gives a new refresh token
     */
    public RefreshTokenGrant(
            RefreshTokens tokens,
            RefreshFamilies families,
            FamilyEnder ender,
            Grants grants,
            MembershipCheck members,
            ResourceIndicators resources,
            TokenIssuer issuer,
            boolean rotation) {
        this.tokens = tokens;
        this.families = families;
        this.ender = ender;
        this.grants = grants;
        this.members = members;
        this.resources = resources;
        this.issuer = issuer;
        this.rotation = rotation;
    }

    @Override
    public GrantType type() {
        return GrantType.REFRESH_TOKEN;
    }

    @Override
    public TokenResponse issue(AuthenticatedClient client, TokenRequest request) {
        Check.requireAll(OF_THE_CLIENT, client.app());
        Use use = use(client, request.require("refresh_token"));
        Check.requireAll(OF_THE_TOKEN, use);
        Grant grant = grants.find(use.family.grant()).filter(Grant::live).orElseThrow(INVALID::toException);
        Access access = new Access(use.family, grant, client.app(), request.parameters());
        Check.requireAll(OF_THE_ACCESS, access);
        // Made before the family is touched: if signing fails nothing is consumed, and the one update needs no
        // transaction.
        long presented = use.presented.generation();
        TokenResponse successor =
                issuer.forUser(client, grant, use.family, presented + (rotation ? 1 : 0), access.access);
        boolean good = rotation ? rotated(use) : families.renew(use.family, presented);
        if (!good) {
            throw INVALID.toException();
        }
        return successor;
    }

    private Use use(AuthenticatedClient client, String token) {
        RefreshTokens.Presented presented = tokens.read(token).orElseThrow(INVALID::toException);
        Family family = families.find(presented.family()).orElseThrow(INVALID::toException);
        return new Use(presented, family, client);
    }

    /** Tells whether the generation after the presented one is to be handed out. */
    private boolean rotated(Use use) {
        return switch (families.rotate(use.family, use.presented.generation())) {
            // In the grace window any node computes the same successor, so a client that lost the response gets it
            // again.
            case ROTATED, GRACE -> true;
            case REUSED -> {
                endReplayed(use);
                yield false;
            }
            case ENDED, UNKNOWN -> false;
        };
    }

    // Kept although the request is refused: the refusal is thrown after this transaction.
    private void endReplayed(Use use) {
        ender.end(
                use.family.id(),
                use.client.actor(),
                OAuthAction.TOKEN_REUSED,
                Map.of(
                        "app", use.family.app().value(),
                        "generation", Long.toString(use.presented.generation()),
                        "replacedAt", use.family.state().rotatedAt().toString()));
    }

    /** A client's attempt to use a refresh token. */
    private final class Use {

        private final RefreshTokens.Presented presented;
        private final Family family;
        private final AuthenticatedClient client;

        Use(RefreshTokens.Presented presented, Family family, AuthenticatedClient client) {
            this.presented = presented;
            this.family = family;
            this.client = client;
        }

        boolean genuine() {
            return tokens.genuine(presented, family);
        }

        boolean issuedToClient() {
            return family.app().equals(client.app().id());
        }

        boolean live() {
            return families.live(family);
        }

        boolean keyHeld() {
            return family.boundTo() == null || family.boundTo().equals(client.key());
        }
    }

    /** What the next access token is to allow. */
    private final class Access {

        private final Grant grant;
        private final Scopes allowed;
        private final ResourceIndicators.Targets targets;
        private final TokenScopes requested;
        private final ResourceIndicators.Access access;

        Access(Family family, Grant grant, App app, Parameters form) {
            this.grant = grant;
            this.allowed = TokenScopes.within(app, family.scopes().intersect(grant.scopes()));
            this.targets = resources.within(family.resources(), form);
            this.requested = TokenScopes.requested(form, allowed);
            this.access = targets.access(requested.scopes());
        }

        boolean anyScope() {
            return !allowed.isEmpty();
        }

        boolean resourceKnown() {
            return targets.known();
        }

        boolean resourceGranted() {
            return targets.granted();
        }

        boolean scopeWellFormed() {
            return requested.wellFormed();
        }

        boolean scopeGranted() {
            return requested.granted();
        }

        boolean anyAtResource() {
            return !access.scopes().isEmpty();
        }

        boolean ofMember() {
            return members.enabled(grant.company(), grant.user());
        }
    }
}
