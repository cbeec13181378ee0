package dev.drawbridge.oauth.token;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.Grant;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.oauth.store.Family;
import dev.drawbridge.oauth.store.FamilyStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Describes refresh tokens for introspection (RFC 7662 §2.2), to the app that holds them and nobody else. Thread-safe.
 *
 * <p>A description has neither {@code token_type} nor {@code aud}, so it cannot be taken for an access token's.
 */
final class RefreshTokenStatus {

    private final CoreServices env;
    private final FamilyStore store;
    private final RefreshTokens tokens;
    private final MembershipCheck members;

    RefreshTokenStatus(CoreServices env, FamilyStore store, RefreshTokens tokens, MembershipCheck members) {
        this.env = env;
        this.store = store;
        this.tokens = tokens;
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
        Instant now = env.clock().instant();
        Optional<Family> family = store.find(presented.family())
                .filter(found -> tokens.genuine(presented, found)
                        && found.app().equals(asking.id())
                        && found.state().generation() == presented.generation()
                        && found.live(now));
        Optional<Grant> grant = family.flatMap(found -> env.grants().find(found.grant()))
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
        description.put("iss", env.issuer().toString());
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
