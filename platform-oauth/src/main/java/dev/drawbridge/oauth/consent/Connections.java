package dev.drawbridge.oauth.consent;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.AppStatus;
import dev.drawbridge.core.app.AppType;
import dev.drawbridge.core.app.Apps;
import dev.drawbridge.core.app.Grant;
import dev.drawbridge.core.app.Grants;
import dev.drawbridge.core.host.Company;
import dev.drawbridge.core.host.HostDirectory;
import dev.drawbridge.core.host.HostUser;
import dev.drawbridge.core.host.Member;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.oauth.token.GrantEnder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The apps that companies connected, as their users see them: whoever may connect apps for a company sees all of that
 * company's connections, everybody else their own. Thread-safe.
 *
 * <p>The page {@code /oauth/connections} is a thin layer on this class.
 */
public final class Connections {

    private final HostDirectory directory;
    private final Apps apps;
    private final Grants grants;
    private final GrantEnder ender;
    private final Installations installations;

    /**
     * Makes the service; hosts take that of the authorization server.
     *
     * @param directory the host's users and companies
     * @param apps finds apps
     * @param grants the grants
     * @param ender ends a grant with its tokens
     * @param installations installs machine apps
     */
    public Connections(
            HostDirectory directory, Apps apps, Grants grants, GrantEnder ender, Installations installations) {
        this.directory = directory;
        this.apps = apps;
        this.grants = grants;
        this.ender = ender;
        this.installations = installations;
    }

    /**
     * A live grant with what a user needs to know about it.
     *
     * @param grant what was allowed, since when, and by which user
     * @param app to which app
     * @param company for which company
     * @param grantedBy who allowed it; null if they are no longer a member of the company
     * @param runAs as which user a machine app runs; null for other apps, or if they are no longer a member of the company
     */
    public record Connection(
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
    public List<Connection> visibleTo(UserId user) {
        return directory.memberships(user).stream()
                .flatMap(member -> of(member).flatMap(grant -> connection(grant, member).stream()))
                .toList();
    }

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
    public Grant install(App app, CompanyId company, UserId runAs, Scopes scopes, Actor actor) {
        if (app.type() != AppType.MACHINE) {
            throw new IllegalArgumentException("Only machine apps are installed; all others ask their users");
        }
        if (scopes.isEmpty() || !app.access().scopes().containsAll(scopes)) {
            throw new IllegalArgumentException("The scopes must be some of those that the app may ask for");
        }
        if (directory.member(company, runAs).isEmpty()) {
            throw new IllegalArgumentException(
                    "The user " + runAs + " is no member of the company " + company + ", or disabled");
        }
        return installations
                .install(app.id(), new ResourceOwner(runAs, company), runAs, scopes, actor)
                .orElseThrow(() -> new IllegalArgumentException("The app is no longer in use"));
    }

    /**
     * Disconnects an app: the grant ends immediately, with its tokens, refresh tokens and unused codes.
     *
     * @param user who asks
     * @param grant which connection
     * @param actor the same user, with where the request came from, for the journal
     * @return true if it ended now; false if it had ended before, or is none that the user may see
     */
    public boolean disconnect(UserId user, GrantId grant, Actor actor) {
        Optional<Grant> found = directory.memberships(user).stream()
                .flatMap(this::of)
                .filter(candidate -> candidate.id().equals(grant))
                .findFirst();
        return found.isPresent() && ender.end(found.get(), actor, "disconnected");
    }

    private Stream<Grant> of(Member member) {
        return grants.active(member.company().id()).stream()
                .filter(grant -> member.canConnectApps()
                        || grant.user().equals(member.user().id()));
    }

    private Optional<Connection> connection(Grant grant, Member viewer) {
        return apps.find(grant.app())
                .filter(app -> app.status() != AppStatus.REVOKED)
                .map(app -> new Connection(
                        grant, app, viewer.company(), name(viewer, grant.user()), name(viewer, grant.runAs())));
    }

    private @Nullable HostUser name(Member viewer, @Nullable UserId user) {
        if (user == null || user.equals(viewer.user().id())) {
            return user == null ? null : viewer.user();
        }
        return directory.member(viewer.company().id(), user).map(Member::user).orElse(null);
    }
}
