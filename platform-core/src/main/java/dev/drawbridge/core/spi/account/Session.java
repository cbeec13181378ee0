package dev.drawbridge.core.spi.account;

import dev.drawbridge.core.model.DeveloperId;
import java.time.Instant;

/**
 * A developer's session.
 *
 * @param id unique; the session's token names it
 * @param developer whose it is
 * @param createdAt when the developer logged in
 * @param seenAt when it was used last, to the minute
 * @param confirmedAt when the password was given last
 * @param expiresAt from this instant on it is refused
 * @param ip from where the developer logged in
 * @param userAgent with what, at most 200 characters
 * @param methods how developers proved who they are (RFC 8176), for example {@code pwd}
 */
public record Session(
        String id,
        DeveloperId developer,
        Instant createdAt,
        Instant seenAt,
        Instant confirmedAt,
        Instant expiresAt,
        String ip,
        String userAgent,
        String methods) {}
