package dev.drawbridge.ratelimit.internal.memory;

import dev.drawbridge.core.internal.memory.MemoryTable;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.ratelimit.spi.LimitEvent;
import dev.drawbridge.ratelimit.spi.LimitEventStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Keeps events of limits in memory. Thread-safe. */
public final class MemoryLimitEventStore implements LimitEventStore {

    private static final Comparator<OfApp> NEWEST_FIRST =
            Comparator.comparing((OfApp ofApp) -> ofApp.event().at()).reversed();

    private final MemoryTable<Key, LimitEvent> events;
    private final Grants grants;

    public MemoryLimitEventStore(MemoryTransactions transactions, Grants grants) {
        this.events = transactions.table();
        this.grants = grants;
    }

    @Override
    public boolean first(LimitEvent event) {
        return events.insert(
                new Key(event.kind(), event.company(), event.app(), event.limit(), event.windowStart()), event);
    }

    @Override
    public List<OfApp> recent(Set<AppId> apps, Instant since, int most) {
        List<LimitEvent> young = events.list(event -> !event.at().isBefore(since));
        return apps.stream()
                .flatMap(app -> of(app, young))
                .sorted(NEWEST_FIRST)
                .limit(most)
                .toList();
    }

    @Override
    public int purge(Instant before, int limit) {
        return events.removeIf(event -> LimitEventStore.expiryOf(event).isBefore(before), limit);
    }

    private Stream<OfApp> of(AppId app, List<LimitEvent> young) {
        return young.stream()
                .filter(event -> event.app().map(app::equals).orElse(true))
                .flatMap(event -> user(app, event.company()).map(user -> new OfApp(app, user, event)).stream());
    }

    private Optional<UserId> user(AppId app, CompanyId company) {
        return grants.active(company).stream()
                .filter(grant -> grant.app().equals(app))
                .map(Grant::user)
                .min(Comparator.comparing(UserId::value));
    }

    private record Key(
            LimitEvent.Kind kind, CompanyId company, Optional<AppId> app, String limit, Instant windowStart) {}
}
