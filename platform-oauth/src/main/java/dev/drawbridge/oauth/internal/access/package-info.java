/**
 * Access tokens as a resource server sees them (RFC 6750, RFC 9068 §4, RFC 9449 §7). Nothing here has a store.
 *
 * <p>Entry point for a service of its own: {@link dev.drawbridge.oauth.remote.JwksAccessTokenVerifier}, with a {@link
 * dev.drawbridge.oauth.remote.RemoteApiGuard} in front of its routes; it fetches the authorization server's keys.
 *
 * <p>What it shares with the authorization server's own guard ({@code oauth.internal.token}): {@link
 * dev.drawbridge.oauth.internal.access.AccessTokenReader} says what a token says if its issuer signed it; {@link
 * dev.drawbridge.oauth.internal.access.TokenGate} judges the header of a call and words the challenges.
 *
 * <p>Not here: issuing tokens, and what is known to the authorization server alone (revocation, apps, members, plans).
 */
@NullMarked
package dev.drawbridge.oauth.internal.access;

import org.jspecify.annotations.NullMarked;
