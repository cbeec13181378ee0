package dev.drawbridge.core;

import dev.drawbridge.core.spi.Developer;
import java.time.Duration;
import java.time.Instant;

/**
 * A session that was found and is good.
 *
 * @param id the session, not a credential by itself
 * @param developer who is logged in
 * @param confirmedAt when the password was given last
 * @param expiresAt when the session ends at the latest
 */
public record DeveloperSession(String id, Developer developer, Instant confirmedAt, Instant expiresAt) {

    /** How long a given password counts as a confirmation. */
    public static final Duration CONFIRMATION = Duration.ofMinutes(15);

    /**
     * Tells whether the password was given recently.
     *
     * @param now the time
     * @return true within {@link #CONFIRMATION}
     */
    public boolean confirmed(Instant now) {
        return now.isBefore(confirmedAt.plus(CONFIRMATION));
    }
}
