package dev.drawbridge.jdbi.internal.core;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.account.Session;
import dev.drawbridge.core.spi.account.SessionStore;
import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Sessions in {@code dp_session}. What depends on the password locks the account's row first, as a reset does: whoever is
 * second sees what the first one did. Thread-safe.
 */
final class JdbiSessionStore implements SessionStore {

    private static final String LOCK_ACCOUNT = """
            select password_hash, suspended_at from dp_developer where id = :developer for update""";

    private static final String OWNER = "select developer_id from dp_session where id = :id";

    private static final String INSERT = """
            insert into dp_session
                (id, developer_id, created_at, seen_at, confirmed_at, expires_at, ip, user_agent, amr)
            values (:id, :developer, :createdAt, :seenAt, :confirmedAt, :expiresAt, :ip, :userAgent, :methods)""";

    private static final String FIND = """
            select id, developer_id, created_at, seen_at, confirmed_at, expires_at, ip, user_agent, amr
            from dp_session where id = :id""";

    private static final String SEEN = "update dp_session set seen_at = :at where id = :id";

    private static final String CONFIRM = """
            update dp_session set id = :newId, seen_at = :at, confirmed_at = :at where id = :id""";

    private static final String END = "delete from dp_session where id = :id";

    private static final String END_ALL = "delete from dp_session where developer_id = :developer";

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
            insert(handle, session);
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

    private static void insert(Handle handle, Session session) {
        handle.createUpdate(INSERT)
                .bind("id", session.id())
                .bind("developer", session.developer().value())
                .bind("createdAt", session.createdAt())
                .bind("seenAt", session.seenAt())
                .bind("confirmedAt", session.confirmedAt())
                .bind("expiresAt", session.expiresAt())
                .bind("ip", session.ip())
                .bind("userAgent", session.userAgent())
                .bind("methods", session.methods())
                .execute();
    }

    @Override
    public Optional<Session> find(String id) {
        return transactions.withHandle(handle -> handle.createQuery(FIND)
                .bind("id", id)
                .map(JdbiSessionStore::read)
                .findOne());
    }

    @Override
    public void seen(String id, Instant at) {
        transactions.useHandle(handle ->
                handle.createUpdate(SEEN).bind("id", id).bind("at", at).execute());
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
        return transactions.withHandle(
                handle -> handle.createUpdate(END).bind("id", id).execute() == 1);
    }

    @Override
    public int endAll(DeveloperId developer) {
        return transactions.withHandle(handle -> handle.createUpdate(END_ALL)
                .bind("developer", developer.value())
                .execute());
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static Session read(ResultSet row, StatementContext context) throws SQLException {
        return new Session(
                row.getString("id"),
                new DeveloperId(row.getString("developer_id")),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "seen_at"),
                Columns.instant(row, "confirmed_at"),
                Columns.instant(row, "expires_at"),
                row.getString("ip"),
                row.getString("user_agent"),
                row.getString("amr"));
    }
}
