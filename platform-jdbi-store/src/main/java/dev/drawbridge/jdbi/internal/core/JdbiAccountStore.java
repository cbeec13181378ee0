package dev.drawbridge.jdbi.internal.core;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.DEVELOPER;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.Preferences;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.account.AccountStore;
import dev.drawbridge.core.spi.account.Suspension;
import dev.drawbridge.jdbi.internal.sql.ColumnType;
import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import dev.drawbridge.jdbi.internal.sql.Where;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Accounts in {@code dp_developer}. Thread-safe. */
final class JdbiAccountStore implements AccountStore {

    private static final Table<Account> TABLE = new Table<>("dp_developer", JdbiAccountStore::columns);

    private static final ColumnType<Preferences.Theme> THEME = ColumnType.names(Preferences.Theme.class);

    private static final String FIND = "select * from dp_developer where id = :id";

    private static final String FIND_BY_EMAIL = "select * from dp_developer where email = :email";

    private static final String MARK_VERIFIED = """
            update dp_developer set verified_at = :at where id = :id and email = :email and verified_at is null""";

    private static final String CHANGE_EMAIL = """
            update dp_developer set email = :to, verified_at = :at
            where id = :id and email = :from and not exists (select 1 from dp_developer where email = :to)""";

    private static final String CHANGE_PROFILE = """
            update dp_developer set name = :name, locale = :locale, theme = :theme where id = :id""";

    private static final String SET_PASSWORD = "update dp_developer set password_hash = :hash where id = :id";

    private static final String UPGRADE_HASH = """
            update dp_developer set password_hash = :to where id = :id and password_hash = :from""";

    private static final String REQUEST_DELETION = """
            update dp_developer set deletion_requested_at = :at where id = :id and deletion_requested_at is null""";

    private static final String CANCEL_DELETION = """
            update dp_developer set deletion_requested_at = null where id = :id and deletion_requested_at is not null""";

    private static final String DELETIONS_REQUESTED = """
            select id from dp_developer where deletion_requested_at <= :before
            order by deletion_requested_at fetch first :limit rows only""";

    private static final String DELETE = """
            delete from dp_developer where id = :id and deletion_requested_at <= :before""";
    private static final String MENTIONS = """
            (lower(name) like :pattern escape '!' or email like :pattern escape '!' or id = :text)""";

    private static final String SUSPEND = """
            update dp_developer set suspended_at = :at, suspended_reason = :reason, frozen_apps = :frozen
            where id = :id and suspended_at is null""";

    private static final String SUSPENSION = """
            select suspended_at, suspended_reason, frozen_apps from dp_developer
            where id = :id and suspended_at is not null""";

