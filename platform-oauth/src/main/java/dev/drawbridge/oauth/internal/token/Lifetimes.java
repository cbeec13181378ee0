package dev.drawbridge.oauth.internal.token;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long codes and tokens live.
 *
 * @param code from consent to redemption
 * @param accessToken of every access token
 * @param refreshAbsolute of a refresh family, however busy
 * @param refreshIdle of a refresh family that rests
 * @param grace for how long a replaced refresh token still counts as a retry
 */
public record Lifetimes(
        Duration code, Duration accessToken, Duration refreshAbsolute, Duration refreshIdle, Duration grace) {

    /** Codes 60 s, access tokens 1 hour, refresh families 90 days and 30 without use, 10 s of grace. */
    public static final Lifetimes DEFAULTS = new Lifetimes(
            Duration.ofSeconds(60),
            Duration.ofHours(1),
            Duration.ofDays(90),
            Duration.ofDays(30),
            Duration.ofSeconds(10));

    private static final String CODE = "A code that leaks must not live (RFC 6749 section 4.1.2).";
    private static final String ACCESS = "Revocations are remembered for as long as a token lives.";
    private static final String REFRESH = "A refresh token outlives its access token.";
    private static final String IDLE = "This is the idle one: a token cannot rest for longer than it lives.";
    private static final String GRACE = "While it lasts a stolen token passes for a retry.";

    // A token that is being issued while its grant ends, and clocks that differ, are covered by a refusal that lasts
    // longer.
    private static final Duration REFUSAL_MARGIN = Duration.ofMinutes(5);

    /**
     * Judges the lifetimes against their bounds.
     *
     * @return what is out of bounds, one sentence each; empty if nothing is
     */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        within("codeLifetime", code, Duration.ofSeconds(1), Duration.ofMinutes(10), CODE, problems);
        within("accessTokenLifetime", accessToken, Duration.ofMinutes(1), Duration.ofHours(24), ACCESS, problems);
        within("refreshLifetime", refreshAbsolute, accessToken, Duration.ofDays(3_650), REFRESH, problems);
        within("refreshLifetime", refreshIdle, Duration.ofMinutes(1), refreshAbsolute, IDLE, problems);
        within("refreshGrace", grace, Duration.ZERO, Duration.ofMinutes(5), GRACE, problems);
        return problems;
    }

    private static void within(
            String name, Duration value, Duration least, Duration most, String why, List<String> problems) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            problems.add(name + ": choose from " + least + " to " + most + ", not " + value + ". " + why);
        }
    }

    /** For how long a family or grant that ended must be refused: until its last access token has surely expired. */
    Duration refusal() {
        return accessToken.plus(REFUSAL_MARGIN);
    }
}
