/**
 * Tokens: issued, refreshed, verified, introspected, revoked.
 *
 * <p>Entry point: the wiring of the module makes every object. {@code TokenRoutes}
 * brings a request to {@link dev.drawbridge.oauth.PkceTokenEndpoint}; that authenticates the client ({@code
 * ClientAuthentication}, {@code ClientAuthenticationThrottle}; {@code ClientPolicies} has every rule beyond the credentials) and hands over to one file per grant: {@code AuthorizationCodeGrant}, {@code
 * RefreshTokenGrant}, {@code ClientCredentialsGrant}. Each ends in {@code TokenIssuer}: {@code AccessTokens} are signed,
 * {@code RefreshTokens} are rows of a family ({@code RefreshFamilies}).
 *
 * <p>The other direction: {@link dev.drawbridge.oauth.AccessTokenVerifier} proves a token, {@code TokenCallers} a
 * caller for the guard; {@code IntrospectionEndpoint} tells others, with {@code AccessTokenStatus}
 * and {@code RefreshTokenStatus}. {@code RevocationEndpoint} ends what a client gives back, {@link
 * dev.drawbridge.oauth.internal.token.GrantEnder} a whole grant. {@link dev.drawbridge.oauth.internal.token.AuthorizationCodes} issues what
 * the consent leads to. {@link
 * dev.drawbridge.oauth.TokenKeys} revokes a signing key. Refusals are an {@link dev.drawbridge.oauth.OAuthException}. {@code Metadata} tells clients
 * all of this.
 *
 * <p>Not here: pages ({@code oauth.internal.consent}), signatures ({@code oauth.internal.jwt}), apps and secrets ({@code oauth.internal.app}).
 */
@NullMarked
package dev.drawbridge.oauth.internal.token;

import org.jspecify.annotations.NullMarked;
