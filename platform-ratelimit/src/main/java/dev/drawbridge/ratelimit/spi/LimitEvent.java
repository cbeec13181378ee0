package dev.drawbridge.ratelimit.spi;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import java.time.Instant;
import java.util.Optional;

/**
 * A quota that is nearly or wholly used up.
 *
 * @param kind which of both
 * @param company whose quota
 * @param app the app whose quota; empty if all apps of the company share it
 * @param limit the name of the limit
 * @param windowStart when the window began
 * @param windowEnd when it ends
 * @param at when it happened
 * @param used how many permits were taken
 * @param quota the most permits
 */
public record LimitEvent(
        Kind kind,
        CompanyId company,
        Optional<AppId> app,
        String limit,
        Instant windowStart,
        Instant windowEnd,
        Instant at,
        long used,
        long quota) {

    /** What happened. */
    public enum Kind {
        /** 80 % are used. */
        APPROACHED,
        /** A call was refused. */
        REACHED
    }
}
