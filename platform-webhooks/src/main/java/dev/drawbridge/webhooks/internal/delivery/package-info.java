/**
 * How events reach endpoints. Entry point: {@code DeliveryLoop}, which copies events to the endpoints that want them, claims
 * what is due, sends it and writes the results. {@code SendingSlots} shares the threads fairly; {@code Sender} signs and
 * sends one message; {@code Verdicts} decides what a response means.
 */
@NullMarked
package dev.drawbridge.webhooks.internal.delivery;

import org.jspecify.annotations.NullMarked;
