/**
 * The stores of webhooks on a database. Entry point: {@code JdbiWebhookStores}.
 */
@NullMarked
package dev.drawbridge.jdbi.internal.webhooks;

import org.jspecify.annotations.NullMarked;
