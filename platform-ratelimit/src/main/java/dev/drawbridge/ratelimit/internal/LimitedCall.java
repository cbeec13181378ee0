package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import java.time.Instant;

/**
 * A call to decide on.
 *
 * @param company whose
 * @param app the app that calls
 * @param cost how many permits it takes, at least 0
 * @param now by the clock that windows follow
 */
public record LimitedCall(CompanyId company, AppId app, int cost, Instant now) {

    /** A call that takes nothing needs one permit to be left all the same. */
    long needed() {
        return Math.max(1, cost);
    }
}
