package dev.drawbridge.core.spi.app;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a company allowed an app: by a user's consent, or by installing a machine app. A grant that ended is never
 * reopened; new consent makes a new one.
 *
 * @param id {@code gid} in access tokens
 * @param kind how it came about
 * @param app for which app
 * @param company for which company's data
 * @param user who consented or installed
 * @param runAs the user that a machine app runs as; null for {@link Kind#USER}
 * @param scopes what was allowed
 * @param since when
 * @param ended when it was withdrawn, or null while it lives
 */
public record Grant(
        GrantId id,
        Kind kind,
        AppId app,
        CompanyId company,
        UserId user,
        @Nullable UserId runAs,
        Scopes scopes,
        Instant since,
        @Nullable Instant ended) {

    /** How a grant came about. */
    public enum Kind {
        /** A user consented on the consent page; one live grant per app, company and user. */
        USER,
        /** An administrator installed a machine app; one live grant per app and company. */
        INSTALL
    }

    /**
     * Tells whether the grant lives.
     *
     * @return true until it is withdrawn
     */
    public boolean live() {
        return ended == null;
    }

    /**
     * Returns this grant with other scopes.
     *
     * @param value what is allowed
     * @return the copy
     */
    public Grant withScopes(Scopes value) {
        return new Grant(id, kind, app, company, user, runAs, value, since, ended);
    }

    /**
     * Returns this grant as if it had begun at another time.
     *
     * @param value since when it lives
     * @return the copy
     */
    public Grant withSince(Instant value) {
        return new Grant(id, kind, app, company, user, runAs, scopes, value, ended);
    }

    /**
     * Returns this grant after its end.
     *
     * @param at when it was withdrawn
     * @return the copy
     */
    public Grant endedAt(Instant at) {
        return new Grant(id, kind, app, company, user, runAs, scopes, since, at);
    }
}
