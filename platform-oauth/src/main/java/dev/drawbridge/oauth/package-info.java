/**
 * The authorization server (RFC 6749) as one feature of the platform.
 *
 * <p>Entry point: {@link dev.drawbridge.oauth.AuthorizationServer}. It only puts together what the packages below it do; none
 * of them knows it, {@link dev.drawbridge.core.http.CrossOrigin} says which pages of others may call what, and {@link
 * dev.drawbridge.oauth.Readiness} what the configuration has of published standards:
 *
 * <ul>
 *   <li>{@link dev.drawbridge.oauth.app}: what developers register, and client secrets.
 *   <li>{@link dev.drawbridge.oauth.token}: the token endpoint, revocation, keys' and server's metadata, and the proof of
 *       callers; knows {@code app} for secrets and redirect URIs.
 *   <li>{@link dev.drawbridge.oauth.request}: authorization requests, checked and read; knows {@code token} for errors, {@code
 *       app} for redirect URIs.
 *   <li>{@link dev.drawbridge.oauth.consent}: from a checked request to a code, installation, connected apps; knows {@code
 *       request}, {@code token} for codes and the end of grants, {@code app} for redirect URIs.
 *   <li>{@link dev.drawbridge.oauth.registration}: clients that register themselves; knows {@code app}, and {@code token} for
 *       the names of errors and grants.
 *   <li>{@link dev.drawbridge.oauth.document}: clients that describe themselves in a document at their client id, for {@code
 *       consent}; knows {@code app} and {@code registration}.
 *   <li>{@link dev.drawbridge.oauth.access}: access tokens as a resource server sees them, for {@code token} and for services
 *       that stand alone.
 *   <li>{@link dev.drawbridge.oauth.dpop}: proofs of possession, for {@code token}. {@link dev.drawbridge.oauth.assertion}: signed
 *       client assertions, for {@code token}, and the keys of apps that sign them.
 *   <li>{@link dev.drawbridge.oauth.resource}: the APIs that tokens are for.
 *   <li>{@link dev.drawbridge.oauth.jwk}: public keys of others.
 *   <li>{@link dev.drawbridge.oauth.jwt}: signing keys and signed tokens. {@link dev.drawbridge.oauth.store}: the rows.
 * </ul>
 *
 * <p>The way of a code: {@code consent.AuthorizationFlow}, {@code consent.ConsentPolicy}, {@code consent.ConsentEndpoint}, {@code
 * token.AuthorizationCodes}, {@code token.AuthorizationCodeGrant}, {@code token.TokenIssuer}.
 *
 * <p>Not here: users and their login (the host's), developers and the portal's shell ({@code core.account}), limits
 * ({@code ratelimit}).
 */
@NullMarked
package dev.drawbridge.oauth;

import org.jspecify.annotations.NullMarked;
