package dev.drawbridge.jdbi.internal.oauth;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.APP;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.HASH;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import dev.drawbridge.oauth.spi.PushedRequest;
import dev.drawbridge.oauth.spi.PushedRequestStore;
import java.time.Instant;
import java.util.Optional;

/** Pushed authorization requests in {@code dp_pushed_request}. Thread-safe. */
final class JdbiPushedRequestStore implements PushedRequestStore {

    private static final Table<PushedRequest> TABLE = new Table<>("dp_pushed_request", JdbiPushedRequestStore::columns);

    private static final String FIND = "select * from dp_pushed_request where hash = :hash";

    private static final String USE = """
            update dp_pushed_request set used_at = :now where hash = :hash and used_at is null""";

    private static final Purge PURGE = Purge.expired("dp_pushed_request", "hash");

    private final JdbiTransactions transactions;

    JdbiPushedRequestStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void insert(PushedRequest request) {
        transactions.useHandle(handle -> TABLE.insert(handle, request));
    }

    @Override
    public Optional<PushedRequest> find(TokenHash hash) {
        return TABLE.find(transactions, FIND, query -> query.bind("hash", hash.value()));
    }

    @Override
    public boolean use(TokenHash hash, Instant now) {
        return transactions.changesOne(
                USE, update -> update.bind("hash", hash.value()).bind("now", now));
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static PushedRequest columns(Row<PushedRequest> row) {
        return new PushedRequest(
                row.column("hash", HASH, PushedRequest::hash),
                row.column("app_id", APP, PushedRequest::app),
                row.column("parameters", TEXT, PushedRequest::parameters),
                row.column("expires_at", INSTANT, PushedRequest::expiresAt),
                row.nullable("used_at", INSTANT, PushedRequest::usedAt));
    }
}
