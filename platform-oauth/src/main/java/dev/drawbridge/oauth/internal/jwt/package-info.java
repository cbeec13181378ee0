/**
 * Signing keys and signed tokens (RFC 7515, 7517, 7519); nothing here knows what a token means.
 *
 * <p>Entry points: {@link dev.drawbridge.oauth.internal.jwt.SigningKeys} (the keys of all nodes: made once, announced, signing,
 * retired) and {@link dev.drawbridge.oauth.internal.jwt.CompactJwt} (strict reading). A {@link
 * dev.drawbridge.oauth.internal.jwt.SigningKey} signs and verifies; elliptic curves go through Bouncy Castle's own
 * arithmetic, which is several times faster than the JDK's provider, RSA through the JDK. Claims are judged by {@code
 * dev.drawbridge.oauth.internal.token.AccessTokens}.
 *
 * <p>Made for {@code dev.drawbridge.oauth.token}; hosts have no use for it.
 */
@NullMarked
package dev.drawbridge.oauth.internal.jwt;

import org.jspecify.annotations.NullMarked;
