package dev.drawbridge.oauth;

import java.time.Duration;

/**
 * How long codes and tokens live.
 *
 * @param code from consent to redemption
 * @param accessToken of every access token
 * @param refreshAbsolute of a refresh family, however busy
 * @param refreshIdle of a refresh family that rests
 * @param grace for how long a replaced refresh token still counts as a retry
 */
record Lifetimes(Duration code, Duration accessToken, Duration refreshAbsolute, Duration refreshIdle, Duration grace) {

    static final Lifetimes DEFAULTS = new Lifetimes(
            Duration.ofSeconds(60),
            Duration.ofHours(1),
            Duration.ofDays(90),
            Duration.ofDays(30),
            Duration.ofSeconds(10));

    // A token that is being issued while its grant ends, and clocks that differ, are covered by a refusal that lasts
    // longer.
    private static final Duration REFUSAL_MARGIN = Duration.ofMinutes(5);

    /** For how long a family or grant that ended must be refused: until its last access token has surely expired. */
    Duration refusal() {
        return accessToken.plus(REFUSAL_MARGIN);
    }
}
