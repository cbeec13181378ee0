package dev.drawbridge.ratelimit.spi;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the limits of single companies. Implementations are thread-safe. */
public interface OverrideStore {

    /**
     * Keeps an override in place of the one that the same company, app and limit had.
     *
     * @param override the new one
     */
    void set(LimitOverride override);

    /**
     * Deletes an override.
     *
     * @param company whose
     * @param app of which app; empty means the one for all apps of the company
     * @param limit the name of the limit
     * @return false if there was none
     */
    boolean end(CompanyId company, Optional<AppId> app, String limit);

    /**
     * Lists the overrides of a company.
     *
     * @param company whose
     * @return ordered by limit, those for all apps before those of an app; some may have expired
     */
    List<LimitOverride> of(CompanyId company);

    /**
     * Deletes overrides that no longer hold.
     *
     * @param before ended before
     * @param limit the most to delete
     * @return how many were deleted
     */
    int purge(Instant before, int limit);
}
