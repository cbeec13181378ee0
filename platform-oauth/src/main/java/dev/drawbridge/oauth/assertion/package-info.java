/**
 * Clients that authenticate with a signed assertion instead of a secret: {@code private_key_jwt} (RFC 7523 as amended by its
 * successor's draft, RFC 7521 §4.2).
 *
 * <p>Flow: {@link dev.drawbridge.oauth.assertion.ClientAssertion} reads what was presented and says which client it claims to come from;
 * the caller finds that client's {@link dev.drawbridge.oauth.assertion.RegisteredKeys}, made of its registered {@link
 * dev.drawbridge.oauth.assertion.JwkSet}; {@link dev.drawbridge.oauth.assertion.AssertionVerifier} judges and returns an {@link
 * dev.drawbridge.oauth.assertion.AssertionOutcome}.
 *
 * <p>Not here: finding the client, other ways to authenticate, and fetching keys from a {@code jwks_uri}.
 */
@NullMarked
package dev.drawbridge.oauth.assertion;

import org.jspecify.annotations.NullMarked;
