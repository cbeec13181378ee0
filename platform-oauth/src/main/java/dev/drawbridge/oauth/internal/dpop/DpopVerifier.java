package dev.drawbridge.oauth.internal.dpop;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.store.ReplayStore;
import dev.drawbridge.oauth.internal.jwk.NumericDate;
import dev.drawbridge.oauth.internal.jwk.VerificationKey;
import dev.drawbridge.oauth.internal.jwt.CompactJwt;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies proofs of possession (RFC 9449 §4.3). Thread-safe.
 *
 * <p>The checks are in the order of the RFC. What was used is remembered last, so that a proof that is refused for another
 * reason is not used up and costs no row.
 */
public final class DpopVerifier {

    /** How old a proof may be. */
    public static final Duration MAX_AGE = Duration.ofSeconds(60);

    /** How far in the future a proof may be made, for clients whose clock is ahead. */
    public static final Duration MAX_AHEAD = Duration.ofSeconds(30);

    /** Characters of the longest {@code jti}. */
    public static final int MAX_ID_LENGTH = 256;

    private static final String TYPE = "dpop+jwt";
    private static final String SPACE = "dpop";

    private final Set<SigningAlgorithm> algorithms;
    private final NoncePolicy policy;
    private final @Nullable DpopNonces nonces;
    private final ReplayStore replays;

    /** Whether a proof must have a nonce of this server. */
    public enum NoncePolicy {
        /** It need not; one that is there must be good. */
        OPTIONAL,
        /** It must. */
        REQUIRED
    }

    /**
     * Makes a verifier.
     *
     * @param algorithms what proofs may be signed with
     * @param policy whether they must have a nonce
     * @param nonces makes and knows nonces
     * @param replays remembers which proofs were used, for all nodes
     */
    public DpopVerifier(Set<SigningAlgorithm> algorithms, NoncePolicy policy, DpopNonces nonces, ReplayStore replays) {
        this(algorithms, replays, policy, nonces);
    }

    private DpopVerifier(
            Set<SigningAlgorithm> algorithms, ReplayStore replays, NoncePolicy policy, @Nullable DpopNonces nonces) {
        this.algorithms = Set.copyOf(algorithms);
        this.policy = policy;
        this.nonces = nonces;
        this.replays = replays;
    }

    /**
     * Makes a verifier for a server that hands out no nonces: what a proof says about one is not looked at.
     *
     * @param algorithms what proofs may be signed with
     * @param replays remembers which proofs were used
     * @return the verifier
     */
    public static DpopVerifier withoutNonces(Set<SigningAlgorithm> algorithms, ReplayStore replays) {
        return new DpopVerifier(algorithms, replays, NoncePolicy.OPTIONAL, null);
    }

    /**
     * Verifies the proof of a request and uses it up. Of parallel calls with one proof exactly one succeeds. A transaction
     * of the thread that fails later gives the proof back, so call it outside.
     *
     * @param headers every header field {@code DPoP} of the request
     * @param expected what the proof must be for
     * @param now the time
     * @return what was found
     */
    public DpopOutcome verify(List<String> headers, DpopExpectation expected, Instant now) {
        if (headers.size() != 1) {
            return new DpopOutcome.Refused(headers.isEmpty() ? DpopFault.MISSING : DpopFault.SEVERAL);
        }
        String text = headers.get(0);
        Optional<CompactJwt> jwt = CompactJwt.read(text);
        if (jwt.isEmpty()) {
            return new DpopOutcome.Refused(DpopFault.MALFORMED);
        }
        try {
            return judge(text, jwt.get(), expected, now);
        } catch (ProblemException e) {
            // A member of the wrong type.
            return new DpopOutcome.Refused(DpopFault.MALFORMED);
        }
    }

