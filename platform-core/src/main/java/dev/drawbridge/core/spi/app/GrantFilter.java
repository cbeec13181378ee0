package dev.drawbridge.core.spi.app;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Which live grants to list for operators, newest first.
 *
 * @param app of which app, or null for all
 * @param company of which company, or null for all
 * @param user who consented, installed or is acted for, or null for all
 * @param after the id of the last grant of the page before, or null for the first page
 * @param limit the most grants
 */
public record GrantFilter(
        @Nullable AppId app,
        @Nullable CompanyId company,
        @Nullable UserId user,
        @Nullable String after,
        int limit) {

    /**
     * Tells whether a live grant is of this app, company and user.
     *
     * @param grant the grant
     * @return true if it is
     */
    public boolean matches(Grant grant) {
        return (app == null || app.equals(grant.app()))
                && (company == null || company.equals(grant.company()))
                && (user == null || user.equals(grant.user()) || user.equals(grant.runAs()));
    }
}
