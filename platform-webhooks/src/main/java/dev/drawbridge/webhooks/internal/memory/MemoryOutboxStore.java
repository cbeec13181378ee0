package dev.drawbridge.webhooks.internal.memory;

import dev.drawbridge.webhooks.internal.memory.MemoryTables.Entry;
import dev.drawbridge.webhooks.internal.memory.MemoryTables.Row;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.OutboxEvent;
import dev.drawbridge.webhooks.spi.OutboxStore;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Events in memory. Thread-safe. */
public final class MemoryOutboxStore implements OutboxStore {

    private final MemoryTables tables;

    public MemoryOutboxStore(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public void append(OutboxEvent event) {
        tables.events.insert(event.id(), new Entry(event, null));
    }

    @Override
    public boolean waiting() {
        return tables.events.any(entry -> entry.position() == null);
    }

    @Override
    public int fanOut(Instant now, int limit, Supplier<String> ids) {
        return tables.transactions.inTransaction(() -> {
            List<Entry> waiting = tables.events.list(entry -> entry.position() == null).stream()
                    .limit(limit)
                    .toList();
            for (Entry entry : waiting) {
                fanOut(entry.event(), now, ids);
                tables.events.put(entry.event().id(), new Entry(entry.event(), tables.position.incrementAndGet()));
            }
            return waiting.size();
        });
    }

    private void fanOut(OutboxEvent event, Instant now, Supplier<String> ids) {
        for (WebhookEndpoint endpoint : tables.endpoints.list(endpoint -> wants(endpoint, event))) {
            if (tables.inAudience(event, endpoint.app(), now)) {
                String id = ids.get();
                Delivery delivery = new Delivery(
                        id, endpoint.id(), event.id(), event.type(), event.body(), DeliveryStatus.PENDING, now, now);
                tables.deliveries.insert(id, new Row(delivery, now, now, 0, 0, false));
            }
        }
    }

    private static boolean wants(WebhookEndpoint endpoint, OutboxEvent event) {
        if (endpoint.status() != EndpointStatus.ACTIVE) {
            return false;
        }
        return event.audience() instanceof OutboxEvent.Only only
                ? only.endpoint().equals(endpoint.id())
                : endpoint.events().contains(event.type());
    }

    @Override
    public int purge(Instant before, int limit) {
        return tables.transactions.inTransaction(() -> {
            List<Entry> doomed = tables
                    .events
                    .list(entry -> entry.position() != null
                            && entry.event().expiresAt().isBefore(before))
                    .stream()
                    .limit(limit)
                    .toList();
            for (Entry entry : doomed) {
                String event = entry.event().id();
                tables.deliveries
                        .list(row -> row.delivery().messageId().equals(event))
                        .forEach(row -> {
                            tables.attempts.remove(row.delivery().id());
                            tables.deliveries.remove(row.delivery().id());
                        });
                tables.events.remove(event);
            }
            return doomed.size();
        });
    }
}
