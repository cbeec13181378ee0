/**
 * The authorization server: apps, secrets, consent and tokens.
 *
 * <p>Entry point: {@link dev.drawbridge.oauth.AuthorizationServer}, the feature. It composes three parts, which meet only
 * there and in the stores:
 *
 * <ul>
 *   <li>Apps. {@link dev.drawbridge.oauth.OAuthAppRegistry} judges and keeps what developers register ({@code AppRules},
 *       {@code RedirectUris}), {@link dev.drawbridge.oauth.SecretRotator} replaces secrets, {@code ClientSecrets} checks them
 *       without a query. {@code AppPages}, {@code CredentialsPanel} and {@code SettingsPanel} are their pages, {@code AppCalls}
 *       and {@code SecretCalls} their JSON.
 *   <li>Consent. {@code ConsentEndpoints} leads a user of the host from the authorization request to a code, an administrator
 *       to an installation, and shows what is connected; {@link dev.drawbridge.oauth.Connections} is the face for code.
 *   <li>Tokens. {@link dev.drawbridge.oauth.PkceTokenEndpoint} authenticates the client and hands the request to one file per
 *       grant; {@link dev.drawbridge.oauth.AccessTokenVerifier} proves callers for the guard.
 * </ul>
 *
 * <p>The way of a code: {@code AuthorizationEndpoint}, {@code ConsentEndpoint}, {@code AuthorizationCodes}, {@code
 * AuthorizationCodeGrant}, {@code TokenIssuer}. What ends early goes through {@code GrantEnder} and core's change feed.
 *
 * <p>Not here: users and their login (the host's), developers and the portal's shell ({@code core.account}), limits
 * ({@code ratelimit}), rows ({@link dev.drawbridge.oauth.store}).
 */
@NullMarked
package dev.drawbridge.oauth;

import org.jspecify.annotations.NullMarked;
