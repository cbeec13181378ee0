package dev.drawbridge.oauth.app;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.secret.Secret;
import java.util.Optional;

/**
 * A new app with its secret, which nothing can show a second time.
 *
 * @param app the app
 * @param clientSecret the secret; empty for public apps
 */
public record RegisteredApp(App app, Optional<Secret> clientSecret) {}
