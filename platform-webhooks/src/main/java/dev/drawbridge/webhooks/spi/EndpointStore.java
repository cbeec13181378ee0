package dev.drawbridge.webhooks.spi;

import dev.drawbridge.core.model.AppId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps endpoints. Every verb is atomic; implementations are thread-safe and join the transaction of the thread. */
public interface EndpointStore {

    /**
     * Inserts an endpoint with its first secret and its lane. Parallel insertions for one app are serialised.
     *
     * @param endpoint the endpoint
     * @param secret its secret
     * @param max the most endpoints of the app, this one included
     * @return false if the app has too many
     */
    boolean insert(WebhookEndpoint endpoint, EndpointSecret secret, int max);

    /**
     * Finds an endpoint.
     *
     * @param id which
     * @return the endpoint, unless it was deleted
     */
    Optional<WebhookEndpoint> find(EndpointId id);

    /**
     * Lists the endpoints of an app, oldest first.
     *
     * @param app whose
     * @return the endpoints
     */
    List<WebhookEndpoint> ofApp(AppId app);

    /**
     * Lists the endpoints of several apps that were disabled because they failed, in one statement.
     *
     * @param apps whose
     * @return the endpoints, oldest first
     */
    List<WebhookEndpoint> disabled(Set<AppId> apps);

    /**
     * Replaces URL, description and events of an endpoint that is still at the version before the given one.
     *
     * @param endpoint the changed endpoint; its version is one more than the version it was read at
     * @return true if it was changed
     */
    boolean update(WebhookEndpoint endpoint);

    /**
     * Moves an endpoint to another status, if it has the expected one, and adds one to its version. An endpoint that
     * becomes active starts with a clean record.
     *
     * @param id which
     * @param from the status it must have
     * @param to the status it gets
     * @param now the time
     * @return true if it was moved
     */
    boolean moveStatus(EndpointId id, EndpointStatus from, EndpointStatus to, Instant now);

    /**
     * Deletes an endpoint, its secrets and its lane. Its deliveries are never sent any more and are purged with time.
     *
     * @param id which
     * @return true if it was there
     */
    boolean delete(EndpointId id);

    /**
     * Lists endpoints of apps that are forgotten, to be deleted.
     *
     * @param limit the most rows
     * @return the endpoints
     */
    List<EndpointId> orphans(int limit);

    /**
     * Lists the endpoints of all apps with what waits for them, those with later ids first.
     *
     * @param after the last endpoint of the page before, or null for the first page
     * @param limit the most endpoints
     * @return the endpoints
     */
    List<EndpointBacklog> backlog(@Nullable EndpointId after, int limit);
}
