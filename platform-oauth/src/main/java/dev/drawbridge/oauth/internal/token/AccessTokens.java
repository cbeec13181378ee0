package dev.drawbridge.oauth.internal.token;

import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.oauth.AccessTokenClaims;
import dev.drawbridge.oauth.AccessTokenVerifier;
import dev.drawbridge.oauth.TokenCheck;
import dev.drawbridge.oauth.internal.access.AccessTokenReader;
import dev.drawbridge.oauth.internal.jwt.SigningKeys;
import dev.drawbridge.oauth.spi.Family;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Issues and reads access tokens: JWTs of RFC 9068, without a row in any store. Thread-safe.
 *
 * <p>Reading says what we signed. What can change is judged by {@link AccessTokenVerifier} every time.
 */
public final class AccessTokens {

    private final String issuer;
    private final SigningKeys keys;
    private final Duration lifetime;
    private final Ulids ids;
    private final InstantSource clock;
    private final AccessTokenReader reader;

    /**
     * Makes the tokens of one issuer.
     *
     * @param issuer {@code iss}
     * @param keys sign them
     * @param lifetime from issue to expiry
     * @param ids makes {@code jti}
     * @param clock the time
     */
    public AccessTokens(String issuer, SigningKeys keys, Duration lifetime, Ulids ids, InstantSource clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.lifetime = lifetime;
        this.ids = ids;
        this.clock = clock;
        this.reader = new AccessTokenReader(issuer, kid -> keys.find(kid).map(key -> jwt -> jwt.signedBy(key)));
    }

    Duration lifetime() {
        return lifetime;
    }

    /** Issues a token; the family is null for machine apps. */
    Secret issue(
            AccessTokenClaims.Holder holder, GrantId grant, @Nullable Family family, ResourceIndicators.Access access) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        AccessTokenClaims claims = new AccessTokenClaims(
                access.audience(),
                holder,
                grant,
                family == null ? null : family.id(),
                access.scopes(),
                ids.next(),
                new AccessTokenClaims.Times(
                        now, now, now.plus(lifetime), family == null ? null : family.authenticatedAt()));
        return Secret.of(keys.current().issue(AccessTokenReader.TYPE, claims.toJson(issuer)));
    }

    /** Reads a token that we signed with a key that is still published, expired or not. */
    public TokenCheck<AccessTokenClaims> read(Secret token) {
        return reader.read(token);
    }
}
