package dev.drawbridge.oauth.internal.jwk;

import dev.drawbridge.core.http.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** Times in the claims of other issuers: seconds since 1970, with a fraction if they like (RFC 7519 §2). */
public final class NumericDate {

    // The year 5138: far from what an instant cannot hold.
    private static final double LATEST = 1e11;

    private NumericDate() {}

    /**
     * Reads a time.
     *
     * @param claims the claims
     * @param name which
     * @return the time, whole seconds; empty if the claim is absent or null
     * @throws IllegalArgumentException if the claim is no number, or no time between 1970 and 5138
     */
    public static Optional<Instant> read(JsonObject claims, String name) {
        Object value = claims.toMap().get(name);
        if (value == null) {
            return Optional.empty();
        }
        // Not-a-number fails the comparison, too.
        if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= LATEST) {
            // Over the double: a decimal with a huge exponent would be written out first.
            return Optional.of(Instant.ofEpochSecond((long) number.doubleValue()));
        }
        throw new IllegalArgumentException("The claim " + name + " is no time.");
    }
}
