package dev.drawbridge.oauth.internal.assertion;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.store.ReplayStore;
import dev.drawbridge.oauth.internal.jwk.NumericDate;
import dev.drawbridge.oauth.internal.jwk.VerificationKey;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies assertions of clients (RFC 7523 §3). Thread-safe.
 *
 * <p>What was used is remembered last, so that an assertion that is refused for another reason is not used up, and nobody
 * without the key can use up another's.
 */
public final class AssertionVerifier {

    /** How far ahead {@code exp} may lie; it bounds how long ids must be remembered. */
    public static final Duration MAX_LIFETIME = Duration.ofMinutes(15);

    /** How far in the future {@code iat} and {@code nbf} may lie, for clients whose clock is ahead. */
    public static final Duration MAX_AHEAD = Duration.ofSeconds(30);

    /** Characters of the longest {@code jti}. */
    public static final int MAX_ID_LENGTH = 256;

    // Clients rarely name the type; one that names another kind of token is refused, so that none can replace an
    // assertion.
    private static final Set<String> TYPES = Set.of("jwt", "client-authentication+jwt");
    private static final String MEDIA_TYPE_PREFIX = "application/";
    private static final String SPACE = "client_assertion";

    private final String issuer;
    private final ReplayStore replays;

    /**
     * Makes a verifier.
     *
     * @param issuer the issuer identifier of this server: the audience
     * @param replays remembers which assertions were used, for all nodes
     */
    public AssertionVerifier(String issuer, ReplayStore replays) {
        this.issuer = issuer;
        this.replays = replays;
    }

    /**
     * Verifies an assertion and uses it up. Of parallel calls with one assertion exactly one succeeds. A transaction of the
     * thread that fails later gives the assertion back, so call it outside.
     *
     * @param assertion what was presented
     * @param registered the keys of the client that it claims to come from
     * @param now the time
     * @return what was found
     */
    public AssertionOutcome verify(ClientAssertion assertion, RegisteredKeys registered, Instant now) {
        AssertionFault fault;
        try {
            fault = fault(assertion, registered, now);
        } catch (ProblemException e) {
            // A member of the wrong type.
            fault = AssertionFault.MALFORMED;
        }
        if (fault == null && !firstUse(assertion)) {
            fault = AssertionFault.REPLAYED;
        }
        if (fault != null && !fault.mayBeTold() && fault != AssertionFault.SIGNATURE) {
            pretend(assertion);
        }
        return fault == null ? new ProvenClient(registered.clientId()) : new AssertionOutcome.Refused(fault);
    }

    /**
     * Takes as long as a verification, for assertions of clients that do not exist or have no keys: time must not tell which
     * clients there are.
     *
     * @param assertion what was presented
     */
    public void pretend(ClientAssertion assertion) {
        assertion.pretendToVerify(Decoys.KEYS);
    }

    private @Nullable AssertionFault fault(ClientAssertion assertion, RegisteredKeys registered, Instant now) {
        JsonObject header = assertion.jwt().header();
        JsonObject claims = assertion.jwt().claims();
        if (!header.text("typ").map(AssertionVerifier::named).orElse(true)) {
            return AssertionFault.TYPE;
        }
        if (!assertion.clientId().equals(registered.clientId())) {
            return AssertionFault.CLIENT;
        }
        Optional<SigningAlgorithm> algorithm =
                header.text("alg").flatMap(SigningAlgorithm::fromWire).filter(registered.algorithms()::contains);
        if (algorithm.isEmpty()) {
            return AssertionFault.ALGORITHM;
        }
        Optional<VerificationKey> key =
                registered.keys().select(header.text("kid").orElse(null), algorithm.get());
        if (key.isEmpty()) {
            return AssertionFault.KEY;
        }
        if (!key.get().signed(assertion.text(), algorithm.get())) {
            return AssertionFault.SIGNATURE;
        }
        if (!audience(claims, registered)) {
            return AssertionFault.AUDIENCE;
        }
        if (!timely(claims, now)) {
            return AssertionFault.TIME;
        }
        return id(claims).isEmpty() ? AssertionFault.ID : null;
    }

    private static boolean named(String typ) {
        String type = typ.toLowerCase(Locale.ROOT);
        return TYPES.contains(type.startsWith(MEDIA_TYPE_PREFIX) ? type.substring(MEDIA_TYPE_PREFIX.length()) : type);
    }

    // One text, never an array: an assertion for two servers could be played by one of them to the other.
    private boolean audience(JsonObject claims, RegisteredKeys registered) {
        try {
            return claims.text("aud")
                    .filter(audience -> audience.equals(issuer)
                            || registered.moreAudiences().contains(audience))
                    .isPresent();
        } catch (ProblemException e) {
            return false;
        }
    }

    private static boolean timely(JsonObject claims, Instant now) {
        try {
            Instant latest = now.plus(MAX_AHEAD);
            Optional<Instant> expires = NumericDate.read(claims, "exp");
            return expires.isPresent()
                    && now.isBefore(expires.get())
                    && !expires.get().isAfter(now.plus(MAX_LIFETIME))
                    && !NumericDate.read(claims, "nbf").orElse(now).isAfter(latest)
                    && !NumericDate.read(claims, "iat").orElse(now).isAfter(latest);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<String> id(JsonObject claims) {
        return claims.text("jti").filter(id -> !id.isEmpty() && id.length() <= MAX_ID_LENGTH);
    }

    private boolean firstUse(ClientAssertion assertion) {
        JsonObject claims = assertion.jwt().claims();
        String use = assertion.clientId() + '\n' + id(claims).orElseThrow();
        return replays.firstUse(
                SPACE,
                TokenHash.of(use).value(),
                NumericDate.read(claims, "exp").orElseThrow());
    }
}
