package dev.drawbridge.oauth.internal.grant;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.HostDirectory;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.core.spi.Member;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.oauth.Connections;
import dev.drawbridge.oauth.internal.token.GrantEnder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads connections from grants and the host's memberships. Thread-safe. */
public final class CompanyConnections implements Connections {

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
    public CompanyConnections(
            HostDirectory directory, Apps apps, Grants grants, GrantEnder ender, Installations installations) {
        this.directory = directory;
        this.apps = apps;
        this.grants = grants;
        this.ender = ender;
        this.installations = installations;
    }

    @Override
    public List<Connection> visibleTo(UserId user) {
        return directory.memberships(user).stream()
                .flatMap(member -> of(member).flatMap(grant -> connection(grant, member).stream()))
                .toList();
    }

    @Override
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

    @Override
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
