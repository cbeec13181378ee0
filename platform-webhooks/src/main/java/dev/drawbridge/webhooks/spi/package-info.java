/**
 * What webhooks need from storage.
 *
 * <p>{@link dev.drawbridge.webhooks.spi.WebhookStores} bundles the interfaces; it is implemented in memory here and over
 * JDBC in {@code platform-jdbi-store}. An event is one row ({@link dev.drawbridge.webhooks.spi.OutboxStore}); fanning out
 * makes one delivery of it for every endpoint in the audience; a <em>lane</em> ({@link
 * dev.drawbridge.webhooks.spi.LaneStore}) is the scheduling row of an endpoint, leased by the node that sends. When to
 * retry, what to sign and what counts as success is decided in {@code dev.drawbridge.webhooks}.
 */
@NullMarked
package dev.drawbridge.webhooks.spi;

import org.jspecify.annotations.NullMarked;
