package dev.drawbridge.oauth.internal.assertion;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.oauth.internal.jwk.VerificationKey;
import dev.drawbridge.oauth.internal.jwt.CompactJwt;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.util.Optional;

/**
 * An assertion as it was presented (RFC 7521 §4.2): read, but nothing about it is verified. Immutable; never printed.
 */
public final class ClientAssertion {

    /** The one value of {@code client_assertion_type} that is understood (RFC 7523 §2.2). */
    public static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final String text;
    private final CompactJwt jwt;
    private final String clientId;

    private ClientAssertion(String text, CompactJwt jwt, String clientId) {
        this.text = text;
        this.jwt = jwt;
        this.clientId = clientId;
    }

    /** What was read. */
    public sealed interface Reading permits Read, Unreadable {}

    /**
     * It can be read.
     *
     * @param assertion for {@link AssertionVerifier}
     */
    public record Read(ClientAssertion assertion) implements Reading {}

    /**
     * It cannot, or contradicts the rest of the request.
     *
     * @param fault why
     */
    public record Unreadable(AssertionFault fault) implements Reading {}

    /**
     * Reads an assertion.
     *
     * @param type the parameter {@code client_assertion_type}
     * @param assertion the parameter {@code client_assertion}
     * @param clientId the parameter {@code client_id}, if it was sent: then it must be the assertion's client
     * @return what was read
     */
    public static Reading read(String type, Secret assertion, Optional<String> clientId) {
        if (!type.equals(TYPE)) {
            return new Unreadable(AssertionFault.ASSERTION_TYPE);
        }
        String text = assertion.reveal();
        Optional<CompactJwt> jwt = CompactJwt.read(text);
        if (jwt.isEmpty()) {
            return new Unreadable(AssertionFault.MALFORMED);
        }
        try {
            // RFC 7523 §3: who issued it is who it is about, the client.
            Optional<String> subject = jwt.get().claims().text("sub").filter(sub -> !sub.isEmpty());
            if (subject.isEmpty()
                    || !subject.equals(jwt.get().claims().text("iss"))
                    || clientId.filter(sent -> !subject.get().equals(sent)).isPresent()) {
                return new Unreadable(AssertionFault.CLIENT);
            }
            return new Read(new ClientAssertion(text, jwt.get(), subject.get()));
        } catch (ProblemException e) {
            // A member of the wrong type.
            return new Unreadable(AssertionFault.MALFORMED);
        }
    }

    /**
     * Returns which client it claims to come from.
     *
     * @return issuer and subject, any text
     */
    public String clientId() {
        return clientId;
    }

    /** The one key of a set that can have signed it, if the set has one. */
    Optional<VerificationKey> keyIn(JwkSet keys) {
        try {
            JsonObject header = jwt.header();
            String kid = header.text("kid").orElse(null);
            return header.text("alg")
                    .flatMap(SigningAlgorithm::fromWire)
                    .flatMap(algorithm -> keys.select(kid, algorithm));
        } catch (ProblemException e) {
            // A member of the wrong type.
            return Optional.empty();
        }
    }

    /** Tells whether a key of a set signed it. */
    boolean signedByKeyIn(JwkSet keys) {
        return keyIn(keys)
                .filter(key -> jwt.header()
                        .text("alg")
                        .flatMap(SigningAlgorithm::fromWire)
                        .filter(algorithm -> key.signed(text, algorithm))
                        .isPresent())
                .isPresent();
    }

    /** Verifies with a decoy, whatever the {@code kid}, and forgets the result. */
    void pretendToVerify(JwkSet decoys) {
        try {
            jwt.header()
                    .text("alg")
                    .flatMap(SigningAlgorithm::fromWire)
                    .ifPresent(
                            algorithm -> decoys.select(null, algorithm).ifPresent(key -> key.signed(text, algorithm)));
        } catch (ProblemException e) {
            // A member of the wrong type: nothing would be verified for anybody.
            return;
        }
    }

    String text() {
        return text;
    }

    CompactJwt jwt() {
        return jwt;
    }

    @Override
    public String toString() {
        return "ClientAssertion[...]";
    }
}
