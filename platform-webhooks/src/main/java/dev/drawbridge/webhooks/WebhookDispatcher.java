package dev.drawbridge.webhooks;

import dev.drawbridge.core.model.EventType;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.webhooks.internal.delivery.DeliveryLoop;
import dev.drawbridge.webhooks.internal.endpoint.DeliveryLog;
import dev.drawbridge.webhooks.internal.endpoint.EndpointSwitch;
import dev.drawbridge.webhooks.internal.endpoint.EndpointSwitch.Backlog;
import dev.drawbridge.webhooks.internal.endpoint.Endpoints;
import dev.drawbridge.webhooks.internal.endpoint.TestEvents;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of an app, for programs. Thread-safe.
 *
 * <p>The caller has checked that the actor may act for the app. A call that cannot be done throws {@link
 * WebhookRefusedException}; an endpoint of another app counts as unknown.
 */
public final class WebhookDispatcher {

    /** The most endpoints of one app. */
    public static final int MAX_ENDPOINTS = Endpoints.MAX_ENDPOINTS;

    /** The most secrets that sign for one endpoint at a time. */
    public static final int MAX_SECRETS = Endpoints.MAX_SECRETS;

    /** How long the old secret still signs after a rotation if nobody says otherwise. */
    public static final Duration DEFAULT_OVERLAP = Endpoints.DEFAULT_OVERLAP;

    /** The longest overlap of a rotation. */
    public static final Duration MAX_OVERLAP = Endpoints.MAX_OVERLAP;

    private final Endpoints endpoints;
    private final EndpointSwitch switches;
    private final TestEvents tests;
    private final DeliveryLog log;
    private final DeliveryLoop loop;

    WebhookDispatcher(
            Endpoints endpoints, EndpointSwitch switches, TestEvents tests, DeliveryLog log, DeliveryLoop loop) {
        this.endpoints = endpoints;
        this.switches = switches;
        this.tests = tests;
        this.log = log;
        this.loop = loop;
    }

    /**
     * Returns the events that an app may subscribe to: those whose scope it has.
     *
     * @param app the app
     * @return the events in the catalog's order
     */
    public List<EventType> eventsOf(App app) {
        return endpoints.eventsOf(app);
    }

    /**
     * Adds an endpoint. It receives the events that happen from now on.
     *
     * @param app for which app
     * @param draft what it shall be
     * @param actor who asks
     * @return the endpoint and its secret
     * @throws WebhookRefusedException {@code INVALID}, {@code TOO_MANY_ENDPOINTS}
     */
    public NewEndpoint create(App app, EndpointDraft draft, Actor actor) {
        return endpoints.create(app, draft, actor);
    }

    /**
     * Lists the endpoints of an app, oldest first.
     *
     * @param app the app
     * @return at most {@link #MAX_ENDPOINTS}
     */
    public List<WebhookEndpoint> list(App app) {
        return endpoints.list(app);
    }

    /**
     * Finds an endpoint.
     *
     * @param app whose
     * @param id which
     * @return the endpoint
     * @throws WebhookRefusedException {@code UNKNOWN}
     */
    public WebhookEndpoint find(App app, EndpointId id) {
        return endpoints.find(app, id);
    }

    /**
     * Changes URL, description and events of an endpoint.
     *
     * @param app whose
     * @param id which
     * @param expectedVersion the version the caller has seen, or empty to change whatever is there
     * @param draft what it shall be
     * @param actor who asks
     * @return the changed endpoint
     * @throws WebhookRefusedException {@code UNKNOWN}, {@code INVALID}, {@code STALE}
     */
    public WebhookEndpoint edit(
            App app, EndpointId id, OptionalLong expectedVersion, EndpointDraft draft, Actor actor) {
        return endpoints.edit(app, id, expectedVersion, draft, actor);
    }

