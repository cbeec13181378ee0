/**
 * Signed events, sent through an outbox (Standard Webhooks 1.0.0).
 *
 * <p>Entry points: {@link dev.drawbridge.webhooks.Webhooks}, the feature, and {@link
 * dev.drawbridge.webhooks.WebhookDispatcher}, its endpoints and deliveries for programs. {@code WebhooksWiring} builds the
 * module and shows all of its parts.
 *
 * <p>The way of an event: {@code Platform.publish} → {@code EventOutbox} writes one row in the caller's transaction →
 * {@code DeliveryLoop} makes a delivery for every endpoint in the audience, leases due lanes and has their deliveries sent →
 * {@code Sender} signs and posts one → {@code Verdicts} decides what follows → {@code ResultWriter} stores it, and the lane is
 * free again. What a crash interrupts is done again, with the same {@code webhook-id}: receivers get every event at least
 * once.
 *
 * <p>The way of a portal operation: {@code PageRoutes} and {@code JsonRoutes} name it → a class like {@code EditEndpoint}
 * reads its input from a form or a JSON body → {@code Endpoints}, {@code TestEvents} or {@code DeliveryLog} do it or throw
 * {@link dev.drawbridge.webhooks.WebhookRefusedException} → a class {@code ...Page} or {@code ...Json} presents the result,
 * {@code WebhookProblems} the refusal.
 *
 * <p>A host manages endpoints by a program with {@link EndpointDraft}, {@link NewEndpoint} and {@link
 * WebhookRefusedException}, and begins without a database on {@link MemoryWebhookStores}.
 *
 * <p>Not here: which addresses may be reached (core's egress), what an event contains (the host), storage.
 */
@NullMarked
package dev.drawbridge.webhooks;

import org.jspecify.annotations.NullMarked;