    private DpopOutcome judge(String text, CompactJwt jwt, DpopExpectation expected, Instant now) {
        JsonObject header = jwt.header();
        if (header.text("typ").filter(TYPE::equals).isEmpty()) {
            return new DpopOutcome.Refused(DpopFault.TYPE);
        }
        Optional<SigningAlgorithm> algorithm =
                header.text("alg").flatMap(SigningAlgorithm::fromWire).filter(algorithms::contains);
        if (algorithm.isEmpty()) {
            return new DpopOutcome.Refused(DpopFault.ALGORITHM);
        }
        Optional<VerificationKey> key = header.object("jwk").flatMap(DpopVerifier::key);
        if (key.isEmpty()) {
            return new DpopOutcome.Refused(DpopFault.KEY);
        }
        if (!key.get().signed(text, algorithm.get())) {
            return new DpopOutcome.Refused(DpopFault.SIGNATURE);
        }
        JwkThumbprint thumbprint = new JwkThumbprint(key.get().thumbprint());
        DpopFault fault = fault(jwt.claims(), expected, thumbprint, now);
        return fault == null ? use(jwt.claims(), expected, thumbprint, now) : new DpopOutcome.Refused(fault);
    }

    private static @Nullable DpopFault fault(
            JsonObject claims, DpopExpectation expected, JwkThumbprint thumbprint, Instant now) {
        if (claims.text("htm").filter(expected.method()::equals).isEmpty()) {
            return DpopFault.METHOD;
        }
        if (claims.text("htu")
                .flatMap(TargetUri::normalized)
                .filter(expected.target()::equals)
                .isEmpty()) {
            return DpopFault.TARGET;
        }
        Optional<Instant> issuedAt = issuedAt(claims);
        if (issuedAt.isEmpty()
                || issuedAt.get().isBefore(now.minus(MAX_AGE))
                || issuedAt.get().isAfter(now.plus(MAX_AHEAD))) {
            return DpopFault.TIME;
        }
        if (claims.text("jti")
                .filter(id -> !id.isEmpty() && id.length() <= MAX_ID_LENGTH)
                .isEmpty()) {
            return DpopFault.ID;
        }
        Secret token = expected.accessToken();
        if (token != null
                && claims.text("ath")
                        .filter(TokenHash.of(token).value()::equals)
                        .isEmpty()) {
            return DpopFault.ACCESS_TOKEN;
        }
        JwkThumbprint boundTo = expected.boundTo();
        return boundTo == null || boundTo.equals(thumbprint) ? null : DpopFault.BINDING;
    }

    private DpopOutcome use(JsonObject claims, DpopExpectation expected, JwkThumbprint thumbprint, Instant now) {
        Optional<String> nonce = claims.text("nonce");
        String current = nonces == null ? null : nonces.current(now);
        if (nonces != null && current != null && !accepted(nonces, nonce, now)) {
            return new DpopOutcome.NonceWanted(current);
        }
        // One key for the three: jti is unique per key and address, and may be longer than a key of the store.
        String use = thumbprint.value()
                + '\n'
                + expected.target()
                + '\n'
                + claims.text("jti").orElseThrow();
        Instant acceptedUntil = issuedAt(claims).orElseThrow().plus(MAX_AGE);
        if (!replays.firstUse(SPACE, TokenHash.of(use).value(), acceptedUntil)) {
            return new DpopOutcome.Refused(DpopFault.REPLAYED);
        }
        boolean ageing = nonce.isPresent() && current != null && !nonce.get().equals(current);
        return new DpopProof(thumbprint, ageing ? current : null);
    }

    private boolean accepted(DpopNonces known, Optional<String> nonce, Instant now) {
        return nonce.map(sent -> known.accepts(sent, now)).orElse(policy == NoncePolicy.OPTIONAL);
    }

    private static Optional<VerificationKey> key(JsonObject jwk) {
        try {
            return Optional.of(VerificationKey.of(jwk.toMap()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> issuedAt(JsonObject claims) {
        try {
            return NumericDate.read(claims, "iat");
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
