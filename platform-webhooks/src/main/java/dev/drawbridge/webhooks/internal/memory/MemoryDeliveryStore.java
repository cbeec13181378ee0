package dev.drawbridge.webhooks.internal.memory;

import dev.drawbridge.webhooks.internal.memory.MemoryTables.Row;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.DeliveryStats;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import dev.drawbridge.webhooks.spi.DeliveryStore;
import dev.drawbridge.webhooks.spi.EndpointId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Deliveries in memory. Thread-safe. */
public final class MemoryDeliveryStore implements DeliveryStore {

    private static final Comparator<Delivery> NEWEST_FIRST = Comparator.comparing(Delivery::createdAt)
            .thenComparing(Delivery::id)
            .reversed();

    private static final Set<DeliveryStatus> LOST = Set.of(DeliveryStatus.FAILED, DeliveryStatus.CANCELLED);

    private final MemoryTables tables;

    public MemoryDeliveryStore(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<Delivery> find(EndpointId endpoint, String id) {
        return tables.deliveries
                .find(id)
                .map(Row::delivery)
                .filter(delivery -> delivery.endpoint().equals(endpoint));
    }

    @Override
    public List<Delivery> list(EndpointId endpoint, Set<DeliveryStatus> statuses, @Nullable String after, int limit) {
        return tables.transactions.inTransaction(() -> {
            Optional<Delivery> last = after == null ? Optional.empty() : find(endpoint, after);
            return tables
                    .deliveries
                    .list(row -> row.delivery().endpoint().equals(endpoint)
                            && statuses.contains(row.delivery().status()))
                    .stream()
                    .map(Row::delivery)
                    .filter(delivery -> last.isEmpty() || NEWEST_FIRST.compare(delivery, last.get()) > 0)
                    .sorted(NEWEST_FIRST)
                    .limit(limit)
                    .toList();
        });
    }

    @Override
    public Map<String, List<DeliveryAttempt>> attempts(Set<String> deliveries) {
        Map<String, List<DeliveryAttempt>> found = new HashMap<>();
        deliveries.forEach(id -> tables.attempts.find(id).ifPresent(attempts -> found.put(id, attempts)));
        return found;
    }

    @Override
    public boolean redeliver(EndpointId endpoint, String id, Instant now) {
        return tables.transactions.inTransaction(() -> {
            Optional<Row> row = tables.deliveries
                    .find(id)
                    .filter(found -> found.delivery().endpoint().equals(endpoint));
            row.ifPresent(found -> tables.deliveries.put(id, found.dueNow(now)));
            return row.isPresent();
        });
    }

    @Override
    public DeliveryStats stats(EndpointId endpoint, Instant since) {
        return tables.transactions.inTransaction(() -> {
            List<Row> rows =
                    tables.deliveries.list(row -> row.delivery().endpoint().equals(endpoint));
            List<DeliveryAttempt> attempts = rows.stream()
                    .flatMap(row -> tables.attempts.find(row.delivery().id()).orElse(List.of()).stream())
                    .toList();
            List<DeliveryAttempt> recent = attempts.stream()
                    .filter(attempt -> !attempt.at().isBefore(since))
                    .sorted(Comparator.comparing(DeliveryAttempt::duration))
                    .toList();
            return new DeliveryStats(
                    rows.stream()
                            .collect(Collectors.groupingBy(row -> row.delivery().status(), Collectors.counting())),
                    rows.stream().filter(row -> row.due() != null).count(),
                    recent.size(),
                    recent.stream().filter(DeliveryAttempt::accepted).count(),
                    recent.isEmpty()
                            ? null
                            : recent.get((recent.size() - 1) / 2).duration(),
                    attempts.stream()
                            .filter(DeliveryAttempt::accepted)
                            .map(DeliveryAttempt::at)
                            .max(Comparator.naturalOrder())
                            .orElse(null),
                    attempts.stream()
                            .max(Comparator.comparing(DeliveryAttempt::at))
                            .orElse(null));
        });
    }

    @Override
    public int recover(EndpointId endpoint, Instant since, int limit, Instant now) {
        return tables.transactions.inTransaction(() -> {
            List<Row> lost = tables
                    .deliveries
                    .list(row -> row.delivery().endpoint().equals(endpoint)
                            && LOST.contains(row.delivery().status())
                            && row.due() == null
                            && !row.delivery().createdAt().isBefore(since))
                    .stream()
                    .sorted(Comparator.comparing(Row::delivery, NEWEST_FIRST.reversed()))
                    .limit(limit)
                    .toList();
            lost.forEach(row -> tables.deliveries.put(row.delivery().id(), row.dueNow(now)));
            return lost.size();
        });
    }

    @Override
    public int drop(EndpointId endpoint) {
        return tables.transactions.inTransaction(() -> {
            List<Row> waiting =
                    tables.deliveries.list(row -> row.delivery().endpoint().equals(endpoint) && row.due() != null);
            waiting.forEach(row -> tables.deliveries.put(row.delivery().id(), row.cancelled()));
            return waiting.size();
        });
    }
}
