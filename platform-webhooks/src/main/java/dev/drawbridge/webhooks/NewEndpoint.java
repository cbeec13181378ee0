package dev.drawbridge.webhooks;

import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.webhooks.store.WebhookEndpoint;

/**
 * An endpoint that was just added.
 *
 * @param endpoint the endpoint
 * @param secret its signing secret; shown to the developer now or never
 */
public record NewEndpoint(WebhookEndpoint endpoint, Secret secret) {}
