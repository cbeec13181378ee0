package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.oauth.OAuthException;
import dev.drawbridge.oauth.spi.Family;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Describes refresh tokens for introspection (RFC 7662 §2.2), to the app that holds them and nobody else. Thread-safe.
 *
 * <p>A description has neither {@code token_type} nor {@code aud}, so it cannot be taken for an access token's.
 */
public final class RefreshTokenStatus {

    private final String issuer;
    private final RefreshTokens tokens;
    private final RefreshFamilies families;
    private final Grants grants;
    private final MembershipCheck members;

    /**
     * Makes the describer.
     *
     * @param issuer {@code iss}
     * @param tokens knows refresh tokens again
     * @param families finds the family of a token
     * @param grants what users agreed to
     * @param members says whether a user still belongs to a company
     */
    public RefreshTokenStatus(
            String issuer, RefreshTokens tokens, RefreshFamilies families, Grants grants, MembershipCheck members) {
        this.issuer = issuer;
        this.tokens = tokens;
        this.families = families;
        this.grants = grants;
        this.members = members;
    }

    /** Recognises a refresh token by its form; proves nothing. */
    Optional<RefreshTokens.Presented> read(Secret token) {
        return tokens.read(token.reveal());
    }

    /**
     * Describes a token that the app could exchange now. One that was replaced is none, even while a retry is forgiven.
     *
     * @return empty if it is not good now, or not the app's
     * @throws OAuthException {@code temporarily_unavailable} if it cannot be known now
     */
    Optional<Map<String, Object>> describe(RefreshTokens.Presented presented, App asking) {
        Optional<Family> family = families.find(presented.family())
                .filter(found -> tokens.genuine(presented, found)
                        && found.app().equals(asking.id())
                        && found.state().generation() == presented.generation()
                        && families.live(found));
        Optional<Grant> grant = family.flatMap(found -> grants.find(found.grant()))
                .filter(found -> found.live() && members.enabled(found.company(), found.user()));
        return grant.flatMap(found -> describe(family.orElseThrow(), found, asking));
    }

    private Optional<Map<String, Object>> describe(Family family, Grant grant, App app) {
        Scopes scopes = TokenScopes.within(app, family.scopes().intersect(grant.scopes()));
        if (scopes.isEmpty()) {
            return Optional.empty();
        }
        Family.State state = family.state();
        Instant end = state.idleUntil().isBefore(family.expiresAt()) ? state.idleUntil() : family.expiresAt();
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("iss", issuer);
        description.put("sub", grant.user().value());
        description.put("client_id", app.clientId().value());
        description.put("iat", state.rotatedAt().getEpochSecond());
        description.put("exp", end.getEpochSecond());
        description.put("scope", scopes.toWire());
        description.put("company", grant.company().value());
        description.put("auth_time", family.authenticatedAt().getEpochSecond());
        return Optional.of(description);
    }
}
