/**
 * Proofs of possession (DPoP, RFC 9449): whether who sends a request holds a key.
 *
 * <p>Entry point: {@link dev.drawbridge.oauth.internal.dpop.DpopVerifier}. It takes the header fields {@code DPoP} of a
 * request and a {@link dev.drawbridge.oauth.internal.dpop.DpopExpectation} (method, URI and, at a resource, token and key),
 * and returns a {@link dev.drawbridge.oauth.internal.dpop.DpopOutcome}: the {@link
 * dev.drawbridge.oauth.internal.dpop.DpopProof} with the {@link dev.drawbridge.oauth.spi.JwkThumbprint} of the key, the
 * {@link dev.drawbridge.oauth.internal.dpop.DpopFault}, or the nonce to come back with ({@link
 * dev.drawbridge.oauth.internal.dpop.DpopNonces}).
 *
 * <p>Not here: status codes, header fields of responses, and what a key is bound to (tokens, codes): the endpoints' and the
 * guard's.
 */
@NullMarked
package dev.drawbridge.oauth.internal.dpop;

import org.jspecify.annotations.NullMarked;
