package dev.drawbridge.core.internal.event;

import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.EventCatalog;
import dev.drawbridge.core.spi.EventPublisher;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PlatformEvent;
import dev.drawbridge.core.spi.Reaction;
import dev.drawbridge.core.spi.store.Transactions;
import java.util.List;
import java.util.Map;

/** Hands events of the catalog to what reacts to them, in the caller's transaction. Thread-safe. */
public final class Publisher implements EventPublisher {

    private final EventCatalog catalog;
    private final Ulids ids;
    private final PlatformClock clock;
    private final Transactions transactions;
    private final List<Reaction> reactions;

    public Publisher(
            EventCatalog catalog, Ulids ids, PlatformClock clock, Transactions transactions, List<Reaction> reactions) {
        this.catalog = catalog;
        this.ids = ids;
        this.clock = clock;
        this.transactions = transactions;
        this.reactions = List.copyOf(reactions);
    }

    @Override
    public boolean publish(String type, CompanyId company, Map<String, Object> data) {
        if (catalog.find(type).isEmpty()) {
            return false;
        }
        PlatformEvent event = new PlatformEvent("msg_" + ids.next(), type, company, clock.instant(), data);
        transactions.inTransaction(() -> reactions.forEach(reaction -> reaction.on(event)));
        return true;
    }
}
