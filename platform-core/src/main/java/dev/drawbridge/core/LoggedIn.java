package dev.drawbridge.core;

import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.Developer;
import java.time.Instant;
import java.util.Optional;

/**
 * A session that begins.
 *
 * @param token the session's token, for the cookie or as bearer token
 * @param expiresAt when it ends at the latest
 * @param developer who logged in
 * @param device proves later that this browser logged in to the account before, so that guesses of strangers do not keep it
 *     out; empty if the session is only continued
 */
public record LoggedIn(Secret token, Instant expiresAt, Developer developer, Optional<Secret> device) {}
