package dev.drawbridge.jdbi.internal.webhooks;

import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointSecret;
import dev.drawbridge.webhooks.spi.EndpointSecretStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Signing secrets in {@code dp_wh_secret}. Thread-safe. */
final class JdbiEndpointSecretStore implements EndpointSecretStore {

    private static final String INSERT = """
            insert into dp_wh_secret (id, endpoint_id, sealed, created_at, expires_at)
            values (:id, :endpoint, :sealed, :createdAt, :expiresAt)""";

    private static final String LIVE = """
            select * from dp_wh_secret where endpoint_id = :endpoint and (expires_at is null or expires_at > :now)
            order by case when expires_at is null then 0 else 1 end, created_at desc, id desc""";

    private static final String LIVE_OF_ALL = """
            select * from dp_wh_secret where endpoint_id in (<endpoints>) and (expires_at is null or expires_at > :now)
            order by case when expires_at is null then 0 else 1 end, created_at desc, id desc""";

    private static final String RETIRE = """
            update dp_wh_secret set expires_at = :until where endpoint_id = :endpoint and expires_at is null""";

    private static final Purge PURGE = Purge.expired("dp_wh_secret", "id");

    private final JdbiTransactions transactions;

    JdbiEndpointSecretStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    static void insert(Handle handle, EndpointSecret secret) {
        handle.createUpdate(INSERT)
                .bind("id", secret.id())
                .bind("endpoint", secret.endpoint().value())
                .bind("sealed", secret.sealed())
                .bind("createdAt", secret.createdAt())
                .bind("expiresAt", secret.expiresAt())
                .execute();
    }

    @Override
    public List<EndpointSecret> live(EndpointId endpoint, Instant now) {
        return transactions.withHandle(handle -> handle.createQuery(LIVE)
                .bind("endpoint", endpoint.value())
                .bind("now", now)
                .map((row, context) -> secret(row))
                .list());
    }

    @Override
    public Map<EndpointId, List<EndpointSecret>> live(Set<EndpointId> endpoints, Instant now) {
        if (endpoints.isEmpty()) {
            return Map.of();
        }
        return transactions.withHandle(handle -> handle
                .createQuery(LIVE_OF_ALL)
                .bindList(
                        "endpoints",
                        endpoints.stream().map(EndpointId::value).sorted().toList())
                .bind("now", now)
                .map((row, context) -> secret(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(EndpointSecret::endpoint)));
    }

    @Override
    public Rotation rotate(EndpointSecret next, Instant oldUntil, int max, Instant now) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            if (!JdbiLaneStore.lock(handle, next.endpoint())) {
                return Rotation.UNKNOWN;
            }
            if (live(next.endpoint(), now).size() >= max && oldUntil.isAfter(now)) {
                return Rotation.TOO_MANY;
            }
            handle.createUpdate(RETIRE)
                    .bind("endpoint", next.endpoint().value())
                    .bind("until", oldUntil)
                    .execute();
            insert(handle, next);
            return Rotation.ROTATED;
        }));
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static EndpointSecret secret(ResultSet row) throws SQLException {
        return new EndpointSecret(
                row.getString("id"),
                new EndpointId(row.getString("endpoint_id")),
                row.getString("sealed"),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "expires_at"));
    }
}
