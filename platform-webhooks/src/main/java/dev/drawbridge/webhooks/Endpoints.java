package dev.drawbridge.webhooks;

import dev.drawbridge.core.Environment;
import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.AppStatus;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.EventType;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import dev.drawbridge.webhooks.store.EndpointId;
import dev.drawbridge.webhooks.store.EndpointSecret;
import dev.drawbridge.webhooks.store.EndpointSecretStore.Rotation;
import dev.drawbridge.webhooks.store.EndpointStatus;
import dev.drawbridge.webhooks.store.OutboxEvent;
import dev.drawbridge.webhooks.store.WebhookEndpoint;
import dev.drawbridge.webhooks.store.WebhookStores;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Adds, changes and ends endpoints. Thread-safe. */
final class Endpoints {

    /** The event of a test. */
    static final String TEST_EVENT = "ping";

    private final Environment env;
    private final WebhookStores stores;
    private final EndpointRules rules;
    private final EndpointSecrets secrets;
    private final EventOutbox outbox;
    private final ManualSends manual;

    Endpoints(Environment env, WebhookStores stores, EndpointRules rules, EndpointSecrets secrets, EventOutbox outbox) {
        this.env = env;
        this.stores = stores;
        this.rules = rules;
        this.secrets = secrets;
        this.outbox = outbox;
        this.manual = new ManualSends(env.throttles());
    }

    List<EventType> eventsOf(App app) {
        return rules.offeredTo(app);
    }

    NewEndpoint create(App app, EndpointDraft untidy, Actor actor) {
        EndpointDraft draft = rules.tidied(untidy);
        rules.require(app, draft);
        Instant now = env.clock().instant();
        WebhookEndpoint endpoint = new WebhookEndpoint(
                new EndpointId("we_" + env.ids().next()),
                app.id(),
                URI.create(draft.url()),
                draft.description(),
                draft.events(),
                EndpointStatus.ACTIVE,
                now,
                1);
        SigningSecret secret = SigningSecret.generate(env.random());
        EndpointSecret sealed = secrets.seal(env.ids().next(), endpoint.id(), secret, now);
        env.transactions().inTransaction(() -> {
            requireInUse(app);
            if (!stores.endpoints().insert(endpoint, sealed, WebhookDispatcher.MAX_ENDPOINTS)) {
                throw new WebhookRefusedException(Reason.TOO_MANY_ENDPOINTS);
            }
            record(actor, "webhook.created", endpoint);
        });
        return new NewEndpoint(endpoint, secret.text());
    }

    List<WebhookEndpoint> list(App app) {
        return stores.endpoints().ofApp(app.id());
    }

    List<WebhookEndpoint> disabled(Set<AppId> apps) {
        return stores.endpoints().disabled(apps);
    }

    WebhookEndpoint find(App app, EndpointId id) {
        return stores.endpoints()
                .find(id)
                .filter(endpoint -> endpoint.app().equals(app.id()))
                .orElseThrow(() -> new WebhookRefusedException(Reason.UNKNOWN));
    }

    WebhookEndpoint edit(App app, EndpointId id, OptionalLong expectedVersion, EndpointDraft untidy, Actor actor) {
        WebhookEndpoint before = find(app, id);
        EndpointDraft draft = rules.tidied(untidy);
        rules.require(app, draft);
        long version = expectedVersion.orElse(before.version());
        WebhookEndpoint after = new WebhookEndpoint(
                id,
                app.id(),
                URI.create(draft.url()),
                draft.description(),
                draft.events(),
                before.status(),
                before.createdAt(),
                version + 1);
        env.transactions().inTransaction(() -> {
            requireInUse(app);
            if (!stores.endpoints().update(after)) {
                throw new WebhookRefusedException(Reason.STALE);
            }
            record(actor, "webhook.updated", after);
        });
        return find(app, id);
    }

    WebhookEndpoint pause(App app, EndpointId id, Actor actor) {
        find(app, id);
        return move(app, id, EndpointStatus.ACTIVE, EndpointStatus.PAUSED, "webhook.paused", actor);
    }

    WebhookEndpoint resume(App app, EndpointId id, Actor actor) {
        EndpointStatus from = find(app, id).status();
        return from == EndpointStatus.ACTIVE
                ? find(app, id)
                : move(app, id, from, EndpointStatus.ACTIVE, "webhook.resumed", actor);
    }

    private WebhookEndpoint move(
            App app, EndpointId id, EndpointStatus from, EndpointStatus to, String action, Actor actor) {
        env.transactions().inTransaction(() -> {
            if (stores.endpoints().moveStatus(id, from, to, env.clock().instant())) {
                record(actor, action, find(app, id));
            }
        });
        return find(app, id);
    }

    void delete(App app, EndpointId id, Actor actor) {
        WebhookEndpoint endpoint = find(app, id);
        env.transactions().inTransaction(() -> {
            if (stores.endpoints().delete(id)) {
                record(actor, "webhook.deleted", endpoint);
            }
        });
    }

    Secret rotateSecret(App app, EndpointId id, Duration overlap, Actor actor) {
        WebhookEndpoint endpoint = find(app, id);
        if (overlap.isNegative() || overlap.compareTo(WebhookDispatcher.MAX_OVERLAP) > 0) {
            throw new WebhookRefusedException(
                    Reason.INVALID,
                    List.of(new FieldError("overlap", "overlap_out_of_range", "Choose an overlap of 0 to 7 days.")));
        }
        Instant now = env.clock().instant();
        SigningSecret secret = SigningSecret.generate(env.random());
        EndpointSecret sealed = secrets.seal(env.ids().next(), id, secret, now);
        env.transactions().inTransaction(() -> {
            requireInUse(app);
            Rotation rotation = stores.secrets().rotate(sealed, now.plus(overlap), WebhookDispatcher.MAX_SECRETS, now);
            if (rotation != Rotation.ROTATED) {
                throw new WebhookRefusedException(
                        rotation == Rotation.UNKNOWN ? Reason.UNKNOWN : Reason.TOO_MANY_SECRETS);
            }
            record(actor, "webhook.secret_rotated", endpoint);
        });
        return secret.text();
    }

    String sendTest(App app, EndpointId id, Actor actor) {
        WebhookEndpoint endpoint = find(app, id);
        if (endpoint.status() != EndpointStatus.ACTIVE) {
            throw new WebhookRefusedException(Reason.NOT_ACTIVE);
        }
        manual.countTest(app, id);
        String message = "msg_" + env.ids().next();
        env.transactions().inTransaction(() -> {
            requireInUse(app);
            outbox.append(
                    message, TEST_EVENT, new OutboxEvent.Only(id), env.clock().instant(), Map.of("test", true));
            record(actor, "webhook.tested", endpoint);
        });
        return message;
    }

    /** Looks again, inside the transaction of the change: the app may have been revoked since it was read. */
    private void requireInUse(App app) {
        if (env.apps()
                .hold(app.id())
                .filter(held -> held.status() != AppStatus.REVOKED)
                .isEmpty()) {
            throw new WebhookRefusedException(Reason.APP_REVOKED);
        }
    }

    private void record(Actor actor, String action, WebhookEndpoint endpoint) {
        env.journal()
                .record(
                        actor,
                        action,
                        "app",
                        endpoint.app().value(),
                        Map.of("endpoint", endpoint.id().value()));
    }
}
