package dev.drawbridge.jdbi.internal.oauth;

import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import dev.drawbridge.oauth.spi.SigningKeyStore;
import dev.drawbridge.oauth.spi.StoredSigningKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Signing keys in {@code dp_signing_key}; the unique key {@code dp_signing_key_generation} keeps nodes apart. Thread-safe. */
final class JdbiSigningKeyStore implements SigningKeyStore {

    private static final String INSERT = """
            insert into dp_signing_key (kid, algorithm, generation, sealed, announced_at, signs_from, published_until)
            values (:kid, :algorithm, :generation, :sealed, :announcedAt, :signsFrom, :publishedUntil)""";

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
        return transactions.withHandle(handle -> dialect.insertIfAbsent(
                handle,
                INSERT,
                insert -> insert.bind("kid", key.kid())
                        .bind("algorithm", key.algorithm().wireName())
                        .bind("generation", key.generation())
                        .bind("sealed", key.sealed())
                        .bind("announcedAt", key.announcedAt())
                        .bind("signsFrom", key.signsFrom())
                        .bind("publishedUntil", key.publishedUntil())));
    }

    @Override
    public List<StoredSigningKey> all() {
        return transactions.withHandle(handle ->
                handle.createQuery(ALL).map((row, context) -> key(row)).list());
    }

    @Override
    public boolean retire(String kid, Instant publishedUntil) {
        return transactions.withHandle(handle -> handle.createUpdate(RETIRE)
                        .bind("kid", kid)
                        .bind("until", publishedUntil)
                        .execute()
                == 1);
    }

    @Override
    public boolean delete(String kid) {
        return transactions.withHandle(
                        handle -> handle.createUpdate(DELETE).bind("kid", kid).execute())
                == 1;
    }

    @Override
    public int purge(Instant before) {
        return transactions.withHandle(
                handle -> handle.createUpdate(PURGE).bind("before", before).execute());
    }

    private static StoredSigningKey key(ResultSet row) throws SQLException {
        String algorithm = row.getString("algorithm");
        return new StoredSigningKey(
                row.getString("kid"),
                SigningAlgorithm.fromWire(algorithm)
                        .orElseThrow(() -> new IllegalStateException("Unknown signing algorithm " + algorithm)),
                row.getLong("generation"),
                row.getString("sealed"),
                Columns.instant(row, "announced_at"),
                Columns.instant(row, "signs_from"),
                Columns.instantOrNull(row, "published_until"));
    }
}
