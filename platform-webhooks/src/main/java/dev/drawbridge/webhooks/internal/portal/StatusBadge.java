package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Tone;
import dev.drawbridge.webhooks.spi.EndpointStatus;

/**
 * A status as pages show it.
 *
 * @param label the word
 * @param tone what it means
 */
record StatusBadge(String label, Tone tone) {

    static StatusBadge of(Messages text, EndpointStatus status) {
        Tone tone = switch (status) {
            case ACTIVE -> Tone.GOOD;
            case PAUSED -> Tone.NEUTRAL;
            case DISABLED_AUTO, DISABLED_GONE -> Tone.BAD;
        };
        return new StatusBadge(text.of("endpoint-status." + status), tone);
    }

    static StatusBadge of(Messages text, ShownDelivery.Status status) {
        Tone tone = switch (status) {
            case PENDING -> Tone.INFO;
            case ON_HOLD -> Tone.WARN;
            case DELIVERED -> Tone.GOOD;
            case FAILED -> Tone.BAD;
            case CANCELLED -> Tone.NEUTRAL;
        };
        return new StatusBadge(text.of("delivery-status." + status), tone);
    }
}
