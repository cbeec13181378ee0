package dev.drawbridge.jdbi.internal.webhooks;

import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import dev.drawbridge.webhooks.spi.DeliveryStore;
import dev.drawbridge.webhooks.spi.EndpointId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Deliveries in {@code dp_wh_delivery}, as developers see them. Thread-safe. */
final class JdbiDeliveryStore implements DeliveryStore {

    private static final String SELECT = """
            select d.*, v.type, v.body from dp_wh_delivery d join dp_wh_event v on v.id = d.event_id
            where d.endpoint_id = :endpoint\s""";

    private static final String FIND = SELECT + "and d.id = :id";

    private static final String FIRST_PAGE = SELECT + """
            and d.status in (<statuses>) order by d.created_at desc, d.id desc fetch first :limit rows only""";

    private static final String NEXT_PAGE = SELECT + """
            and d.status in (<statuses>)
            and (d.created_at < :createdAt or (d.created_at = :createdAt and d.id < :id))
            order by d.created_at desc, d.id desc fetch first :limit rows only""";

    private static final String ATTEMPTS = """
            select * from dp_wh_attempt where delivery_id in (<ids>) order by delivery_id, attempt_no""";

    private static final String REDELIVER = """
            update dp_wh_delivery set due_at = :now, manual = true where id = :id and endpoint_id = :endpoint""";

    private static final String WAKE_LANE = """
            update dp_wh_lane set next_due_at =
                case when next_due_at is null or next_due_at > :now then :now else next_due_at end
            where endpoint_id = :endpoint""";

    private final JdbiTransactions transactions;

    JdbiDeliveryStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Delivery> find(EndpointId endpoint, String id) {
        return transactions.withHandle(handle -> handle.createQuery(FIND)
                .bind("endpoint", endpoint.value())
                .bind("id", id)
                .map((row, context) -> delivery(row))
                .findOne());
    }

    @Override
    public List<Delivery> list(EndpointId endpoint, Set<DeliveryStatus> statuses, @Nullable String after, int limit) {
        Optional<Delivery> last = after == null ? Optional.empty() : find(endpoint, after);
        return transactions.withHandle(handle -> {
            Query query = last.map(delivery -> handle.createQuery(NEXT_PAGE)
                            .bind("createdAt", delivery.createdAt())
                            .bind("id", delivery.id()))
                    .orElseGet(() -> handle.createQuery(FIRST_PAGE));
            return query.bind("endpoint", endpoint.value())
                    .bindList(
                            "statuses",
                            statuses.stream().map(DeliveryStatus::name).toList())
                    .bind("limit", limit)
                    .map((row, context) -> delivery(row))
                    .list();
        });
    }

    @Override
    public Map<String, List<DeliveryAttempt>> attempts(Set<String> deliveries) {
        Map<String, List<DeliveryAttempt>> found = new HashMap<>();
        if (deliveries.isEmpty()) {
            return found;
        }
        transactions.useHandle(handle -> handle.createQuery(ATTEMPTS)
                .bindList("ids", new ArrayList<>(deliveries))
                .map(DeliveryResults.ATTEMPTS)
                .forEach(row -> found.computeIfAbsent(row.delivery(), unused -> new ArrayList<>())
                        .add(row.attempt())));
        return found;
    }

    @Override
    public boolean redeliver(EndpointId endpoint, String id, Instant now) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            JdbiLaneStore.lock(handle, endpoint);
            int made = handle.createUpdate(REDELIVER)
                    .bind("endpoint", endpoint.value())
                    .bind("id", id)
                    .bind("now", now)
                    .execute();
            handle.createUpdate(WAKE_LANE)
                    .bind("endpoint", endpoint.value())
                    .bind("now", now)
                    .execute();
            return made == 1;
        }));
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getString("id"),
                new EndpointId(row.getString("endpoint_id")),
                row.getString("event_id"),
                row.getString("type"),
                row.getString("body"),
                DeliveryStatus.valueOf(row.getString("status")),
                Columns.instantOrNull(row, "due_at"),
                Columns.instant(row, "created_at"));
    }
}
