package dev.drawbridge.webhooks.internal.delivery;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.model.EventCatalog;
import dev.drawbridge.core.model.EventType;
import dev.drawbridge.core.spi.PlatformEvent;
import dev.drawbridge.core.spi.Reaction;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.webhooks.spi.OutboxEvent;
import dev.drawbridge.webhooks.spi.OutboxStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes each event as one row in the transaction of the change. Thread-safe. */
public final class EventOutbox implements Reaction {

    /** How long events, deliveries and attempts are kept. */
    static final Duration RETENTION = Duration.ofDays(30);

    private static final int MAX_BODY_CHARACTERS = 256 * 1024;

    private final EventCatalog catalog;
    private final OutboxStore store;
    private final Transactions transactions;
    private final Runnable wake;

    public EventOutbox(EventCatalog catalog, OutboxStore store, Transactions transactions, Runnable wake) {
        this.catalog = catalog;
        this.store = store;
        this.transactions = transactions;
        this.wake = wake;
    }

    @Override
    public void on(PlatformEvent event) {
        EventType type = catalog.find(event.type())
                .orElseThrow(() -> new IllegalArgumentException("The event catalog has no " + event.type()));
        append(
                event.id(),
                event.type(),
                new OutboxEvent.Granted(event.company(), type.requiredScope()),
                event.occurredAt(),
                event.data());
    }

    /** Serialises once: these very bytes are signed and sent, at every attempt. */
    public void append(String id, String type, OutboxEvent.Audience audience, Instant at, Map<String, Object> data) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("event", type);
        message.put("timestamp", at);
        message.put("data", data);
        String body = Json.write(message);
        if (body.length() > MAX_BODY_CHARACTERS) {
            throw new IllegalArgumentException("The event " + type + " has " + body.length()
                    + " characters of JSON, the limit is " + MAX_BODY_CHARACTERS + ": send ids instead of contents");
        }
        store.append(new OutboxEvent(id, type, audience, at, body, at.plus(RETENTION)));
        transactions.afterCommit(wake);
    }
}
