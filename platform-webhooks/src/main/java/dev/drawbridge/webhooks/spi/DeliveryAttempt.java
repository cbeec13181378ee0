package dev.drawbridge.webhooks.spi;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request to a receiver.
 *
 * @param number counts from 1
 * @param at when it began
 * @param responseStatus the HTTP status, or 0 without a response
 * @param duration how long it took
 * @param error why there was no response, or null
 * @param snippet the beginning of the response's body
 * @param manual whether a developer asked for it
 */
public record DeliveryAttempt(
        int number,
        Instant at,
        int responseStatus,
        Duration duration,
        @Nullable String error,
        String snippet,
        boolean manual) {

    private static final int OK = 200;
    private static final int REDIRECTION = 300;

    /**
     * Tells whether the receiver took the message.
     *
     * @return true after a response 2xx
     */
    public boolean accepted() {
        return responseStatus >= OK && responseStatus < REDIRECTION;
    }
}
