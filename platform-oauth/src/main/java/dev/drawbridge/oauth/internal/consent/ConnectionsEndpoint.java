package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.csrf.FormTokens;
import dev.drawbridge.core.internal.html.Alert;
import dev.drawbridge.core.internal.html.EmptyState;
import dev.drawbridge.core.internal.html.Facts;
import dev.drawbridge.core.internal.html.Form;
import dev.drawbridge.core.internal.html.Moment;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.oauth.Connections;
import dev.drawbridge.oauth.Connections.Connection;
import dev.drawbridge.oauth.internal.route.OAuthPaths;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page of connected apps for users of the host. */
public final class ConnectionsEndpoint {

    static final String PATH = OAuthPaths.CONNECTIONS;

    private static final String DISCONNECT = "disconnect";

    private final Connections connections;
    private final HostQueries host;
    private final FormTokens tokens;
    private final ScopeCatalog catalog;
    private final String productName;
    private final DecisionFrame frame;
    private final DeadEndPages deadEnds;

    /**
     * Makes the endpoint.
     *
     * @param connections the service behind it
     * @param host asks the host
     * @param tokens the tokens of forms
     * @param catalog the scopes of the host
     * @param productName what pages call the host's product
     * @param frame the frame of these pages
     * @param deadEnds the pages where nothing can be decided
     */
    public ConnectionsEndpoint(
            Connections connections,
            HostQueries host,
            FormTokens tokens,
            ScopeCatalog catalog,
            String productName,
            DecisionFrame frame,
            DeadEndPages deadEnds) {
        this.connections = connections;
        this.host = host;
        this.tokens = tokens;
        this.catalog = catalog;
        this.productName = productName;
        this.frame = frame;
        this.deadEnds = deadEnds;
    }

    /** The model of {@code connection.jte}. */
    record Item(String app, Html facts, Html form) {}

    /** Lists what is connected. */
    Response show(Request request) {
        Optional<HostUser> user = host.user(request);
        if (user.isEmpty()) {
            return Response.seeOther(host.loginUrl(PATH).toString());
        }
        Html notice = request.query().has("disconnected")
                ? Alert.success("The app is disconnected. It has no access any more.")
                        .render()
                : Html.EMPTY;
        return page(user.get(), notice);
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

    private Response page(HostUser user, Html notice) {
        List<Connection> all = host.ask(() -> connections.visibleTo(user.id()));
        Html content = notice;
        if (all.isEmpty()) {
            content = content.plus(EmptyState.of(
                    "No apps are connected",
                    "Apps that get access to your company's data in " + productName + " are listed here.",
                    Html.EMPTY));
        }
        String token = tokens.issue(binding(user));
        for (Connection connection : all) {
            content = content.plus(DecisionFrame.render("connection", item(connection, token)));
        }
        return frame.page(200, "Connected apps", content);
    }

    private Item item(Connection connection, String token) {
        Facts facts = Facts.begin()
                .add("Company", connection.company().name())
                .add("Developer", frame.developer(connection.app()))
                .add("Review", frame.badge(connection.app()))
                .add("May", scopes(connection))
                .add("Connected by", name(connection.grantedBy()))
                .add("Connected", Moment.of(connection.grant().since()));
        if (connection.grant().runAs() != null) {
            facts.add("Runs as", name(connection.runAs()));
        }
        String app = DecisionFrame.name(connection.app());
        Html form = Form.post(PATH, token)
                .hidden("grant", connection.grant().id().value())
                .danger("Disconnect " + app, "action", DISCONNECT)
                .inline()
                .render();
        return new Item(app, facts.render(), form);
    }

    private String scopes(Connection connection) {
        return connection.grant().scopes().names().stream()
                .map(name -> catalog.find(name).map(Scope::title).orElse(name))
                .collect(Collectors.joining(", "));
    }

    private static String name(@Nullable HostUser user) {
        return user == null ? "Somebody who is no longer a member" : user.name();
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
