package dev.drawbridge.jdbi.internal.webhooks;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointSecret;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.EndpointStore;
import dev.drawbridge.webhooks.spi.LaneHealth;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Endpoints in {@code dp_wh_endpoint}, their lanes in {@code dp_wh_lane}. Thread-safe. */
final class JdbiEndpointStore implements EndpointStore {

    /** Lets the insertions for one app through one by one; tells whose turn its endpoints share. */
    private static final String LOCK_APP = """
            select coalesce(owner_id, id) as tenant from dp_app where id = :app for update""";

    private static final String COUNT = "select count(*) from dp_wh_endpoint where app_id = :app";

    private static final String INSERT = """
            insert into dp_wh_endpoint (id, app_id, url, description, events, status, created_at, version)
            values (:id, :app, :url, :description, :events, :status, :createdAt, :version)""";

    private static final String INSERT_LANE = """
            insert into dp_wh_lane (endpoint_id, tenant, last_served_at, lease_epoch, failures)
            values (:id, :tenant, :at, 0, 0)""";

    private static final String FIND = "select * from dp_wh_endpoint where id = :id";

    private static final String OF_APP = "select * from dp_wh_endpoint where app_id = :app order by created_at, id";

    private static final String DISABLED = """
            select * from dp_wh_endpoint where app_id in (<apps>) and status in ('DISABLED_AUTO', 'DISABLED_GONE')
            order by created_at, id""";

    private static final String ORPHANS = """
            select id from dp_wh_endpoint
            where not exists (select 1 from dp_app where dp_app.id = dp_wh_endpoint.app_id)
            fetch first :limit rows only""";

    private static final String UPDATE = """
            update dp_wh_endpoint set url = :url, description = :description, events = :events, version = :version
            where id = :id and version = :version - 1""";

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
            JdbiEndpointSecretStore.insert(handle, secret);
            return true;
        }));
    }

    private static void insert(Handle handle, WebhookEndpoint endpoint, String tenant) {
        handle.createUpdate(INSERT)
                .bind("id", endpoint.id().value())
                .bind("app", endpoint.app().value())
                .bind("url", endpoint.url().toString())
                .bind("description", endpoint.description())
                .bind("events", Json.write(endpoint.events()))
                .bind("status", endpoint.status().name())
                .bind("createdAt", endpoint.createdAt())
                .bind("version", endpoint.version())
                .execute();
        handle.createUpdate(INSERT_LANE)
                .bind("id", endpoint.id().value())
                .bind("tenant", tenant)
                .bind("at", endpoint.createdAt())
                .execute();
    }

    @Override
    public Optional<WebhookEndpoint> find(EndpointId id) {
        return transactions.withHandle(handle -> handle.createQuery(FIND)
                .bind("id", id.value())
                .map((row, context) -> endpoint(row))
                .findOne());
    }

    @Override
    public List<WebhookEndpoint> ofApp(AppId app) {
        return transactions.withHandle(handle -> handle.createQuery(OF_APP)
                .bind("app", app.value())
                .map((row, context) -> endpoint(row))
                .list());
    }

    @Override
    public List<WebhookEndpoint> disabled(Set<AppId> apps) {
        if (apps.isEmpty()) {
            return List.of();
        }
        return transactions.withHandle(handle -> handle.createQuery(DISABLED)
                .bindList("apps", apps.stream().map(AppId::value).sorted().toList())
                .map((row, context) -> endpoint(row))
                .list());
    }

    @Override
    public boolean update(WebhookEndpoint endpoint) {
        return transactions.withHandle(handle -> handle.createUpdate(UPDATE)
                        .bind("id", endpoint.id().value())
                        .bind("url", endpoint.url().toString())
                        .bind("description", endpoint.description())
                        .bind("events", Json.write(endpoint.events()))
                        .bind("version", endpoint.version())
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
        return transactions.withHandle(handle -> handle.createQuery(ORPHANS)
                .bind("limit", limit)
                .mapTo(String.class)
                .map(EndpointId::new)
                .list());
    }

    private static WebhookEndpoint endpoint(ResultSet row) throws SQLException {
        return new WebhookEndpoint(
                new EndpointId(row.getString("id")),
                new AppId(row.getString("app_id")),
                URI.create(row.getString("url")),
                row.getString("description"),
                Json.readTexts(row.getString("events")),
                EndpointStatus.valueOf(row.getString("status")),
                Columns.instant(row, "created_at"),
                row.getLong("version"));
    }
}
