package dev.drawbridge.webhooks;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.EventType;
import dev.drawbridge.core.model.Ulids;
import dev.drawbridge.core.secret.Secret;
import dev.drawbridge.core.time.PlatformClock;
import dev.drawbridge.core.tx.Transactions;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import dev.drawbridge.webhooks.store.EndpointId;
import dev.drawbridge.webhooks.store.EndpointSecretStore.Rotation;
import dev.drawbridge.webhooks.store.EndpointStatus;
import dev.drawbridge.webhooks.store.EndpointStore;
import dev.drawbridge.webhooks.store.WebhookEndpoint;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Adds, changes and ends endpoints. Thread-safe. */
final class Endpoints {

    static final int MAX_ENDPOINTS = 10;
    static final int MAX_SECRETS = 12;
    static final Duration DEFAULT_OVERLAP = Duration.ofHours(24);
    static final Duration MAX_OVERLAP = Duration.ofDays(7);

    private final EndpointStore store;
    private final EndpointSecrets secrets;
    private final EndpointRules rules;
    private final EndpointJournal journal;
    private final Transactions transactions;
    private final PlatformClock clock;
    private final Ulids ids;
    private final Runnable wake;

    Endpoints(
            EndpointStore store,
            EndpointSecrets secrets,
            EndpointRules rules,
            EndpointJournal journal,
            Transactions transactions,
            PlatformClock clock,
            Ulids ids,
            Runnable wake) {
        this.store = store;
        this.secrets = secrets;
        this.rules = rules;
        this.journal = journal;
        this.transactions = transactions;
        this.clock = clock;
        this.ids = ids;
        this.wake = wake;
    }

    List<EventType> eventsOf(App app) {
        return rules.offeredTo(app);
    }

    NewEndpoint create(App app, EndpointDraft untidy, Actor actor) {
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
            journal.record(actor, WebhookJournalAction.CREATED, endpoint);
        });
        return new NewEndpoint(endpoint, first.secret().text());
    }

    List<WebhookEndpoint> list(App app) {
        return store.ofApp(app.id());
    }

    /** The endpoints of several apps that were disabled because of their responses, oldest first. */
    List<WebhookEndpoint> disabled(Set<AppId> apps) {
        return store.disabled(apps);
    }

    WebhookEndpoint find(App app, EndpointId id) {
        return store.find(id)
                .filter(endpoint -> endpoint.app().equals(app.id()))
                .orElseThrow(() -> new WebhookRefusedException(Reason.UNKNOWN));
    }

    WebhookEndpoint edit(App app, EndpointId id, OptionalLong expectedVersion, EndpointDraft untidy, Actor actor) {
        WebhookEndpoint before = find(app, id);
        EndpointDraft draft = rules.tidied(untidy);
        rules.requireValid(app, draft);
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
        transactions.inTransaction(() -> {
            rules.requireInUse(app);
            if (!store.update(after)) {
                throw new WebhookRefusedException(Reason.STALE);
            }
            journal.record(actor, WebhookJournalAction.UPDATED, after);
        });
        return find(app, id);
    }

    WebhookEndpoint pause(App app, EndpointId id, Actor actor) {
        find(app, id);
        return move(app, id, EndpointStatus.ACTIVE, EndpointStatus.PAUSED, WebhookJournalAction.PAUSED, actor);
    }

    WebhookEndpoint resume(App app, EndpointId id, Actor actor) {
        EndpointStatus from = find(app, id).status();
        WebhookEndpoint resumed = from == EndpointStatus.ACTIVE
                ? find(app, id)
                : move(app, id, from, EndpointStatus.ACTIVE, WebhookJournalAction.RESUMED, actor);
        transactions.afterCommit(wake);
        return resumed;
    }

    private WebhookEndpoint move(
            App app, EndpointId id, EndpointStatus from, EndpointStatus to, WebhookJournalAction action, Actor actor) {
        transactions.inTransaction(() -> {
            if (store.moveStatus(id, from, to, clock.instant())) {
                journal.record(actor, action, find(app, id));
            }
        });
        return find(app, id);
    }

    void delete(App app, EndpointId id, Actor actor) {
        WebhookEndpoint endpoint = find(app, id);
        transactions.inTransaction(() -> {
            if (store.delete(id)) {
                journal.record(actor, WebhookJournalAction.DELETED, endpoint);
            }
        });
    }

    /** Deletes some endpoints of apps that are forgotten; returns how many. */
    int deleteOrphans(int limit) {
        List<EndpointId> orphans = store.orphans(limit);
        orphans.forEach(store::delete);
        return orphans.size();
    }

    Secret rotateSecret(App app, EndpointId id, Duration overlap, Actor actor) {
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
            journal.record(actor, WebhookJournalAction.SECRET_ROTATED, endpoint);
        });
        return next.secret().text();
    }
}
