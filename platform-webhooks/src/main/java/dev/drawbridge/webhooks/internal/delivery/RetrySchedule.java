package dev.drawbridge.webhooks.internal.delivery;

import dev.drawbridge.core.http.Headers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** When a failed delivery is tried again: ten attempts over three days (Standard Webhooks, "Deliverability"). */
public final class RetrySchedule {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** The first attempt and one after every pause. */
    public static final int MAX_TRIES = PAUSES.size() + 1;

    /** Added, never taken away: what failed together must not come back together, and nothing comes early. */
    private static final double JITTER = 0.2;

    private static final Duration LONGEST_HINT = Duration.ofHours(6);
    private static final Set<Integer> HINTED = Set.of(429, 503);

    private final RandomGenerator random;

    public RetrySchedule(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Returns when to try again.
     *
     * @param tries how many steps were used, the failed one included
     * @param now when it failed
     * @param status the HTTP status of the response, or 0
     * @param headers of the response
     * @return the instant, or empty if the schedule is used up
     */
    Optional<Instant> next(int tries, Instant now, int status, Headers headers) {
        if (tries >= MAX_TRIES) {
            return Optional.empty();
        }
        Duration pause = PAUSES.get(tries - 1);
        long jitter = (long) (pause.toMillis() * JITTER * random.nextDouble());
        Instant planned = now.plus(pause).plusMillis(jitter);
        return Optional.of(hint(now, status, headers)
                .filter(asked -> asked.isAfter(planned))
                .orElse(planned));
    }

    /** {@code Retry-After} (RFC 9110 §10.2.3) of a response that says "later"; what cannot be read counts as absent. */
    private static Optional<Instant> hint(Instant now, int status, Headers headers) {
        return HINTED.contains(status)
                ? headers.first("Retry-After")
                        .flatMap(value -> parse(now, value.strip()))
                        .map(asked -> earlier(asked, now.plus(LONGEST_HINT)))
                : Optional.empty();
    }

    private static Optional<Instant> parse(Instant now, String value) {
        try {
            if (value.matches("[0-9]{1,18}")) {
                long seconds = Math.min(Long.parseLong(value), LONGEST_HINT.toSeconds());
                return Optional.of(now.plusSeconds(seconds));
            }
            return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
