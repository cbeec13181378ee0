package dev.drawbridge.oauth;

import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.app.App;
import java.util.Optional;

/**
 * A new app with its secret, which nothing can show a second time.
 *
 * @param app the app
 * @param clientSecret the secret; empty for apps that authenticate without one
 */
public record RegisteredApp(App app, Optional<Secret> clientSecret) {}
