package dev.drawbridge.jdbi.internal.core;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.AccountStore;
import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Accounts in {@code dp_developer}. Thread-safe. */
final class JdbiAccountStore implements AccountStore {

    private static final String INSERT = """
            insert into dp_developer (id, email, name, password_hash, verified_at, suspended_at, created_at)
            values (:id, :email, :name, :passwordHash, :verifiedAt, :suspendedAt, :createdAt)""";

    private static final String COLUMNS =
            "select id, email, name, password_hash, verified_at, suspended_at, created_at from dp_developer ";

    private static final String FIND = COLUMNS + "where id = :id";

    private static final String FIND_BY_EMAIL = COLUMNS + "where email = :email";

    private static final String MARK_VERIFIED = """
            update dp_developer set verified_at = :at where id = :id and email = :email and verified_at is null""";

    private static final String RENAME = "update dp_developer set name = :name where id = :id";

    private static final String SET_PASSWORD = "update dp_developer set password_hash = :hash where id = :id";

    private static final String UPGRADE_HASH = """
            update dp_developer set password_hash = :to where id = :id and password_hash = :from""";

    private static final String UNVERIFIED = """
            select id from dp_developer
            where verified_at is null and suspended_at is null and created_at < :before
                and not exists (select 1 from dp_app where owner_id = dp_developer.id)
            order by created_at fetch first :limit rows only""";

    // Looked at again with the row's lock: it may be confirmed by now.
    private static final String DELETE_UNVERIFIED = """
            delete from dp_developer
            where id = :id and verified_at is null and suspended_at is null
                and not exists (select 1 from dp_app where owner_id = :id)""";

    private static final List<String> DELETE_WHAT_IS_THEIRS = List.of(
            "delete from dp_session where developer_id = :id", "delete from dp_mail_link where developer_id = :id");

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    JdbiAccountStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    @Override
    public boolean insert(Account account) {
        return transactions.withHandle(handle -> dialect.insertIfAbsent(
                handle,
                INSERT,
                insert -> insert.bind("id", account.id().value())
                        .bind("email", account.email())
                        .bind("name", account.name())
                        .bind("passwordHash", account.passwordHash())
                        .bindByType("verifiedAt", account.verifiedAt(), Instant.class)
                        .bindByType("suspendedAt", account.suspendedAt(), Instant.class)
                        .bind("createdAt", account.createdAt())));
    }

    @Override
    public Optional<Account> find(DeveloperId id) {
        return transactions.withHandle(handle -> handle.createQuery(FIND)
                .bind("id", id.value())
                .map(JdbiAccountStore::read)
                .findOne());
    }

    @Override
    public Optional<Account> findByEmail(String email) {
        return transactions.withHandle(handle -> handle.createQuery(FIND_BY_EMAIL)
                .bind("email", email)
                .map(JdbiAccountStore::read)
                .findOne());
    }

    @Override
    public boolean markVerified(DeveloperId id, String email, Instant at) {
        return transactions.withHandle(handle -> handle.createUpdate(MARK_VERIFIED)
                        .bind("id", id.value())
                        .bind("email", email)
                        .bind("at", at)
                        .execute()
                == 1);
    }

    @Override
    public void rename(DeveloperId id, String name) {
        transactions.useHandle(handle -> handle.createUpdate(RENAME)
                .bind("id", id.value())
                .bind("name", name)
                .execute());
    }

    @Override
    public void setPassword(DeveloperId id, String passwordHash) {
        transactions.useHandle(handle -> handle.createUpdate(SET_PASSWORD)
                .bind("id", id.value())
                .bind("hash", passwordHash)
                .execute());
    }

    @Override
    public boolean upgradeHash(DeveloperId id, String from, String to) {
        return transactions.withHandle(handle -> handle.createUpdate(UPGRADE_HASH)
                        .bind("id", id.value())
                        .bind("from", from)
                        .bind("to", to)
                        .execute()
                == 1);
    }

    @Override
    public int purgeUnverified(Instant before, int limit) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            List<String> doomed = handle.createQuery(UNVERIFIED)
                    .bind("before", before)
                    .bind("limit", limit)
                    .mapTo(String.class)
                    .list();
            return doomed.stream().mapToInt(id -> deleteUnverified(handle, id)).sum();
        }));
    }

    private static int deleteUnverified(Handle handle, String id) {
        int deleted = handle.createUpdate(DELETE_UNVERIFIED).bind("id", id).execute();
        if (deleted == 1) {
            DELETE_WHAT_IS_THEIRS.forEach(
                    statement -> handle.createUpdate(statement).bind("id", id).execute());
        }
        return deleted;
    }

    private static Account read(ResultSet row, StatementContext context) throws SQLException {
        return new Account(
                new DeveloperId(row.getString("id")),
                row.getString("email"),
                row.getString("name"),
                row.getString("password_hash"),
                Columns.instantOrNull(row, "verified_at"),
                Columns.instantOrNull(row, "suspended_at"),
                Columns.instant(row, "created_at"));
    }
}
