/**
 * The portal's pages and JSON calls about endpoints and deliveries. Entry point: {@code WebhookPanel}; {@code ...Page} and
 * {@code ...Json} present one result each, and {@code WebhookProblems} maps refusals to responses.
 */
@NullMarked
package dev.drawbridge.webhooks.internal.portal;

import org.jspecify.annotations.NullMarked;
