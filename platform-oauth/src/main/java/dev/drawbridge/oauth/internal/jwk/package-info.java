/**
 * Public keys of other parties (RFC 7517, RFC 7518 §6, RFC 8037 §2), strictly read; nothing here knows what they sign.
 *
 * <p>Entry point: {@link dev.drawbridge.oauth.internal.jwk.VerificationKey}, one key. It verifies what {@link
 * dev.drawbridge.oauth.internal.jwt.CompactJwt} has read. Our own keys, which sign, are in {@code jwt}. {@link
 * dev.drawbridge.oauth.internal.jwk.NumericDate} reads times that others wrote.
 *
 * <p>Not here: fetching keys. Internal: hosts use the packages of {@code dev.drawbridge.oauth} that are not.
 */
@NullMarked
package dev.drawbridge.oauth.internal.jwk;

import org.jspecify.annotations.NullMarked;
