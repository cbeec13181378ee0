package dev.drawbridge.jdbi.internal.webhooks;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.ENDPOINT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointSecret;
import dev.drawbridge.webhooks.spi.EndpointSecretStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Signing secrets in {@code dp_wh_secret}. Thread-safe. */
final class JdbiEndpointSecretStore implements EndpointSecretStore {

    static final Table<EndpointSecret> TABLE = new Table<>("dp_wh_secret", JdbiEndpointSecretStore::columns);

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

    @Override
    public List<EndpointSecret> live(EndpointId endpoint, Instant now) {
        return TABLE.list(
                transactions,
                LIVE,
                query -> query.bind("endpoint", endpoint.value()).bind("now", now));
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
                .map(TABLE)
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
            TABLE.insert(handle, next);
            return Rotation.ROTATED;
        }));
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static EndpointSecret columns(Row<EndpointSecret> row) {
        return new EndpointSecret(
                row.column("id", TEXT, EndpointSecret::id),
                row.column("endpoint_id", ENDPOINT, EndpointSecret::endpoint),
                row.column("sealed", TEXT, EndpointSecret::sealed),
                row.column("created_at", INSTANT, EndpointSecret::createdAt),
                row.nullable("expires_at", INSTANT, EndpointSecret::expiresAt));
    }
}
