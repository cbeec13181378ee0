/**
 * What developers do with endpoints: {@code Endpoints} with its rules, test events, the log of deliveries and redelivery.
 * Refusals are codes ({@link dev.drawbridge.webhooks.WebhookRefusedException}); HTTP is not known here.
 */
@NullMarked
package dev.drawbridge.webhooks.internal.endpoint;

import org.jspecify.annotations.NullMarked;
