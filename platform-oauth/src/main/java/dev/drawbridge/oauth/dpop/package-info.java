/**
 * Proofs of possession (DPoP, RFC 9449): whether who sends a request holds a key.
 *
 * <p>Entry point: {@link dev.drawbridge.oauth.dpop.DpopVerifier}. It takes the header fields {@code DPoP} of a request and a
 * {@link dev.drawbridge.oauth.dpop.DpopExpectation} (method, URI and, at a resource, token and key), and returns a {@link
 * dev.drawbridge.oauth.dpop.DpopOutcome}: the {@link dev.drawbridge.oauth.dpop.DpopProof} with the {@link
 * dev.drawbridge.oauth.store.JwkThumbprint} of the key, the {@link dev.drawbridge.oauth.dpop.DpopFault}, or the nonce to come back with
 * ({@link dev.drawbridge.oauth.dpop.DpopNonces}).
 *
 * <p>Not here: status codes, header fields of answers, and what a key is bound to (tokens, codes): the endpoints' and the
 * guard's.
 */
@NullMarked
package dev.drawbridge.oauth.dpop;

import org.jspecify.annotations.NullMarked;
