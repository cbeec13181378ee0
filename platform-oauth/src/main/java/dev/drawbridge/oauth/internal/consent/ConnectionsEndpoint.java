package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.csrf.FormTokens;
import dev.drawbridge.core.internal.portal.frame.FlashCookie;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.oauth.Connections;
import dev.drawbridge.oauth.Connections.Connection;
import dev.drawbridge.oauth.internal.route.OAuthPaths;
import java.util.Optional;

/** Connected apps, for users of the host: lists and disconnects them. */
public final class ConnectionsEndpoint {

    static final String PATH = OAuthPaths.CONNECTIONS;

    /** The variable of the path of the page that asks again. */
    static final String GRANT = "grant";

    static final String CONFIRM_TEMPLATE = PATH + "/{" + GRANT + "}/disconnect";

    /** The value of the button that disconnects. */
    static final String DISCONNECT = "disconnect";

    private final Connections connections;
    private final HostQueries host;
    private final FormTokens tokens;
    private final ConnectionsPage page;
    private final DeadEndPages deadEnds;
    private final FlashCookie flashes;

    /**
     * Makes the endpoint.
     *
     * @param connections the service behind it
     * @param host asks the host
     * @param tokens the tokens of forms
     * @param page the page that lists them
     * @param deadEnds the pages where nothing can be decided
     * @param flashes carry what was done to the list
     */
    public ConnectionsEndpoint(
            Connections connections,
            HostQueries host,
            FormTokens tokens,
            ConnectionsPage page,
            DeadEndPages deadEnds,
            FlashCookie flashes) {
        this.connections = connections;
        this.host = host;
        this.tokens = tokens;
        this.page = page;
        this.deadEnds = deadEnds;
        this.flashes = flashes;
    }

    /** Lists what is connected. */
    Response show(Request request) {
        Optional<HostUser> user = host.user(request);
        if (user.isEmpty()) {
            return Response.seeOther(host.loginUrl(PATH).toString());
        }
        String binding = binding(user.get());
        String done = flashes.read(request, binding)
                .filter(flash -> flash.code().equals(ConnectionFlash.DISCONNECTED.code()))
                .map(flash -> ConnectionFlash.DISCONNECTED.sentence(flash.subject()))
                .orElse("");
        Response list =
                page.show(host.ask(() -> connections.visibleTo(user.get().id())), done, tokens.issue(binding));
        return flashes.take(list, request);
    }

    /** Asks again before it disconnects one. */
    Response confirm(Request request) {
        Optional<HostUser> user = host.user(request);
        if (user.isEmpty()) {
            return Response.seeOther(host.loginUrl(request.path()).toString());
        }
        return grant(request.pathParameter(GRANT))
                .flatMap(grant -> connection(user.get(), grant))
                .map(connection -> page.confirm(connection, tokens.issue(binding(user.get()))))
                .orElseGet(() -> Response.seeOther(PATH));
    }

    private Optional<Connection> connection(HostUser user, GrantId grant) {
        return host.ask(() -> connections.visibleTo(user.id())).stream()
                .filter(connection -> connection.grant().id().equals(grant))
                .findFirst();
    }

    /** Disconnects one. A form that is no longer current leads to the page that asks again. */
    Response disconnect(Request request) {
        Optional<HostUser> user = host.user(request);
        if (user.isEmpty()) {
            return Response.seeOther(host.loginUrl(PATH).toString());
        }
        Parameters form = request.form();
        Optional<GrantId> grant = grant(form.text(GRANT));
        if (!tokens.verify(binding(user.get()), form.text(FormTokens.FIELD))) {
            String again = grant.map(ConnectionsEndpoint::confirmPath).orElse(PATH);
            return deadEnds.outdated(request, user.get().name(), again);
        }
        if (grant.isEmpty() || !form.text("action").equals(DISCONNECT)) {
            return Response.seeOther(PATH);
        }
        Actor actor = Actor.hostUser(user.get().id(), request);
        Optional<Connection> connection = connection(user.get(), grant.get());
        boolean ended = host.ask(() -> connections.disconnect(user.get().id(), grant.get(), actor));
        Response list = Response.seeOther(PATH);
        return connection
                .filter(found -> ended)
                .map(found -> flashes.give(
                        list,
                        binding(user.get()),
                        ConnectionFlash.DISCONNECTED,
                        ConnectionFlash.subject(
                                AppIdentities.name(found.app()), found.company().name())))
                .orElse(list);
    }

    static String confirmPath(GrantId grant) {
        return CONFIRM_TEMPLATE.replace("{" + GRANT + "}", grant.value());
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
