package dev.drawbridge.jdbi.internal.core;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.DEVELOPER;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.account.Session;
import dev.drawbridge.core.spi.account.SessionStore;
import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Sessions in {@code dp_session}. What depends on the password locks the account's row first, as a reset does: whoever is
 * second sees what the first one did. Thread-safe.
 */
final class JdbiSessionStore implements SessionStore {

    private static final Table<Session> TABLE = new Table<>("dp_session", JdbiSessionStore::columns);

    private static final String LOCK_ACCOUNT = """
            select password_hash, suspended_at from dp_developer where id = :developer for update""";

    private static final String OWNER = "select developer_id from dp_session where id = :id";

    private static final String FIND = "select * from dp_session where id = :id";

    private static final String SEEN = "update dp_session set seen_at = :at where id = :id";

    private static final String CONFIRM = """
            update dp_session set id = :newId, seen_at = :at, confirmed_at = :at where id = :id""";

    private static final String END = "delete from dp_session where id = :id";

    private static final String END_ALL = "delete from dp_session where developer_id = :developer";

    private static final String LIST = """
            select * from dp_session where developer_id = :developer and expires_at > :now
            order by seen_at desc fetch first :limit rows only""";

    private static final String END_OTHERS = "delete from dp_session where developer_id = :developer and id <> :kept";

    private static final Purge PURGE = Purge.expired("dp_session", "id");

    private final JdbiTransactions transactions;

    JdbiSessionStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Beginning begin(Session session, String passwordHash) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            Optional<AccountState> account = locked(handle, session.developer().value(), passwordHash);
            if (account.isEmpty()) {
                return Beginning.PASSWORD_CHANGED;
            }
            if (account.get().suspended()) {
                return Beginning.SUSPENDED;
            }
            TABLE.insert(handle, session);
            return Beginning.BEGUN;
        }));
    }

    /** What a lock on an account's row found. */
    private record AccountState(String passwordHash, boolean suspended) {}

    private static Optional<AccountState> locked(Handle handle, String developer, String passwordHash) {
        return handle.createQuery(LOCK_ACCOUNT)
                .bind("developer", developer)
                .map((row, context) -> new AccountState(
                        row.getString("password_hash"), Columns.instantOrNull(row, "suspended_at") != null))
                .findOne()
                .filter(account -> account.passwordHash().equals(passwordHash));
    }

    @Override
    public Optional<Session> find(String id) {
        return TABLE.find(transactions, FIND, query -> query.bind("id", id));
    }

    @Override
    public void seen(String id, Instant at) {
        transactions.change(SEEN, update -> update.bind("id", id).bind("at", at));
    }

    @Override
    public boolean confirm(String id, String newId, String passwordHash, Instant at) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            boolean same = handle.createQuery(OWNER)
                    .bind("id", id)
                    .mapTo(String.class)
                    .findOne()
                    .flatMap(developer -> locked(handle, developer, passwordHash))
                    .filter(account -> !account.suspended())
                    .isPresent();
            return same
                    && handle.createUpdate(CONFIRM)
                                    .bind("id", id)
                                    .bind("newId", newId)
                                    .bind("at", at)
                                    .execute()
                            == 1;
        }));
    }

    @Override
    public boolean end(String id) {
        return transactions.changesOne(END, update -> update.bind("id", id));
    }

    @Override
    public int endAll(DeveloperId developer) {
        return transactions.change(END_ALL, update -> update.bind("developer", developer.value()));
    }

    @Override
    public List<Session> list(DeveloperId developer, Instant now, int limit) {
        return transactions.withHandle(handle -> handle.createQuery(LIST)
                .bind("developer", developer.value())
                .bind("now", now)
                .bind("limit", limit)
                .map(TABLE)
                .list());
    }

    @Override
    public int endOthers(DeveloperId developer, String kept) {
        return transactions.change(
                END_OTHERS,
                update -> update.bind("developer", developer.value()).bind("kept", kept));
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static Session columns(Row<Session> row) {
        return new Session(
                row.column("id", TEXT, Session::id),
                row.column("developer_id", DEVELOPER, Session::developer),
                row.column("created_at", INSTANT, Session::createdAt),
                row.column("seen_at", INSTANT, Session::seenAt),
                row.column("confirmed_at", INSTANT, Session::confirmedAt),
                row.column("expires_at", INSTANT, Session::expiresAt),
                row.column("ip", TEXT, Session::ip),
                row.column("user_agent", TEXT, Session::userAgent),
                row.column("amr", TEXT, Session::methods));
    }
}
