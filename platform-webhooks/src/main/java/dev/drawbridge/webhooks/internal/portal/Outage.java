package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.DeliveryStats;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why an endpoint is off, and what became of events, as pages say it.
 *
 * @param reason a sentence
 * @param lastResponse what the receiver responded last, or empty
 * @param lastAt when that was, or null
 * @param held how many deliveries are on hold
 * @param broken whether the platform turned it off
 */
record Outage(String reason, String lastResponse, @Nullable Instant lastAt, long held, boolean broken) {

    /** Returns what to say; null about an endpoint that is on. */
    static @Nullable Outage of(Messages text, WebhookEndpoint endpoint, DeliveryStats stats) {
        if (endpoint.status() == EndpointStatus.ACTIVE) {
            return null;
        }
        DeliveryAttempt last = stats.last();
        return new Outage(
                text.of("outage." + endpoint.status()),
                last == null ? "" : AttemptResult.of(text, last).http(),
                last == null ? null : last.at(),
                stats.waiting(),
                endpoint.status().disabled());
    }
}
