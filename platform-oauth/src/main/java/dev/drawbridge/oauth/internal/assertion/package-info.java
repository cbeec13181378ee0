/**
 * Clients that authenticate with a signed assertion instead of a secret: {@code private_key_jwt} (RFC 7523 as amended by its
 * successor's draft, RFC 7521 §4.2).
 *
 * <p>Flow: {@link dev.drawbridge.oauth.internal.assertion.ClientAssertion} reads what was presented and says which client it claims to come from;
 * {@link dev.drawbridge.oauth.internal.assertion.ClientKeys} finds the {@link
 * dev.drawbridge.oauth.internal.assertion.RegisteredKeys} of its app: a {@link dev.drawbridge.oauth.internal.assertion.JwkSet} that is kept with the
 * app ({@code InlineKeys}) or fetched from where the app publishes it ({@code RemoteKeys}); {@link dev.drawbridge.oauth.internal.assertion.AssertionVerifier} judges and returns an {@link
 * dev.drawbridge.oauth.internal.assertion.AssertionOutcome}.
 *
 * <p>Not here: finding the client, and other ways to authenticate.
 */
@NullMarked
package dev.drawbridge.oauth.internal.assertion;

import org.jspecify.annotations.NullMarked;
