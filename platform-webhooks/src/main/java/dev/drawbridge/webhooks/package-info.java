/**
 * Signed events, sent through an outbox (Standard Webhooks 1.0.0).
 *
 * <p>Entry points: {@link dev.drawbridge.webhooks.Webhooks}, the feature, and {@link
 * dev.drawbridge.webhooks.WebhookDispatcher}, everything that its pages and JSON calls do.
 *
 * <p>The way of an event: {@code Platform.publish} → {@code EventOutbox} writes one row in the caller's transaction →
 * {@code FanOut} makes a delivery for every endpoint in the audience → {@code DeliveryLoop} leases a lane, hands its deliveries
 * to {@code Sender}, which signs and posts → {@code Verdicts} decides what follows → the lane is given back. What a crash
 * interrupts is done again, with the same {@code webhook-id}: receivers get every event at least once.
 *
 * <p>Not here: which addresses may be reached (core's egress), what an event contains (the host), storage.
 */
@NullMarked
package dev.drawbridge.webhooks;

import org.jspecify.annotations.NullMarked;
