package dev.drawbridge.webhooks.spi;

/**
 * A delivery that is to be sent now.
 *
 * @param id names it
 * @param messageId {@code webhook-id}
 * @param body what is sent
 * @param attempts how often it was sent already
 * @param tries how many steps of the retry schedule it has used
 * @param manual whether a developer asked for this attempt
 */
public record DueDelivery(String id, String messageId, String body, int attempts, int tries, boolean manual) {}
