package dev.drawbridge.jdbi.internal.oauth;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.LONG;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.jdbi.internal.sql.ColumnType;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import dev.drawbridge.oauth.spi.SigningKeyStore;
import dev.drawbridge.oauth.spi.StoredSigningKey;
import java.time.Instant;
import java.util.List;

/** Signing keys in {@code dp_signing_key}; the unique key {@code dp_signing_key_generation} keeps nodes apart. Thread-safe. */
final class JdbiSigningKeyStore implements SigningKeyStore {

    private static final ColumnType<SigningAlgorithm> ALGORITHM =
            TEXT.as(JdbiSigningKeyStore::algorithm, SigningAlgorithm::wireName);

    private static final Table<StoredSigningKey> TABLE = new Table<>("dp_signing_key", JdbiSigningKeyStore::columns);

    private static final String ALL = "select * from dp_signing_key";

    private static final String RETIRE = """
            update dp_signing_key set published_until = :until where kid = :kid and published_until is null""";

    private static final String DELETE = "delete from dp_signing_key where kid = :kid";

    private static final String PURGE = "delete from dp_signing_key where published_until <= :before";

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    JdbiSigningKeyStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    @Override
    public boolean insert(StoredSigningKey key) {
        return transactions.withHandle(handle -> TABLE.insertIfAbsent(handle, dialect, key));
    }

    @Override
    public List<StoredSigningKey> all() {
        return TABLE.list(transactions, ALL, query -> query);
    }

    @Override
    public boolean retire(String kid, Instant publishedUntil) {
        return transactions.changesOne(RETIRE, update -> update.bind("kid", kid).bind("until", publishedUntil));
    }

    @Override
    public boolean delete(String kid) {
        return transactions.changesOne(DELETE, update -> update.bind("kid", kid));
    }

    @Override
    public int purge(Instant before) {
        return transactions.change(PURGE, update -> update.bind("before", before));
    }

    private static StoredSigningKey columns(Row<StoredSigningKey> row) {
        return new StoredSigningKey(
                row.column("kid", TEXT, StoredSigningKey::kid),
                row.column("algorithm", ALGORITHM, StoredSigningKey::algorithm),
                row.column("generation", LONG, StoredSigningKey::generation),
                row.column("sealed", TEXT, StoredSigningKey::sealed),
                row.column("announced_at", INSTANT, StoredSigningKey::announcedAt),
                row.column("signs_from", INSTANT, StoredSigningKey::signsFrom),
                row.nullable("published_until", INSTANT, StoredSigningKey::publishedUntil));
    }

    private static SigningAlgorithm algorithm(String wireName) {
        return SigningAlgorithm.fromWire(wireName)
                .orElseThrow(() -> new IllegalStateException("Unknown signing algorithm " + wireName));
    }
}
