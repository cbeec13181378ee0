package dev.drawbridge.oauth.app;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.secret.Secret;
import java.util.Optional;

/**
 * A new app with its secret, which nothing can show a second time.
 *
 * @param app the app
 * @param clientSecret the secret; empty for apps that authenticate without one
 */
public record RegisteredApp(App app, Optional<Secret> clientSecret) {}
