package dev.drawbridge.jdbi.internal.oauth;

import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.oauth.spi.InitialToken;
import dev.drawbridge.oauth.spi.InitialTokenStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Initial access tokens in {@code dp_initial_token}. Thread-safe. */
final class JdbiInitialTokenStore implements InitialTokenStore {

    private static final String INSERT = """
            insert into dp_initial_token (id, token_hash, label, uses_left, created_at, expires_at)
            values (:id, :hash, :label, :usesLeft, :createdAt, :expiresAt)""";

    private static final String FIND = "select * from dp_initial_token where token_hash = :hash";

    private static final String USE = """
            update dp_initial_token set uses_left = uses_left - 1
            where token_hash = :hash and uses_left > 0 and expires_at > :now""";

    private static final String REVOKE = "delete from dp_initial_token where id = :id";

    private static final String LIVE = """
            select * from dp_initial_token where expires_at > :now and uses_left > 0
            order by created_at desc, id desc""";

    private static final Purge PURGE = Purge.expired("dp_initial_token", "id");

    private final JdbiTransactions transactions;

    JdbiInitialTokenStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void insert(InitialToken token) {
        transactions.useHandle(handle -> handle.createUpdate(INSERT)
                .bind("id", token.id())
                .bind("hash", token.hash().value())
                .bind("label", token.label())
                .bind("usesLeft", token.usesLeft())
                .bind("createdAt", token.createdAt())
                .bind("expiresAt", token.expiresAt())
                .execute());
    }

    @Override
    public Optional<InitialToken> find(TokenHash hash) {
        return transactions.withHandle(handle -> handle.createQuery(FIND)
                .bind("hash", hash.value())
                .map((row, context) -> token(row))
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
    public boolean revoke(String id) {
        return transactions.withHandle(
                handle -> handle.createUpdate(REVOKE).bind("id", id).execute() == 1);
    }

    @Override
    public List<InitialToken> live(Instant now) {
        return transactions.withHandle(handle -> handle.createQuery(LIVE)
                .bind("now", now)
                .map((row, context) -> token(row))
                .list());
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static InitialToken token(ResultSet row) throws SQLException {
        return new InitialToken(
                row.getString("id"),
                new TokenHash(row.getString("token_hash")),
                row.getString("label"),
                row.getInt("uses_left"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "expires_at"));
    }
}
