package dev.drawbridge.webhooks.internal.endpoint;

import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.EventType;
import dev.drawbridge.core.model.Secret;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.webhooks.EndpointDraft;
import dev.drawbridge.webhooks.NewEndpoint;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import dev.drawbridge.webhooks.internal.delivery.EndpointJournal;
import dev.drawbridge.webhooks.internal.delivery.EndpointSecrets;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointSecretStore.Rotation;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.EndpointStore;
import dev.drawbridge.webhooks.spi.WebhookAction;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Adds, changes and ends endpoints. Thread-safe. */
public final class Endpoints {

    public static final int MAX_ENDPOINTS = 10;
    public static final int MAX_SECRETS = 12;
    public static final Duration DEFAULT_OVERLAP = Duration.ofHours(24);
    public static final Duration MAX_OVERLAP = Duration.ofDays(7);

    private final EndpointStore store;
    private final EndpointSecrets secrets;
    private final EndpointRules rules;
    private final EndpointJournal journal;
    private final Transactions transactions;
    private final PlatformClock clock;
    private final Ulids ids;

    public Endpoints(
            EndpointStore store,
            EndpointSecrets secrets,
            EndpointRules rules,
            EndpointJournal journal,
            Transactions transactions,
            PlatformClock clock,
            Ulids ids) {
        this.store = store;
        this.secrets = secrets;
        this.rules = rules;
        this.journal = journal;
        this.transactions = transactions;
        this.clock = clock;
        this.ids = ids;
    }

    public List<EventType> eventsOf(App app) {
        return rules.offeredTo(app);
    }

    /** The events that an app may not subscribe to, because it lacks their scope. */
    public List<EventType> eventsBeyond(App app) {
        return rules.beyond(app);
    }

    public NewEndpoint create(App app, EndpointDraft untidy, Actor actor) {
        EndpointDraft draft = rules.tidied(untidy);
        rules.requireValid(app, draft);
        Instant now = clock.instant();
        WebhookEndpoint endpoint = new WebhookEndpoint(
                new EndpointId("we_" + ids.next()),
                app.id(),
                URI.create(draft.url()),
                draft.description(),
                draft.events(),
                EndpointStatus.ACTIVE,
                now,
                1);
        EndpointSecrets.Issued first = secrets.issue(endpoint.id(), now);
        transactions.inTransaction(() -> {
            rules.requireInUse(app);
            if (!store.insert(endpoint, first.sealed(), MAX_ENDPOINTS)) {
                throw new WebhookRefusedException(Reason.TOO_MANY_ENDPOINTS);
            }
            journal.record(actor, WebhookAction.CREATED, endpoint);
        });
        return new NewEndpoint(endpoint, first.secret().text());
    }

    public List<WebhookEndpoint> list(App app) {
        return store.ofApp(app.id());
    }

    /** The endpoints of several apps that were disabled because of their responses, oldest first. */
    public List<WebhookEndpoint> disabled(Set<AppId> apps) {
        return store.disabled(apps);
    }

    public WebhookEndpoint find(App app, EndpointId id) {
        return store.find(id)
                .filter(endpoint -> endpoint.app().equals(app.id()))
                .orElseThrow(() -> new WebhookRefusedException(Reason.UNKNOWN));
    }

    public WebhookEndpoint edit(
            App app, EndpointId id, OptionalLong expectedVersion, EndpointDraft untidy, Actor actor) {
        WebhookEndpoint before = find(app, id);
        EndpointDraft draft = rules.tidied(untidy);
        rules.requireValid(app, draft);
        long version = expectedVersion.orElse(before.version());
        WebhookEndpoint after =
                before.edited(URI.create(draft.url()), draft.description(), draft.events(), version + 1);
        transactions.inTransaction(() -> {
            rules.requireInUse(app);
            if (!store.update(after)) {
                throw new WebhookRefusedException(Reason.STALE);
            }
            journal.record(actor, WebhookAction.UPDATED, after);
        });
        return find(app, id);
    }

    public void delete(App app, EndpointId id, Actor actor) {
        WebhookEndpoint endpoint = find(app, id);
        transactions.inTransaction(() -> {
            if (store.delete(id)) {
                journal.record(actor, WebhookAction.DELETED, endpoint);
            }
        });
    }

    /** Deletes some endpoints of apps that are forgotten; returns how many. */
    public int deleteOrphans(int limit) {
        List<EndpointId> orphans = store.orphans(limit);
        orphans.forEach(store::delete);
        return orphans.size();
    }

    public Secret rotateSecret(App app, EndpointId id, Duration overlap, Actor actor) {
        WebhookEndpoint endpoint = find(app, id);
        if (overlap.isNegative() || overlap.compareTo(MAX_OVERLAP) > 0) {
            throw WebhookRefusedException.invalid(
                    EndpointField.OVERLAP,
                    EndpointField.Code.OVERLAP_OUT_OF_RANGE,
                    "Choose an overlap of 0 to 7 days.");
        }
        Instant now = clock.instant();
        EndpointSecrets.Issued next = secrets.issue(id, now);
        transactions.inTransaction(() -> {
            rules.requireInUse(app);
            Rotation rotation = secrets.rotate(next, now.plus(overlap), MAX_SECRETS, now);
            if (rotation != Rotation.ROTATED) {
                throw new WebhookRefusedException(
                        rotation == Rotation.UNKNOWN ? Reason.UNKNOWN : Reason.TOO_MANY_SECRETS);
            }
            journal.record(actor, WebhookAction.SECRET_ROTATED, endpoint);
        });
        return next.secret().text();
    }
}
