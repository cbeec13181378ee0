package dev.drawbridge.core.spi.app;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes grants. Called by the authorization server alone. Every verb is atomic; implementations are thread-safe and join
 * the {@link dev.drawbridge.core.spi.store.Transactions} of the thread.
 */
public interface GrantStore extends Grants {

    /**
     * Inserts a live grant unless one of the same kind lives for the same app, company and (for {@link Grant.Kind#USER})
     * user.
     *
     * @param grant the grant
     * @return true if it was inserted, false if there is a live one
     */
    boolean insert(Grant grant);

    /**
     * Finds the live grant of a user.
     *
     * @param app the app
     * @param company the company
     * @param user the user
     * @return the grant of kind {@link Grant.Kind#USER}
     */
    Optional<Grant> liveOfUser(AppId app, CompanyId company, UserId user);

    /**
     * Finds the live installation of a machine app.
     *
     * @param app the app
     * @param company the company
     * @return the grant of kind {@link Grant.Kind#INSTALL}
     */
    Optional<Grant> liveInstallation(AppId app, CompanyId company);

    /**
     * Replaces the scopes of a live grant, if nobody else did since they were read.
     *
     * @param id the grant
     * @param from the scopes it was read with
     * @param to the new scopes
     * @return true if the grant lives, had the scopes it was read with and was changed
     */
    boolean changeScopes(GrantId id, Scopes from, Scopes to);

    /**
     * Ends a live grant.
     *
     * @param id the grant
     * @param at when
     * @return true if it lived and has ended now
     */
    boolean end(GrantId id, Instant at);

    /**
     * Deletes grants that ended long ago. Call it in a transaction that also deletes what refers to them.
     *
     * @param before ended before
     * @param limit the most rows to delete
     * @return those that were deleted
     */
    List<GrantId> purgeEnded(Instant before, int limit);

    /**
     * Deletes grants of an app that is forgotten itself, live or not. Call it in a transaction that also deletes what
     * refers to them.
     *
     * @param app the app
     * @param limit the most rows to delete
     * @return those that were deleted
     */
    List<GrantId> purgeOf(AppId app, int limit);

    /**
     * Lists live grants, those with later ids first.
     *
     * @param filter which
     * @return the grants
     */
    List<Grant> live(GrantFilter filter);
}
