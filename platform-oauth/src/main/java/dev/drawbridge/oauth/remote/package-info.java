/**
 * Verifies access tokens in another process than the authorization server's. Entry point: {@link
 * dev.drawbridge.oauth.remote.JwksAccessTokenVerifier#builder}; {@link dev.drawbridge.oauth.remote.RemoteApiGuard} is
 * the guard of the handlers there. It fetches the published keys and keeps no state but them and recent proofs.
 */
@NullMarked
package dev.drawbridge.oauth.remote;

import org.jspecify.annotations.NullMarked;
