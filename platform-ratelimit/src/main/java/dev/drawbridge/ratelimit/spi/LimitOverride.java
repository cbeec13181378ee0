package dev.drawbridge.ratelimit.spi;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import java.time.Instant;
import java.util.Optional;

/**
 * A limit of one company, or of one app at one company, that holds in place of the tier's.
 *
 * @param company whose calls
 * @param app the app whose calls, or all apps of the company
 * @param limit the name of the limit in the policy, for example {@code hour}
 * @param quota the most permits in a window, at least 0
 * @param until from this instant the tier's limit holds again; empty means never
 * @param reason why, for operators; at most {@value #MAX_REASON_LENGTH} characters
 */
public record LimitOverride(
        CompanyId company, Optional<AppId> app, String limit, long quota, Optional<Instant> until, String reason) {

    /** The longest reason. */
    public static final int MAX_REASON_LENGTH = 500;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the quota is negative or the reason too long
     */
    public LimitOverride {
        if (quota < 0 || reason.length() > MAX_REASON_LENGTH) {
            throw new IllegalArgumentException("An override has a quota of 0 or more and a reason of at most "
                    + MAX_REASON_LENGTH + " characters");
        }
    }

    /**
     * Tells whether the override holds.
     *
     * @param now when
     * @return false from {@link #until} on
     */
    public boolean holdsAt(Instant now) {
        return until.map(now::isBefore).orElse(true);
    }
}
