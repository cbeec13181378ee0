package dev.drawbridge.oauth.token;

import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.oauth.access.AccessTokenClaims;
import dev.drawbridge.oauth.access.AccessTokenReader;
import dev.drawbridge.oauth.access.TokenCheck;
import dev.drawbridge.oauth.jwt.SigningKeys;
import dev.drawbridge.oauth.store.Family;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Issues and reads access tokens: JWTs of RFC 9068, without a row in any store. Thread-safe.
 *
 * <p>Reading says what we signed. What can change is judged by {@link AccessTokenVerifier} every time.
 */
final class AccessTokens {

    private final CoreServices env;
    private final SigningKeys keys;
    private final Duration lifetime;
    private final AccessTokenReader reader;

    AccessTokens(CoreServices env, SigningKeys keys, Duration lifetime) {
        this.env = env;
        this.keys = keys;
        this.lifetime = lifetime;
        this.reader = new AccessTokenReader(
                env.issuer().toString(), kid -> keys.find(kid).map(key -> jwt -> jwt.signedBy(key)));
    }

    Duration lifetime() {
        return lifetime;
    }

    /** Issues a token; the family is null for machine apps. */
    Secret issue(AccessTokenClaims.Holder holder, GrantId grant, @Nullable Family family, ResourceIndicators.Access access) {
        Instant now = env.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        AccessTokenClaims claims = new AccessTokenClaims(
                access.audience(),
                holder,
                grant,
                family == null ? null : family.id(),
                access.scopes(),
                env.ids().next(),
                new AccessTokenClaims.Times(
                        now, now, now.plus(lifetime), family == null ? null : family.authenticatedAt()));
        return Secret.of(keys.current()
                .issue(AccessTokenReader.TYPE, claims.toJson(env.issuer().toString())));
    }

    /** Reads a token that we signed with a key that is still published, expired or not. */
    TokenCheck<AccessTokenClaims> read(Secret token) {
        return reader.read(token);
    }
}
