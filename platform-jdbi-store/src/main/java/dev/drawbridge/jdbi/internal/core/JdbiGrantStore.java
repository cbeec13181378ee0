package dev.drawbridge.jdbi.internal.core;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.APP;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.COMPANY;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.GRANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.SCOPES;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.USER;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.app.GrantFilter;
import dev.drawbridge.core.spi.app.GrantStore;
import dev.drawbridge.jdbi.internal.sql.ColumnType;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import dev.drawbridge.jdbi.internal.sql.Where;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Grants in {@code dp_grant}; the unique key {@code dp_grant_live} keeps one live grant. Thread-safe. */
final class JdbiGrantStore implements GrantStore {

    private static final Table<Grant> TABLE = new Table<>("dp_grant", JdbiGrantStore::columns);

    /** {@code live_key} of a live grant: no id has a space. */
    private static final String LIVE = "is live";

    /** {@code holder} of an installation: no user id has a space. */
    private static final String COMPANY_HOLDS = "the company";

    private static final String FIND = "select * from dp_grant where id = :id";

    private static final String FIND_LIVE = """
            select * from dp_grant where app_id = :app and company_id = :company and kind = :kind and holder = :holder
            and live_key = :live""";

    private static final String ACTIVE = """
            select * from dp_grant where company_id = :company and live_key = :live order by since desc, id desc""";

    private static final String ACTIVE_OF = """
            select * from dp_grant where app_id = :app and live_key = :live order by since, id""";

    private static final String COMPANIES = """
            select app_id, count(distinct company_id) as companies from dp_grant
            where app_id in (<apps>) and live_key = :live group by app_id""";

    private static final String CHANGE_SCOPES = """
            update dp_grant set scopes = :to where id = :id and live_key = :live and scopes = :from""";

    private static final String END = """
            update dp_grant set ended = :at, live_key = id where id = :id and live_key = :live""";

    private static final String ENDED = """
            select id from dp_grant where ended < :before order by ended fetch first :limit rows only""";

    private static final String OF_APP = "select id from dp_grant where app_id = :app fetch first :limit rows only";

    private static final String PURGE = "delete from dp_grant where id in (<ids>)";

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    JdbiGrantStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    @Override
    public boolean insert(Grant grant) {
        return transactions.withHandle(handle -> TABLE.insertIfAbsent(handle, dialect, grant));
    }

    @Override
    public Optional<Grant> find(GrantId id) {
        return TABLE.find(transactions, FIND, query -> query.bind("id", id.value()));
    }

    @Override
    public Optional<Grant> liveOfUser(AppId app, CompanyId company, UserId user) {
        return findLive(app, company, Grant.Kind.USER, user.value());
    }

    @Override
    public Optional<Grant> liveInstallation(AppId app, CompanyId company) {
        return findLive(app, company, Grant.Kind.INSTALL, COMPANY_HOLDS);
    }

    @Override
    public List<Grant> active(CompanyId company) {
        return TABLE.list(
                transactions,
                ACTIVE,
                query -> query.bind("company", company.value()).bind("live", LIVE));
    }

    @Override
    public List<Grant> activeOf(AppId app) {
        return TABLE.list(
                transactions, ACTIVE_OF, query -> query.bind("app", app.value()).bind("live", LIVE));
    }

    @Override
    public Map<AppId, Long> companies(Set<AppId> apps) {
        Map<AppId, Long> companies = new HashMap<>();
        if (!apps.isEmpty()) {
            transactions.useHandle(handle -> handle.createQuery(COMPANIES)
                    .bindList("apps", apps.stream().map(AppId::value).sorted().toList())
                    .bind("live", LIVE)
                    .map((row, context) -> companies.put(new AppId(row.getString("app_id")), row.getLong("companies")))
                    .list());
        }
        return companies;
    }

    @Override
    public boolean changeScopes(GrantId id, Scopes from, Scopes to) {
        return transactions.changesOne(
                CHANGE_SCOPES,
                update -> update.bind("id", id.value())
                        .bind("live", LIVE)
                        .bind("from", from.toWire())
                        .bind("to", to.toWire()));
    }

    @Override
    public boolean end(GrantId id, Instant at) {
        return transactions.changesOne(
                END, update -> update.bind("id", id.value()).bind("live", LIVE).bind("at", at));
    }

    @Override
    public List<GrantId> purgeEnded(Instant before, int limit) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            List<String> doomed = handle.createQuery(ENDED)
                    .bind("before", before)
                    .bind("limit", limit)
                    .mapTo(String.class)
                    .list();
            return deleted(handle, doomed);
        }));
    }

    @Override
    public List<GrantId> purgeOf(AppId app, int limit) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            List<String> doomed = handle.createQuery(OF_APP)
                    .bind("app", app.value())
                    .bind("limit", limit)
                    .mapTo(String.class)
                    .list();
            return deleted(handle, doomed);
        }));
    }

    private static List<GrantId> deleted(Handle handle, List<String> doomed) {
        if (!doomed.isEmpty()) {
            handle.createUpdate(PURGE).bindList("ids", doomed).execute();
        }
        return doomed.stream().map(GrantId::new).toList();
    }

    private Optional<Grant> findLive(AppId app, CompanyId company, Grant.Kind kind, String holder) {
        return TABLE.find(
                transactions,
                FIND_LIVE,
                query -> query.bind("app", app.value())
                        .bind("company", company.value())
                        .bind("kind", kind.name())
                        .bind("holder", holder)
                        .bind("live", LIVE));
    }

    private static Grant columns(Row<Grant> row) {
        row.derived(
                "holder",
                TEXT,
                grant -> grant.kind() == Grant.Kind.USER ? grant.user().value() : COMPANY_HOLDS);
        row.derived("live_key", TEXT, grant -> grant.live() ? LIVE : grant.id().value());
        return new Grant(
                row.column("id", GRANT, Grant::id),
                row.column("kind", ColumnType.names(Grant.Kind.class), Grant::kind),
                row.column("app_id", APP, Grant::app),
                row.column("company_id", COMPANY, Grant::company),
                row.column("user_id", USER, Grant::user),
                row.nullable("run_as", USER, Grant::runAs),
                row.column("scopes", SCOPES, Grant::scopes),
                row.column("since", INSTANT, Grant::since),
                row.nullable("ended", INSTANT, Grant::ended));
    }

    @Override
    public List<Grant> live(GrantFilter filter) {
        Where where = new Where().and("live_key = :live", "live", LIVE).with("limit", filter.limit());
        if (filter.app() != null) {
            where.and("app_id = :app", "app", filter.app().value());
        }
        if (filter.company() != null) {
            where.and("company_id = :company", "company", filter.company().value());
        }
        if (filter.user() != null) {
            where.and(
                    "(user_id = :user or run_as = :user)", "user", filter.user().value());
        }
        if (filter.after() != null) {
            where.and("id < :after", "after", filter.after());
        }
        String statement = where.statement("select * from dp_grant", " order by id desc fetch first :limit rows only");
        return TABLE.list(transactions, statement, where::bind);
    }
}
