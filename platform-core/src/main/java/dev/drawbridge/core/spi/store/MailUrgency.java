package dev.drawbridge.core.spi.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Which mails go first. */
public enum MailUrgency {
    /** A link that somebody waits for and that soon expires; the newest goes first, since it is the one that is wanted. */
    RESET(Duration.ofHours(1)),
    /** Another mail about an account; the oldest goes first. */
    ACCOUNT(Duration.ofDays(1)),
    /** Tells what happened. Notices to one recipient may become one mail; the oldest goes first. */
    NOTICE(Duration.ofDays(1));

    // Far beyond any time in microseconds, so that every notice is behind every other mail.
    private static final long BEHIND = 1L << 62;

    private final Duration useful;

    MailUrgency(Duration useful) {
        this.useful = useful;
    }

    /**
     * Returns how long a mail is worth sending.
     *
     * @return from its creation on
     */
    public Duration useful() {
        return useful;
    }

    /**
     * Returns the place of a mail among those that are due.
     *
     * @param createdAt when it was put in
     * @return lower is sent first
     */
    public long order(Instant createdAt) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, createdAt);
        return switch (this) {
            case RESET -> -micros;
            case ACCOUNT -> micros;
            case NOTICE -> BEHIND + micros;
        };
    }

    /**
     * Returns what lies behind the places of this urgency and of all that go first.
     *
     * @return their orders are lower
     */
    public long end() {
        return switch (this) {
            case RESET -> 0;
            case ACCOUNT -> BEHIND;
            case NOTICE -> Long.MAX_VALUE;
        };
    }
}
