/**
 * Verifies access tokens in another process than the authorization server's. Entry point: {@link
 * dev.drawbridge.oauth.remote.JwksAccessTokenVerifier#builder}; {@link dev.drawbridge.oauth.remote.RemoteApiGuard} is
 * the guard of the handlers there, {@link dev.drawbridge.oauth.remote.RemoteAccessToken} is what they get. It fetches the
 * published keys (RFC 7517) and keeps no state but them and recent proofs (RFC 9449).
 *
 * <p>What it does not do: members, plans, quotas and IP lists are the platform's, and a revoked token is good until it
 * expires, unless {@link dev.drawbridge.oauth.remote.JwksAccessTokenVerifierBuilder#introspection} asks about each (RFC 7662).
 */
@NullMarked
package dev.drawbridge.oauth.remote;

import org.jspecify.annotations.NullMarked;
