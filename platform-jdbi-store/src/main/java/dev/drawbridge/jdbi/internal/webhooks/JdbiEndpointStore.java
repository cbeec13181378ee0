package dev.drawbridge.jdbi.internal.webhooks;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.ADDRESS;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.APP;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.ENDPOINT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.LONG;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXTS;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.jdbi.internal.sql.ColumnType;
import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import dev.drawbridge.jdbi.internal.sql.Where;
import dev.drawbridge.webhooks.spi.EndpointBacklog;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointSecret;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.EndpointStore;
import dev.drawbridge.webhooks.spi.LaneHealth;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Endpoints in {@code dp_wh_endpoint}, their lanes in {@code dp_wh_lane}. Thread-safe. */
final class JdbiEndpointStore implements EndpointStore {

    private static final Table<WebhookEndpoint> TABLE = new Table<>("dp_wh_endpoint", JdbiEndpointStore::columns);

    /** Lets the insertions for one app through one by one; tells whose turn its endpoints share. */
    private static final String LOCK_APP = """
            select coalesce(owner_id, id) as tenant from dp_app where id = :app for update""";

    private static final String COUNT = "select count(*) from dp_wh_endpoint where app_id = :app";

    private static final String INSERT_LANE = """
            insert into dp_wh_lane (endpoint_id, tenant, last_served_at, lease_epoch, failures)
            values (:id, :tenant, :at, 0, 0)""";

    private static final String FIND = "select * from dp_wh_endpoint where id = :id";

    private static final String OF_APP = "select * from dp_wh_endpoint where app_id = :app order by created_at, id";

    private static final String DISABLED = """
            select * from dp_wh_endpoint where app_id in (<apps>) and status in ('DISABLED_AUTO', 'DISABLED_GONE')
            order by created_at, id""";

    private static final String BACKLOG = """
            select dp_wh_endpoint.*,
                (select count(*) from dp_wh_delivery
                    where endpoint_id = dp_wh_endpoint.id and due_at is not null) as pending,
                (select min(created_at) from dp_wh_delivery
                    where endpoint_id = dp_wh_endpoint.id and due_at is not null) as oldest
            from dp_wh_endpoint""";

    private static final String ORPHANS = """
            select id from dp_wh_endpoint
            where not exists (select 1 from dp_app where dp_app.id = dp_wh_endpoint.app_id)
            fetch first :limit rows only""";

    private static final String MOVE = """
            update dp_wh_endpoint set status = :to, version = version + 1 where id = :id and status = :from""";

    private static final String STOP_LANE = "update dp_wh_lane set next_due_at = null where endpoint_id = :id";

    private static final String START_LANE = """
            update dp_wh_lane set failures = 0, failing_since = null, not_before = null, quantum = :quantum, next_due_at =
                (select min(due_at) from dp_wh_delivery where endpoint_id = :id and due_at is not null)
            where endpoint_id = :id""";

    private final JdbiTransactions transactions;

    JdbiEndpointStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public boolean insert(WebhookEndpoint endpoint, EndpointSecret secret, int max) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            String app = endpoint.app().value();
            String tenant = handle.createQuery(LOCK_APP)
                    .bind("app", app)
                    .mapTo(String.class)
                    .findOne()
                    .orElse(app);
            int count = handle.createQuery(COUNT)
                    .bind("app", app)
                    .mapTo(Integer.class)
                    .one();
            if (count >= max) {
                return false;
            }
            insert(handle, endpoint, tenant);
            JdbiEndpointSecretStore.TABLE.insert(handle, secret);
            return true;
        }));
    }

    private static void insert(Handle handle, WebhookEndpoint endpoint, String tenant) {
        TABLE.insert(handle, endpoint);
        handle.createUpdate(INSERT_LANE)
                .bind("id", endpoint.id().value())
                .bind("tenant", tenant)
                .bind("at", endpoint.createdAt())
                .execute();
    }

    @Override
    public Optional<WebhookEndpoint> find(EndpointId id) {
        return TABLE.find(transactions, FIND, query -> query.bind("id", id.value()));
    }

    @Override
    public List<WebhookEndpoint> ofApp(AppId app) {
        return TABLE.list(transactions, OF_APP, query -> query.bind("app", app.value()));
    }

    @Override
    public List<WebhookEndpoint> disabled(Set<AppId> apps) {
        if (apps.isEmpty()) {
            return List.of();
        }
        return TABLE.list(
                transactions,
                DISABLED,
                query -> query.bindList(
                        "apps", apps.stream().map(AppId::value).sorted().toList()));
    }

    @Override
    public boolean update(WebhookEndpoint endpoint) {
        return transactions.withHandle(handle -> TABLE.update(handle, endpoint, "id = :id and version = :version - 1")
                        .execute()
                == 1);
    }

    @Override
    public boolean moveStatus(EndpointId id, EndpointStatus from, EndpointStatus to, Instant now) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            JdbiLaneStore.lock(handle, id);
            int moved = handle.createUpdate(MOVE)
                    .bind("id", id.value())
                    .bind("from", from.name())
                    .bind("to", to.name())
                    .execute();
            if (moved == 1) {
                boolean starts = to == EndpointStatus.ACTIVE;
                Update lane =
                        handle.createUpdate(starts ? START_LANE : STOP_LANE).bind("id", id.value());
                (starts ? lane.bind("quantum", LaneHealth.FULL_QUANTUM) : lane).execute();
            }
            return moved == 1;
        }));
    }

    @Override
    public boolean delete(EndpointId id) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            JdbiLaneStore.lock(handle, id);
            handle.execute("delete from dp_wh_lane where endpoint_id = ?", id.value());
            handle.execute("delete from dp_wh_secret where endpoint_id = ?", id.value());
            return handle.execute("delete from dp_wh_endpoint where id = ?", id.value()) == 1;
        }));
    }

    @Override
    public List<EndpointId> orphans(int limit) {
        return transactions.listValues(ORPHANS, query -> query.bind("limit", limit), EndpointId::new);
    }

    private static WebhookEndpoint columns(Row<WebhookEndpoint> row) {
        Row<WebhookEndpoint> fixed = row.fixed();
        return new WebhookEndpoint(
                fixed.column("id", ENDPOINT, WebhookEndpoint::id),
                fixed.column("app_id", APP, WebhookEndpoint::app),
                row.column("url", ADDRESS, WebhookEndpoint::url),
                row.column("description", TEXT, WebhookEndpoint::description),
                row.column("events", TEXTS, WebhookEndpoint::events),
                fixed.column("status", ColumnType.names(EndpointStatus.class), WebhookEndpoint::status),
                fixed.column("created_at", INSTANT, WebhookEndpoint::createdAt),
                row.column("version", LONG, WebhookEndpoint::version));
    }

    @Override
    public List<EndpointBacklog> backlog(@Nullable EndpointId after, int limit) {
        Where where = new Where().with("limit", limit);
        if (after != null) {
            where.and("id < :after", "after", after.value());
        }
        return transactions.withHandle(handle -> where.bind(
                        handle.createQuery(where.statement(BACKLOG, " order by id desc fetch first :limit rows only")))
                .map((row, context) -> new EndpointBacklog(
                        TABLE.map(row, context), row.getLong("pending"), Columns.instantOrNull(row, "oldest")))
                .list());
    }
}
