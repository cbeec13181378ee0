package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.spi.HostUser;
import dev.drawbridge.oauth.Connections.Connection;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page that lists connected apps, each with a form that disconnects it. */
public final class ConnectionsPage {

    private final DecisionFrame frame;
    private final AppIdentities identities;
    private final ScopeCatalog catalog;
    private final String productName;
    private final Templates templates = Templates.of(ConnectionsPage.class);

    /**
     * Makes the page.
     *
     * @param frame the frame of these pages
     * @param identities tells who apps are
     * @param catalog the scopes of the host
     * @param productName what pages call the host's product
     */
    public ConnectionsPage(DecisionFrame frame, AppIdentities identities, ScopeCatalog catalog, String productName) {
        this.frame = frame;
        this.identities = identities;
        this.catalog = catalog;
        this.productName = productName;
    }

    /**
     * The model of {@code connections.jte}.
     *
     * @param items what is connected
     * @param done what was done just before, or empty
     * @param formToken the token of the forms
     * @param product what pages call the host's product
     */
    record Model(List<Item> items, String done, String formToken, String product) {}

    /**
     * A connected app.
     *
     * @param app the app
     * @param grant the id of what disconnecting ends
     * @param company for which company
     * @param scopes what the app may do
     * @param connectedBy who allowed it
     * @param connected when
     * @param runsAs the user as which a machine app runs, otherwise empty
     */
    record Item(
            AppIdentity app,
            String grant,
            String company,
            String scopes,
            String connectedBy,
            Instant connected,
            String runsAs) {}

    /**
     * The model of {@code disconnect.jte}.
     *
     * @param item what is connected
     * @param formToken the token of the form
     */
    record Disconnection(Item item, String formToken) {}

    Response confirm(Connection connection, String formToken) {
        Item item = item(connection);
        return frame.page(
                200,
                templates.text().of("disconnect.title", item.app().name(), item.company()),
                templates.render("disconnect", new Disconnection(item, formToken)));
    }

    Response show(List<Connection> connections, String done, String formToken) {
        List<Item> items = connections.stream().map(this::item).toList();
        return frame.page(
                200,
                templates.text().of("connections.title"),
                templates.render("connections", new Model(items, done, formToken, productName)));
    }

    private Item item(Connection connection) {
        return new Item(
                identities.of(connection.app()),
                connection.grant().id().value(),
                connection.company().name(),
                scopes(connection),
                name(connection.grantedBy()),
                connection.grant().since(),
                connection.grant().runAs() == null ? "" : name(connection.runAs()));
    }

    private String scopes(Connection connection) {
        return connection.grant().scopes().names().stream()
                .map(name -> catalog.find(name).map(Scope::title).orElse(name))
                .collect(Collectors.joining(", "));
    }

    private String name(@Nullable HostUser user) {
        return user == null ? templates.text().of("connections.former-member") : user.name();
    }
}
