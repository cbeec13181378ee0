/**
 * The authorization server (RFC 6749) as one feature of the platform.
 *
 * <h2>Entry point</h2>
 *
 * <p>{@link dev.drawbridge.oauth.AuthorizationServer} is what a host builds; it hands out {@link
 * dev.drawbridge.oauth.OAuthAppRegistry}, {@link dev.drawbridge.oauth.SecretRotator}, {@link
 * dev.drawbridge.oauth.Connections}, {@link dev.drawbridge.oauth.AccessTokenVerifier} and the rest of what a host calls. {@link
 * dev.drawbridge.oauth.Readiness} tells what the configuration has of published standards. A service in another process
 * verifies tokens with {@link dev.drawbridge.oauth.remote}; a database implements {@link dev.drawbridge.oauth.spi}.
 *
 * <h2>The types here, by the reason that a host has for them</h2>
 *
 * <ul>
 *   <li>To build the server: {@link AuthorizationServer}, {@link AuthorizationServerBuilder} with {@link ProtectedResource},
 *       {@link Profile}, {@link DynamicRegistration} and {@link ClientDocumentPolicy}; {@link MemoryOAuthStores} to begin
 *       without a database; {@link Readiness} to compare the settings with published standards.
 *   <li>To register apps by a program: {@link OAuthAppRegistry}, {@link AppDraft}, {@link RegisteredApp}; {@link
 *       SecretRotator}, {@link RotatedSecret}; {@link AppRefusedException} with {@link AppRefusal} and {@link AppFieldCode}.
 *   <li>To show the consent page itself: {@link ConsentView}, {@link ConsentQuestion}, {@link ConsentReason}.
 *   <li>To see and end what is connected: {@link Connections}.
 *   <li>To verify tokens: {@link AccessTokenVerifier}, {@link VerifiedAccessToken}, {@link AccessTokenClaims}, {@link
 *       TokenType}.
 *   <li>To issue tokens from a controller of its own: {@link PkceTokenEndpoint}, {@link TokenRequest}, {@link
 *       TokenResponse}, {@link OAuthException}, {@link OAuthError}.
 *   <li>For whoever operates it: {@link TokenKeys}, {@link InitialAccessTokens}.
 * </ul>
 *
 * <h2>How it is built</h2>
 *
 * <p>{@code OAuthWiring} makes every object of the module; read it from top to bottom. Below {@code internal}:
 *
 * <ul>
 *   <li>{@code app}: what developers register, and client secrets; {@code portal}: the pages and JSON calls about both.
 *   <li>{@code client}: who the client is, and whether it may call.
 *   <li>{@code request}: authorization requests, checked by one table and read.
 *   <li>{@code consent}: from a checked request to a code, with its pages; {@code grant}: what users and companies granted.
 *   <li>{@code token}: the grants, refresh, revocation, introspection and the server's metadata.
 *   <li>{@code registration} and {@code document}: clients that describe themselves.
 *   <li>{@code access}: access tokens as a resource server sees them, for the guard here and the remote one.
 *   <li>{@code dpop}, {@code assertion}: proofs of possession and signed client assertions.
 *   <li>{@code resource}: the APIs that tokens are for. {@code jwk}, {@code jwt}: keys and signed tokens.
 *   <li>{@code route}: the paths and names of the endpoints. {@code endpoint}: their cross-origin rules, and readiness.
 *   <li>{@code memory}: the stores of one process. {@code text}: how texts of developers are cleaned.
 * </ul>
 *
 * <h2>The way of a code</h2>
 *
 * <p>{@code AuthorizationFlow}, {@code AuthorizationChecks}, {@code ConsentPolicy}, {@code GrantWriter}, {@code
 * AuthorizationCodes}; then {@link dev.drawbridge.oauth.PkceTokenEndpoint}, {@code AuthorizationCodeGrant}, {@code
 * TokenIssuer}.
 *
 * <h2>What it does not do</h2>
 *
 * <p>It has no users and no login of its own (the host's), no developers and no portal (core's), and no limits on API calls
 * ({@code ratelimit}).
 */
@NullMarked
package dev.drawbridge.oauth;

import dev.drawbridge.oauth.SecretRotator.RotatedSecret;
import org.jspecify.annotations.NullMarked;
