package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.csrf.FormTokens;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.oauth.Connections;
import dev.drawbridge.oauth.internal.route.OAuthPaths;
import java.util.Optional;

/** Connected apps, for users of the host: lists and disconnects them. */
public final class ConnectionsEndpoint {

    static final String PATH = OAuthPaths.CONNECTIONS;

    static final String DISCONNECT = "disconnect";

    private final Connections connections;
    private final HostQueries host;
    private final FormTokens tokens;
    private final ConnectionsPage page;
    private final DeadEndPages deadEnds;

    /**
     * Makes the endpoint.
     *
     * @param connections the service behind it
     * @param host asks the host
     * @param tokens the tokens of forms
     * @param page the page that lists them
     * @param deadEnds the pages where nothing can be decided
     */
    public ConnectionsEndpoint(
            Connections connections, HostQueries host, FormTokens tokens, ConnectionsPage page, DeadEndPages deadEnds) {
        this.connections = connections;
        this.host = host;
        this.tokens = tokens;
        this.page = page;
        this.deadEnds = deadEnds;
    }

    /** Lists what is connected. */
    Response show(Request request) {
        Optional<HostUser> user = host.user(request);
        if (user.isEmpty()) {
            return Response.seeOther(host.loginUrl(PATH).toString());
        }
        return page.show(
                host.ask(() -> connections.visibleTo(user.get().id())),
                request.query().has("disconnected"),
                tokens.issue(binding(user.get())));
    }

    /** Disconnects one. */
    Response disconnect(Request request) {
        Optional<HostUser> user = host.user(request);
        if (user.isEmpty()) {
            return Response.seeOther(host.loginUrl(PATH).toString());
        }
        Parameters form = request.form();
        if (!tokens.verify(binding(user.get()), form.text(FormTokens.FIELD))) {
            return deadEnds.outdated(user.get().name(), PATH);
        }
        Optional<GrantId> grant = grant(form.text("grant"));
        if (grant.isEmpty() || !form.text("action").equals(DISCONNECT)) {
            return Response.seeOther(PATH);
        }
        Actor actor = Actor.hostUser(user.get().id(), request);
        boolean ended = host.ask(() -> connections.disconnect(user.get().id(), grant.get(), actor));
        return Response.seeOther(ended ? PATH + "?disconnected=1" : PATH);
    }

    private static Optional<GrantId> grant(String value) {
        try {
            return Optional.of(new GrantId(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String binding(HostUser user) {
        return "connections " + user.id().value();
    }
}
