package dev.drawbridge.core.spi.app;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.GrantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads facts about grants. Implementations are thread-safe. */
public interface Grants {

    /**
     * Finds a grant, live or ended.
     *
     * @param id the grant
     * @return the grant
     */
    Optional<Grant> find(GrantId id);

    /**
     * Lists the live grants of a company, newest first.
     *
     * @param company the company
     * @return the grants
     */
    List<Grant> active(CompanyId company);

    /**
     * Lists the live grants of an app, oldest first.
     *
     * @param app the app
     * @return the grants
     */
    List<Grant> activeOf(AppId app);

    /**
     * Counts the companies that have a live grant of an app, in one statement.
     *
     * @param apps which apps
     * @return app to companies; apps that no company connected are left out
     */
    Map<AppId, Long> companies(Set<AppId> apps);
}
