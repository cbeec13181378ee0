package dev.drawbridge.jdbi.internal.webhooks;

import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.DeliveryStats;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import dev.drawbridge.webhooks.spi.DeliveryStore;
import dev.drawbridge.webhooks.spi.EndpointId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
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

    /** Index-only: what a delivery waits for is in the index of what is due. */
    private static final String WAITING = """
            select count(*) from dp_wh_delivery where endpoint_id = :endpoint and due_at is not null""";

    private static final String COUNTS = """
            select status, count(*) as deliveries from (
                select status from dp_wh_delivery where endpoint_id = :endpoint
                order by created_at desc, id desc fetch first :limit rows only) newest
            group by status""";

    private static final String NEWEST_ATTEMPTS = """
            from (select id from dp_wh_delivery where endpoint_id = :endpoint
                order by created_at desc, id desc fetch first :limit rows only) newest
            join dp_wh_attempt a on a.delivery_id = newest.id\s""";

    private static final String SUMS = """
            select count(*) as attempts,
                coalesce(sum(case when a.response_status between 200 and 299 then 1 else 0 end), 0) as accepted,
                percentile_disc(0.5) within group (order by a.duration_ms) as median\s""" + NEWEST_ATTEMPTS + "where a.at >= :since";

    private static final String LAST = "select a.* " + NEWEST_ATTEMPTS + "order by a.at desc fetch first 1 rows only";

    private static final String LAST_ACCEPTED = """
            select max(a.at) as accepted_at from dp_wh_attempt a where a.response_status between 200 and 299 and a.delivery_id = (
                select id from dp_wh_delivery where endpoint_id = :endpoint and status = 'DELIVERED'
                order by created_at desc, id desc fetch first 1 rows only)""";

    private static final String RECOVER = """
            update dp_wh_delivery set due_at = :now, manual = true where due_at is null and id in (
                select id from dp_wh_delivery where endpoint_id = :endpoint and created_at >= :since
                and due_at is null and status in ('FAILED', 'CANCELLED')
                order by created_at, id fetch first :limit rows only)""";

    private static final String DROP = """
            update dp_wh_delivery set due_at = null, retry_at = null, manual = false,
                status = case when status = 'PENDING' then 'CANCELLED' else status end
            where endpoint_id = :endpoint and due_at is not null""";

    private static final String STOP_LANE = "update dp_wh_lane set next_due_at = null where endpoint_id = :endpoint";

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
            wake(handle, endpoint, now);
            return made == 1;
        }));
    }

    @Override
    public DeliveryStats stats(EndpointId endpoint, Instant since) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            Sums sums = handle.createQuery(SUMS)
                    .bind("endpoint", endpoint.value())
                    .bind("limit", DeliveryStats.MAX_SAMPLED)
                    .bind("since", since)
                    .map((row, context) -> Sums.of(row))
                    .one();
            return new DeliveryStats(
                    counts(handle, endpoint),
                    handle.createQuery(WAITING)
                            .bind("endpoint", endpoint.value())
                            .mapTo(Long.class)
                            .one(),
                    sums.attempts(),
                    sums.accepted(),
                    sums.median(),
                    handle.createQuery(LAST_ACCEPTED)
                            .bind("endpoint", endpoint.value())
                            .map((row, context) -> Optional.ofNullable(Columns.instantOrNull(row, "accepted_at")))
                            .one()
                            .orElse(null),
                    handle.createQuery(LAST)
                            .bind("endpoint", endpoint.value())
                            .bind("limit", DeliveryStats.MAX_SAMPLED)
                            .map(DeliveryResults.ATTEMPTS)
                            .findOne()
                            .map(DeliveryResults.Attempt::attempt)
                            .orElse(null));
        }));
    }

    private record Sums(
            long attempts, long accepted, @Nullable Duration median) {

        static Sums of(ResultSet row) throws SQLException {
            long median = row.getLong("median");
            boolean none = row.wasNull();
            return new Sums(row.getLong("attempts"), row.getLong("accepted"), none ? null : Duration.ofMillis(median));
        }
    }

    private static Map<DeliveryStatus, Long> counts(Handle handle, EndpointId endpoint) {
        Map<DeliveryStatus, Long> counts = new EnumMap<>(DeliveryStatus.class);
        handle.createQuery(COUNTS)
                .bind("endpoint", endpoint.value())
                .bind("limit", DeliveryStats.MAX_COUNTED)
                .map((row, context) ->
                        Map.entry(DeliveryStatus.valueOf(row.getString("status")), row.getLong("deliveries")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    @Override
    public int recover(EndpointId endpoint, Instant since, int limit, Instant now) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            JdbiLaneStore.lock(handle, endpoint);
            int recovered = handle.createUpdate(RECOVER)
                    .bind("endpoint", endpoint.value())
                    .bind("since", since)
                    .bind("limit", limit)
                    .bind("now", now)
                    .execute();
            wake(handle, endpoint, now);
            return recovered;
        }));
    }

    @Override
    public int drop(EndpointId endpoint) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            JdbiLaneStore.lock(handle, endpoint);
            handle.createUpdate(STOP_LANE).bind("endpoint", endpoint.value()).execute();
            return handle.createUpdate(DROP).bind("endpoint", endpoint.value()).execute();
        }));
    }

    private static void wake(Handle handle, EndpointId endpoint, Instant now) {
        handle.createUpdate(WAKE_LANE)
                .bind("endpoint", endpoint.value())
                .bind("now", now)
                .execute();
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
