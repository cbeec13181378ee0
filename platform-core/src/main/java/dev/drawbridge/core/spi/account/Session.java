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
        String methods) {
    /**
     * Returns this session after a use.
     *
     * @param at when it was used
     * @return the copy
     */
    public Session seen(Instant at) {
        return new Session(id, developer, createdAt, at, confirmedAt, expiresAt, ip, userAgent, methods);
    }

    /**
     * Returns this session after the developer gave the password again.
     *
     * @param newId names it from now on
     * @param at when the password was given
     * @return the copy
     */
    public Session confirmed(String newId, Instant at) {
        return new Session(newId, developer, createdAt, at, at, expiresAt, ip, userAgent, methods);
    }
}
