package dev.drawbridge.oauth;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.Company;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Grant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The apps that companies connected, as their users see them: whoever may connect apps for a company sees all of that
 * company's connections, everybody else their own. Thread-safe.
 *
 * <p>The page {@code /oauth/connections} is a thin layer on this class.
 */
public interface Connections {

    /**
     * A live grant with what a user needs to know about it.
     *
     * @param grant what was allowed, since when, and by which user
     * @param app to which app
     * @param company for which company
     * @param grantedBy who allowed it; null if they are no longer a member of the company
     * @param runAs as which user a machine app runs; null for other apps, or if they are no longer a member of the company
     */
    record Connection(
            Grant grant,
            App app,
            Company company,
            @Nullable HostUser grantedBy,
            @Nullable HostUser runAs) {}

    /**
     * Lists the connections that a user may see, company by company, newest first. Connections of revoked apps are left
     * out: nothing can use them.
     *
     * @param user a user of the host
     * @return the connections, none for a user who is disabled or unknown
     */
    List<Connection> visibleTo(UserId user);

    /**
     * Installs a machine app for a company without its pages, for hosts that bring apps along. The same installation again
     * changes nothing; other scopes or another user end the old one, with its tokens, and make a new one.
     *
     * @param app the machine app
     * @param company for which company
     * @param runAs as which user the app runs, a member; they also count as who installed it
     * @param scopes what it may do: at least one, and no more than the app may ask for
     * @param actor who does it, for the journal
     * @return the live installation
     * @throws IllegalArgumentException if the app is no machine app or no longer in use, the user no member, or the scopes are
     *     not the app's
     */
    Grant install(App app, CompanyId company, UserId runAs, Scopes scopes, Actor actor);

    /**
     * Disconnects an app: the grant ends immediately, with its tokens, refresh tokens and unused codes.
     *
     * @param user who asks
     * @param grant which connection
     * @param actor the same user, with where the request came from, for the journal
     * @return true if it ended now; false if it had ended before, or is none that the user may see
     */
    boolean disconnect(UserId user, GrantId grant, Actor actor);
}
