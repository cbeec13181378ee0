package dev.drawbridge.oauth.internal.access;

import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.oauth.AccessTokenClaims;
import dev.drawbridge.oauth.TokenCheck;
import dev.drawbridge.oauth.internal.jwt.CompactJwt;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Reads access tokens of one issuer: type, signature, issuer, claims (RFC 9068 §4). Thread-safe.
 *
 * <p>Tokens that were read are remembered by the SHA-256 of the whole token; that saves parsing and the signature, nothing
 * else. Expiry, audience and revocation are not judged here, because they change while a token is remembered.
 */
public final class AccessTokenReader {

    /** {@code typ} of access tokens. */
    public static final String TYPE = "at+jwt";

    private static final Set<String> ACCEPTED_TYPES = Set.of(TYPE, "application/" + TYPE);
    private static final int MAX_REMEMBERED = 10_000;

    private final String issuer;
    private final Keys keys;
    // Two generations: when the young one is full it becomes the old one, so memory is bounded and a hit takes no lock.
    private volatile Map<TokenHash, Genuine> young = new ConcurrentHashMap<>();
    private volatile Map<TokenHash, Genuine> old = Map.of();

    /**
     * Makes a reader that remembers nothing yet.
     *
     * @param issuer {@code iss} of its tokens, compared character by character
     * @param keys the issuer's keys
     */
    public AccessTokenReader(String issuer, Keys keys) {
        this.issuer = issuer;
        this.keys = keys;
    }

    /** The keys whose signatures are accepted now. Implementations are thread-safe. */
    @FunctionalInterface
    public interface Keys {

        /**
         * Finds a key.
         *
         * @param kid its name
         * @return what tells whether it signed a token, with the key's own algorithm; empty if there is no such key any more
         * @throws KeysUnavailableException if the keys are not known now
         */
        Optional<Predicate<CompactJwt>> find(String kid);
    }

    /** The keys of the issuer are not known, or not recent enough. */
    public static final class KeysUnavailableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** Makes the exception; it has no stack trace, because it is an expected state. */
        public KeysUnavailableException() {
            super("The keys of the authorization server are not available", null, false, false);
        }
    }

    /** A token that the issuer signed: the key that did it, and the decision that says what the token says. */
    private record Genuine(String kid, TokenCheck.Valid<AccessTokenClaims> valid) {}

    /**
     * Reads a token that was signed with a key that is still accepted, expired or not.
     *
     * @param token what was presented
     * @return valid with its claims; invalid if it is malformed, of another kind or not the issuer's; unknown if the keys are
     *     not known now
     */
    public TokenCheck<AccessTokenClaims> read(Secret token) {
        TokenHash hash = TokenHash.of(token);
        Genuine known = young.get(hash);
        if (known == null) {
            known = old.get(hash);
        }
        try {
            if (known != null) {
                // A key that was withdrawn takes its tokens along.
                return keys.find(known.kid()).isPresent() ? known.valid() : new TokenCheck.Invalid<>();
            }
            Optional<Genuine> genuine = verify(token.reveal());
            if (genuine.isEmpty()) {
                return new TokenCheck.Invalid<>();
            }
            remember(hash, genuine.get());
            return genuine.get().valid();
        } catch (KeysUnavailableException e) {
            return new TokenCheck.Unknown<>();
        }
    }

    // RFC 9068 §4. The algorithm is the key's own: the header only has to agree.
    private Optional<Genuine> verify(String token) {
        try {
            Optional<CompactJwt> jwt = CompactJwt.read(token)
                    .filter(read -> read.header()
                            .text("typ")
                            .filter(ACCEPTED_TYPES::contains)
                            .isPresent());
            Optional<String> kid = jwt.flatMap(read -> read.header().text("kid"));
            if (jwt.isEmpty() || kid.isEmpty()) {
                return Optional.empty();
            }
            return keys.find(kid.get())
                    .filter(key -> key.test(jwt.get()))
                    .filter(key -> jwt.get()
                            .claims()
                            .text("iss")
                            .filter(issuer::equals)
                            .isPresent())
                    .map(key -> new Genuine(
                            kid.get(),
                            new TokenCheck.Valid<>(
                                    AccessTokenClaims.of(jwt.get().claims()))));
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
