package dev.drawbridge.oauth;

import dev.drawbridge.core.model.Secret;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.util.Optional;

/**
 * A new secret, which nothing can show a second time, and the one it replaces.
 *
 * @param clientSecret the new secret
 * @param current what is kept of it
 * @param previous the one before, with its end; empty if the app had no live one
 */
public record RotatedSecret(Secret clientSecret, StoredSecret current, Optional<StoredSecret> previous) {}
