package dev.drawbridge.jdbi.internal.oauth;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.oauth.spi.PushedRequest;
import dev.drawbridge.oauth.spi.PushedRequestStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Pushed authorization requests in {@code dp_pushed_request}. Thread-safe. */
final class JdbiPushedRequestStore implements PushedRequestStore {

    private static final String INSERT = """
            insert into dp_pushed_request (hash, app_id, parameters, expires_at, used_at)
            values (:hash, :app, :parameters, :expiresAt, :usedAt)""";

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
        transactions.useHandle(handle -> handle.createUpdate(INSERT)
                .bind("hash", request.hash().value())
                .bind("app", request.app().value())
                .bind("parameters", request.parameters())
                .bind("expiresAt", request.expiresAt())
                .bind("usedAt", request.usedAt())
                .execute());
    }

    @Override
    public Optional<PushedRequest> find(TokenHash hash) {
        return transactions.withHandle(handle -> handle.createQuery(FIND)
                .bind("hash", hash.value())
                .map((row, context) -> request(row))
                .findOne());
    }

    @Override
    public boolean use(TokenHash hash, Instant now) {
        return transactions.withHandle(handle -> handle.createUpdate(USE)
                        .bind("hash", hash.value())
                        .bind("now", now)
                        .execute()
                == 1);
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static PushedRequest request(ResultSet row) throws SQLException {
        return new PushedRequest(
                new TokenHash(row.getString("hash")),
                new AppId(row.getString("app_id")),
                row.getString("parameters"),
                Columns.instant(row, "expires_at"),
                Columns.instantOrNull(row, "used_at"));
    }
}
