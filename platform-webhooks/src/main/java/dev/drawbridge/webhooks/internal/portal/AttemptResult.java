package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;

/**
 * The result of an attempt as pages show it.
 *
 * @param http the HTTP status, or that there was no response
 * @param duration how long it took
 */
record AttemptResult(String http, String duration) {

    /** There was no attempt yet. */
    static final AttemptResult NONE = new AttemptResult("", "");

    static AttemptResult of(Messages text, DeliveryAttempt attempt) {
        int status = attempt.responseStatus();
        return new AttemptResult(
                status > 0 ? Integer.toString(status) : text.of("attempt.no-response"),
                text.of("attempt.duration", attempt.duration().toMillis()));
    }
}
