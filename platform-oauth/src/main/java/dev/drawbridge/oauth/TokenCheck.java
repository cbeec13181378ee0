package dev.drawbridge.oauth;

import java.util.function.Function;

/**
 * The decision about an access token, from the reader of its signature up to the guard. Every layer adds what it knows:
 * only a token that is valid for all of them is let through.
 *
 * @param <T> what is known about a valid token
 */
public sealed interface TokenCheck<T> {

    /**
     * The token is valid now.
     *
     * @param token what is known about it
     * @param <T> the type of that
     */
    record Valid<T>(T token) implements TokenCheck<T> {}

    /**
     * The token is malformed, expired, revoked, of another issuer, for another resource, or of an app that may not be used.
     *
     * @param <T> what would be known about a valid token
     */
    record Invalid<T>() implements TokenCheck<T> {}

    /**
     * It cannot be decided now: the keys or the revocations are not known. The caller should try again.
     *
     * @param <T> what would be known about a valid token
     */
    record Unknown<T>() implements TokenCheck<T> {}

    /**
     * Adds the decision of the next layer, which is asked about valid tokens only.
     *
     * @param next decides about a token that is valid so far
     * @param <R> what the next layer knows about a valid token
     * @return the decision of both layers
     */
    default <R> TokenCheck<R> then(Function<? super T, TokenCheck<R>> next) {
        if (this instanceof Valid<T> valid) {
            return next.apply(valid.token());
        }
        return this instanceof Unknown ? new Unknown<>() : new Invalid<>();
    }
}
