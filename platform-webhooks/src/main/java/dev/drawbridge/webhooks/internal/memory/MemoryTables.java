package dev.drawbridge.webhooks.internal.memory;

import dev.drawbridge.core.internal.memory.MemoryTable;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Apps;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.core.spi.store.Tenant;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointSecret;
import dev.drawbridge.webhooks.spi.LaneHealth;
import dev.drawbridge.webhooks.spi.OutboxEvent;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The rows that the in-memory stores of webhooks share. */
public final class MemoryTables {

    final MemoryTransactions transactions;
    final MemoryTable<EndpointId, WebhookEndpoint> endpoints;
    final MemoryTable<String, EndpointSecret> secrets;
    final MemoryTable<EndpointId, Lane> lanes;
    final MemoryTable<String, Entry> events;
    final MemoryTable<String, Row> deliveries;
    final MemoryTable<String, List<DeliveryAttempt>> attempts;
    final AtomicLong position = new AtomicLong();
    private final Apps apps;
    private final Grants grants;

    public MemoryTables(MemoryTransactions transactions, Apps apps, Grants grants) {
        this.transactions = transactions;
        this.apps = apps;
        this.grants = grants;
        this.endpoints = transactions.table();
        this.secrets = transactions.table();
        this.lanes = transactions.table();
        this.events = transactions.table();
        this.deliveries = transactions.table();
        this.attempts = transactions.table();
    }

    /** An event and its position; none while it waits. */
    record Entry(OutboxEvent event, @Nullable Long position) {}

    record Lane(
            EndpointId endpoint,
            Tenant tenant,
            @Nullable Instant leaseUntil,
            long epoch,
            long served,
            LaneHealth health) {

        /** The lane of a node that has it for a while. */
        Lane leased(Instant until, long turn) {
            return new Lane(endpoint, tenant, until, epoch + 1, turn, health);
        }

        /** The lane when no node has it. */
        Lane givenBack(LaneHealth found) {
            return new Lane(endpoint, tenant, null, epoch, served, found);
        }

        Lane withHealth(LaneHealth value) {
            return new Lane(endpoint, tenant, leaseUntil, epoch, served, value);
        }
    }

    /** A delivery: {@code due} drives the dispatcher, {@code retryAt} is what the schedule planned. */
    record Row(
            Delivery delivery,
            @Nullable Instant due,
            @Nullable Instant retryAt,
            int attempts,
            int tries,
            boolean manual) {

        Row moved(DeliveryStatus status, @Nullable Instant nextRetry, int moreAttempts, int moreTries) {
            Delivery moved = delivery.moved(status, nextRetry);
            return new Row(moved, nextRetry, nextRetry, attempts + moreAttempts, tries + moreTries, false);
        }

        Row dueNow(Instant now) {
            Delivery moved = delivery.moved(delivery.status(), now);
            return new Row(moved, now, retryAt, attempts, tries, true);
        }

        /** The delivery when nothing more is sent: a pending one is cancelled, another one stays what it is. */
        Row cancelled() {
            DeliveryStatus status = delivery.status();
            return moved(status == DeliveryStatus.PENDING ? DeliveryStatus.CANCELLED : status, null, 0, 0);
        }

        boolean dueBy(Instant now) {
            return due != null && !due.isAfter(now);
        }
    }

    /** The developer of an app, or the app itself if nobody owns it. */
    Tenant tenantOf(AppId app) {
        return apps.find(app)
                .flatMap(found -> Optional.ofNullable(found.owner()))
                .map(owner -> Tenant.developer(owner.value()))
                .orElseGet(() -> Tenant.hostApp(app.value()));
    }

    boolean forgotten(AppId app) {
        return apps.find(app).isEmpty();
    }

    boolean inAudience(OutboxEvent event, AppId app, Instant now) {
        if (!(event.audience() instanceof OutboxEvent.Granted granted)) {
            return true;
        }
        return apps.find(app).filter((App found) -> found.usable(now)).isPresent()
                && grants.active(granted.company()).stream()
                        .anyMatch(grant -> grant.app().equals(app)
                                && event.reaches(grant.company(), grant.scopes(), grant.since()));
    }

    List<Row> due(EndpointId endpoint, Instant now) {
        return deliveries.list(row -> row.delivery().endpoint().equals(endpoint) && row.dueBy(now)).stream()
                .sorted(Comparator.comparing((Row row) -> Objects.requireNonNullElse(row.due(), now)))
                .toList();
    }
}
