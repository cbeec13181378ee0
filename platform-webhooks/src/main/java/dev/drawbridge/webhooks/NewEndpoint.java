package dev.drawbridge.webhooks;

import dev.drawbridge.core.model.Secret;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;

/**
 * An endpoint that was just added.
 *
 * @param endpoint the endpoint
 * @param secret its signing secret; shown to the developer now or never
 */
public record NewEndpoint(WebhookEndpoint endpoint, Secret secret) {}
