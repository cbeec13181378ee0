package dev.drawbridge.core.account;

import dev.drawbridge.core.panel.Developer;
import dev.drawbridge.core.secret.Secret;
import java.time.Instant;

/**
 * A session that begins.
 *
 * @param token the session's token, for the cookie or as bearer token
 * @param expiresAt when it ends at the latest
 * @param developer who logged in
 */
public record LoggedIn(Secret token, Instant expiresAt, Developer developer) {}
