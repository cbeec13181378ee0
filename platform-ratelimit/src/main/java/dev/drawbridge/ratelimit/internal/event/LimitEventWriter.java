package dev.drawbridge.ratelimit.internal.event;

import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.EventPublisher;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.store.Transactions;
import dev.drawbridge.ratelimit.spi.LimitAction;
import dev.drawbridge.ratelimit.spi.LimitEvent;
import dev.drawbridge.ratelimit.spi.LimitEvent.Kind;
import dev.drawbridge.ratelimit.spi.LimitEventStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes down what the limiter noticed: in one transaction the row that makes it the first, the entry of the journal, and the
 * event for the company's apps if the host's catalog has it. Thread-safe.
 */
public final class LimitEventWriter {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final String TARGET = "company";

    private final LimitEvents events;
    private final LimitEventStore store;
    private final Transactions transactions;
    private final Journal journal;
    private final EventPublisher publisher;

    public LimitEventWriter(
            LimitEvents events,
            LimitEventStore store,
            Transactions transactions,
            Journal journal,
            EventPublisher publisher) {
        this.events = events;
        this.store = store;
        this.transactions = transactions;
        this.journal = journal;
        this.publisher = publisher;
    }

    /** Returns the background work: every node writes what it noticed itself. */
    public Job job() {
        return new Job("limit-events", INTERVAL, false, () -> events.drain(this::write));
    }

    private void write(LimitEvent event) {
        LimitAction action = event.kind() == Kind.APPROACHED ? LimitAction.APPROACHED : LimitAction.REACHED;
        transactions.inTransaction(() -> {
            if (store.first(event)) {
                journal.record(Actor.SYSTEM, action, TARGET, event.company().value(), details(event));
                // An event for apps has a company as its audience, and no app may learn of another's quota.
                if (event.app().isEmpty()) {
                    publisher.publish(action.wireName(), event.company(), data(event));
                }
            }
        });
    }

    private static Map<String, String> details(LimitEvent event) {
        Map<String, String> details = new LinkedHashMap<>();
        data(event).forEach((name, value) -> details.put(name, value.toString()));
        event.app().ifPresent(app -> details.put("app", app.value()));
        return details;
    }

    private static Map<String, Object> data(LimitEvent event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("company", event.company().value());
        data.put("name", event.limit());
        data.put("limit", event.quota());
        data.put("remaining", Math.max(0, event.quota() - event.used()));
        data.put("resetAt", event.windowEnd().toString());
        return data;
    }
}