    private static final String UNSUSPEND = """
            update dp_developer set suspended_at = null, suspended_reason = null, frozen_apps = null
            where id = :id and suspended_at is not null""";

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
        return transactions.withHandle(handle -> TABLE.insertIfAbsent(handle, dialect, account));
    }

    @Override
    public Optional<Account> find(DeveloperId id) {
        return TABLE.find(transactions, FIND, query -> query.bind("id", id.value()));
    }

    @Override
    public Optional<Account> findByEmail(String email) {
        return TABLE.find(transactions, FIND_BY_EMAIL, query -> query.bind("email", email));
    }

    @Override
    public boolean markVerified(DeveloperId id, String email, Instant at) {
        return transactions.changesOne(
                MARK_VERIFIED,
                update -> update.bind("id", id.value()).bind("email", email).bind("at", at));
    }

    @Override
    public boolean changeEmail(DeveloperId id, String from, String to, Instant at) {
        return transactions.changesOne(
                CHANGE_EMAIL,
                update -> update.bind("id", id.value())
                        .bind("from", from)
                        .bind("to", to)
                        .bind("at", at));
    }

    @Override
    public void changeProfile(DeveloperId id, String name, Preferences preferences) {
        transactions.change(
                CHANGE_PROFILE,
                update -> update.bind("id", id.value())
                        .bind("name", name)
                        .bind("locale", preferences.locale())
                        .bind("theme", preferences.theme().name()));
    }

    @Override
    public void setPassword(DeveloperId id, String passwordHash) {
        transactions.change(
                SET_PASSWORD, update -> update.bind("id", id.value()).bind("hash", passwordHash));
    }

    @Override
    public boolean upgradeHash(DeveloperId id, String from, String to) {
        return transactions.changesOne(
                UPGRADE_HASH,
                update -> update.bind("id", id.value()).bind("from", from).bind("to", to));
    }

    @Override
    public boolean requestDeletion(DeveloperId id, Instant at) {
        return transactions.changesOne(
                REQUEST_DELETION, update -> update.bind("id", id.value()).bind("at", at));
    }

    @Override
    public boolean cancelDeletion(DeveloperId id) {
        return transactions.changesOne(CANCEL_DELETION, update -> update.bind("id", id.value()));
    }

    @Override
    public List<DeveloperId> deletionsRequested(Instant before, int limit) {
        return transactions.withHandle(handle -> handle.createQuery(DELETIONS_REQUESTED)
                .bind("before", before)
                .bind("limit", limit)
                .mapTo(String.class)
                .map(DeveloperId::new)
                .list());
    }

    @Override
    public boolean delete(DeveloperId id, Instant before) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            int deleted = handle.createUpdate(DELETE)
                    .bind("id", id.value())
                    .bind("before", before)
                    .execute();
            return deleteWhatIsTheirs(handle, id.value(), deleted) == 1;
        }));
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
        return deleteWhatIsTheirs(handle, id, deleted);
    }

    private static int deleteWhatIsTheirs(Handle handle, String id, int deleted) {
        if (deleted == 1) {
            DELETE_WHAT_IS_THEIRS.forEach(
                    statement -> handle.createUpdate(statement).bind("id", id).execute());
        }
        return deleted;
    }

    private static Account columns(Row<Account> row) {
        return new Account(
                row.column("id", DEVELOPER, Account::id),
                row.column("email", TEXT, Account::email),
                row.column("name", TEXT, Account::name),
                row.column("password_hash", TEXT, Account::passwordHash),
                row.nullable("verified_at", INSTANT, Account::verifiedAt),
                row.nullable("suspended_at", INSTANT, Account::suspendedAt),
                row.column("created_at", INSTANT, Account::createdAt),
                row.part(Account::preferences, JdbiAccountStore::preferences),
                row.nullable("deletion_requested_at", INSTANT, Account::deletionRequestedAt));
    }

    private static Preferences preferences(Row<Preferences> row) {
        return new Preferences(
                row.column("locale", TEXT, Preferences::locale), row.column("theme", THEME, Preferences::theme));
    }

    @Override
    public List<Account> search(String text, @Nullable DeveloperId after, int limit) {
        Where where = new Where().with("limit", limit);
        if (!text.isBlank()) {
            where.and(MENTIONS, "pattern", Where.anywhere(text)).with("text", text.strip());
        }
        if (after != null) {
            where.and("id < :after", "after", after.value());
        }
        String statement =
                where.statement("select * from dp_developer", " order by id desc fetch first :limit rows only");
        return TABLE.list(transactions, statement, where::bind);
    }

    @Override
    public boolean suspend(DeveloperId id, Suspension suspension) {
        List<String> frozen = suspension.frozenApps().stream().map(AppId::value).toList();
        return transactions.changesOne(
                SUSPEND,
                update -> update.bind("id", id.value())
                        .bind("at", suspension.at())
                        .bind("reason", suspension.reason())
                        .bind("frozen", Json.write(frozen)));
    }

    @Override
    public Optional<Suspension> suspension(DeveloperId id) {
        return transactions.withHandle(handle -> handle.createQuery(SUSPENSION)
                .bind("id", id.value())
                .map((row, context) -> suspension(row))
                .findOne());
    }

    @Override
    public boolean unsuspend(DeveloperId id) {
        return transactions.changesOne(UNSUSPEND, update -> update.bind("id", id.value()));
    }

    private static Suspension suspension(ResultSet row) throws SQLException {
        String reason = Objects.requireNonNullElse(row.getString("suspended_reason"), "");
        String frozen = Objects.requireNonNullElse(row.getString("frozen_apps"), "[]");
        return new Suspension(
                Columns.instant(row, "suspended_at"),
                reason,
                Json.readTexts(frozen).stream().map(AppId::new).toList());
    }
}
