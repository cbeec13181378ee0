package dev.drawbridge.oauth.token;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.core.secret.TokenHash;
import dev.drawbridge.oauth.jwt.CompactJwt;
import dev.drawbridge.oauth.jwt.SigningKey;
import dev.drawbridge.oauth.jwt.SigningKeys;
import dev.drawbridge.oauth.store.Family;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Issues and reads access tokens: JWTs of RFC 9068, without a row in any store. Thread-safe.
 *
 * <p>Reading remembers tokens it has verified, by the SHA-256 of the whole token; that saves parsing and the signature,
 * nothing else. What can change is judged by {@link AccessTokenVerifier} every time.
 */
final class AccessTokens {

    private static final String TYPE = "at+jwt";
    private static final Set<String> ACCEPTED_TYPES = Set.of(TYPE, "application/at+jwt");
    private static final int MAX_REMEMBERED = 10_000;

    private final Environment env;
    private final SigningKeys keys;
    private final Duration lifetime;
    private final String resource;
    // Two generations: when the young one is full it becomes the old one, so memory is bounded and a hit takes no lock.
    private volatile Map<TokenHash, Genuine> young = new ConcurrentHashMap<>();
    private volatile Map<TokenHash, Genuine> old = Map.of();

    AccessTokens(Environment env, SigningKeys keys, Duration lifetime, String resource) {
        this.env = env;
        this.keys = keys;
        this.lifetime = lifetime;
        this.resource = resource;
    }

    /** A token that we signed: the key that did it, and what it says. Whether it is still good is another question. */
    record Genuine(String kid, AccessTokenClaims claims) {}

    Duration lifetime() {
        return lifetime;
    }

    String resource() {
        return resource;
    }

    /** Issues a token; the family is null for machine apps. */
    Secret issue(AccessTokenClaims.Holder holder, GrantId grant, @Nullable Family family, Scopes scopes) {
        Instant now = env.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        AccessTokenClaims claims = new AccessTokenClaims(
                List.of(resource),
                holder,
                grant,
                family == null ? null : family.id(),
                scopes,
                env.ids().next(),
                new AccessTokenClaims.Times(
                        now, now, now.plus(lifetime), family == null ? null : family.authenticatedAt()));
        return Secret.of(keys.current().issue(TYPE, claims.toJson(env.issuer().toString())));
    }

    /** Reads a token that we signed with a key that is still published, expired or not. */
    Optional<Genuine> read(Secret token) {
        TokenHash hash = TokenHash.of(token);
        Genuine known = young.get(hash);
        if (known == null) {
            known = old.get(hash);
        }
        if (known != null) {
            // A key that was withdrawn takes its tokens along.
            return keys.find(known.kid()).isPresent() ? Optional.of(known) : Optional.empty();
        }
        Optional<Genuine> genuine = verify(token.reveal());
        genuine.ifPresent(value -> remember(hash, value));
        return genuine;
    }

    // RFC 9068 §4. The algorithm is the key's own: the header only has to agree.
    private Optional<Genuine> verify(String token) {
        try {
            Optional<CompactJwt> jwt = CompactJwt.read(token)
                    .filter(read -> read.header()
                            .text("typ")
                            .filter(ACCEPTED_TYPES::contains)
                            .isPresent());
            Optional<SigningKey> key =
                    jwt.flatMap(read -> read.header().text("kid")).flatMap(keys::find);
            if (jwt.isEmpty() || key.isEmpty() || !jwt.get().signedBy(key.get())) {
                return Optional.empty();
            }
            boolean ours = jwt.get()
                    .claims()
                    .text("iss")
                    .filter(env.issuer().toString()::equals)
                    .isPresent();
            return ours
                    ? Optional.of(new Genuine(
                            key.get().kid(), AccessTokenClaims.of(jwt.get().claims())))
                    : Optional.empty();
        } catch (ProblemException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private void remember(TokenHash hash, Genuine genuine) {
        if (young.size() >= MAX_REMEMBERED) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
        young.put(hash, genuine);
    }
}
