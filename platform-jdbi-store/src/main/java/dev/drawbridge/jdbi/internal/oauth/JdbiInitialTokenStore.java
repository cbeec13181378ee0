package dev.drawbridge.jdbi.internal.oauth;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.HASH;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INTEGER;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import dev.drawbridge.oauth.spi.InitialToken;
import dev.drawbridge.oauth.spi.InitialTokenStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Initial access tokens in {@code dp_initial_token}. Thread-safe. */
final class JdbiInitialTokenStore implements InitialTokenStore {

    private static final Table<InitialToken> TABLE = new Table<>("dp_initial_token", JdbiInitialTokenStore::columns);

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
        transactions.useHandle(handle -> TABLE.insert(handle, token));
    }

    @Override
    public Optional<InitialToken> find(TokenHash hash) {
        return TABLE.find(transactions, FIND, query -> query.bind("hash", hash.value()));
    }

    @Override
    public boolean use(TokenHash hash, Instant now) {
        return transactions.changesOne(
                USE, update -> update.bind("hash", hash.value()).bind("now", now));
    }

    @Override
    public boolean revoke(String id) {
        return transactions.changesOne(REVOKE, update -> update.bind("id", id));
    }

    @Override
    public List<InitialToken> live(Instant now) {
        return TABLE.list(transactions, LIVE, query -> query.bind("now", now));
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static InitialToken columns(Row<InitialToken> row) {
        return new InitialToken(
                row.column("id", TEXT, InitialToken::id),
                row.column("token_hash", HASH, InitialToken::hash),
                row.column("label", TEXT, InitialToken::label),
                row.column("uses_left", INTEGER, InitialToken::usesLeft),
                row.column("created_at", INSTANT, InitialToken::createdAt),
                row.column("expires_at", INSTANT, InitialToken::expiresAt));
    }
}
