package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import java.time.Instant;
import java.util.Optional;

/**
 * How much of a quota is used after a decision.
 *
 * @param company whose quota
 * @param app the app whose quota; empty if all apps of the company share it
 * @param limit the name of the limit
 * @param windowStart when the window began
 * @param windowEnd when it ends
 * @param used how many permits are taken
 * @param quota the most permits
 */
public record QuotaUse(
        CompanyId company,
        Optional<AppId> app,
        String limit,
        Instant windowStart,
        Instant windowEnd,
        long used,
        long quota) {}