    /**
     * Stops sending to an endpoint. Pending deliveries keep waiting; what happens meanwhile is not sent later.
     *
     * @param app whose
     * @param id which
     * @param actor who asks
     * @return the endpoint; pausing one that is not active changes nothing
     * @throws WebhookRefusedException {@code UNKNOWN}
     */
    public WebhookEndpoint pause(App app, EndpointId id, Actor actor) {
        return switches.pause(app, id, actor);
    }

    /**
     * Sends to an endpoint again, whether its developer or the platform stopped it, and sends what waited for it.
     *
     * @param app whose
     * @param id which
     * @param actor who asks
     * @return the endpoint
     * @throws WebhookRefusedException {@code UNKNOWN}
     */
    public WebhookEndpoint resume(App app, EndpointId id, Actor actor) {
        return switches.enable(app, id, Backlog.SEND, actor);
    }

    /**
     * Deletes an endpoint with its secrets; nothing more is sent to it.
     *
     * @param app whose
     * @param id which
     * @param actor who asks
     * @throws WebhookRefusedException {@code UNKNOWN}
     */
    public void delete(App app, EndpointId id, Actor actor) {
        endpoints.delete(app, id, actor);
    }

    /**
     * Gives an endpoint a new secret. During the overlap deliveries carry a signature by each.
     *
     * @param app whose
     * @param id which
     * @param overlap how long the old secret still signs, zero to {@link #MAX_OVERLAP}
     * @param actor who asks
     * @return the new secret; shown to the developer now or never
     * @throws WebhookRefusedException {@code UNKNOWN}, {@code INVALID}, {@code TOO_MANY_SECRETS}
     */
    public Secret rotateSecret(App app, EndpointId id, Duration overlap, Actor actor) {
        return endpoints.rotateSecret(app, id, overlap, actor);
    }

    /**
     * Sends the event {@code ping} to an endpoint, whatever it subscribed to.
     *
     * @param app whose
     * @param id which
     * @param actor who asks
     * @return the message's id
     * @throws WebhookRefusedException {@code UNKNOWN}, {@code NOT_ACTIVE}, {@code TOO_MANY_TESTS}
     */
    public String sendTest(App app, EndpointId id, Actor actor) {
        return tests.send(app, id, actor);
    }

    /**
     * Lists deliveries, newest first.
     *
     * @param app whose
     * @param id which endpoint
     * @param statuses which deliveries
     * @param after the id of the last one of the page before, or null for the first page
     * @param limit the most
     * @return the deliveries
     * @throws WebhookRefusedException {@code UNKNOWN}
     */
    public List<Delivery> deliveries(
            App app, EndpointId id, Set<DeliveryStatus> statuses, @Nullable String after, int limit) {
        return log.list(app, id, statuses, after, limit);
    }

    /**
     * Finds a delivery.
     *
     * @param app whose
     * @param id which endpoint
     * @param delivery which
     * @return the delivery
     * @throws WebhookRefusedException {@code UNKNOWN}
     */
    public Delivery delivery(App app, EndpointId id, String delivery) {
        return log.find(app, id, delivery);
    }

    /**
     * Lists the attempts of deliveries, oldest first.
     *
     * @param deliveries which
     * @return by the delivery's id; nothing for one that was never tried
     */
    public Map<String, List<DeliveryAttempt>> attempts(List<Delivery> deliveries) {
        return log.attempts(deliveries);
    }

    /**
     * Sends a delivery once more, whatever became of it, with the same {@code webhook-id}. Its automatic schedule stays.
     *
     * @param app whose
     * @param id which endpoint
     * @param delivery which
     * @param actor who asks
     * @throws WebhookRefusedException {@code UNKNOWN}, {@code NOT_ACTIVE}, {@code TOO_MANY_REDELIVERIES}
     */
    public void redeliver(App app, EndpointId id, String delivery, Actor actor) {
        log.redeliver(app, id, delivery, actor);
    }

    /**
     * Sends everything that is due now and waits for the responses, a minute at most. For tests and for hosts that run jobs
     * themselves; {@code Platform.start()} does the same all the time.
     *
     * @return false if something is still in flight
     */
    public boolean runOnce() {
        return loop.runOnce();
    }
}
