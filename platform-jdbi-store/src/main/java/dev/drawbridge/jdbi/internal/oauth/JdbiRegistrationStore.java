package dev.drawbridge.jdbi.internal.oauth;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.APP;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.HASH;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import dev.drawbridge.oauth.spi.Registration;
import dev.drawbridge.oauth.spi.RegistrationStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Registrations in {@code dp_registration}. Thread-safe. */
final class JdbiRegistrationStore implements RegistrationStore {

    private static final Table<Registration> TABLE = new Table<>("dp_registration", JdbiRegistrationStore::columns);

    private static final String FIND = "select * from dp_registration where app_id = :app";

    private static final String DELETE = """
            delete from dp_registration where app_id = :app and token_hash = :presented""";

    private static final String DUE = """
            select app_id from dp_registration where unused_until <= :now
            order by unused_until fetch first :limit rows only""";

    private static final String KEEP = "update dp_registration set unused_until = null where app_id = :app";

    private static final String EXPIRE = """
            delete from dp_registration where app_id = :app and unused_until <= :now""";

    private static final String FORGET = "delete from dp_registration where app_id = :app";

    private final JdbiTransactions transactions;

    JdbiRegistrationStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void insert(Registration registration) {
        transactions.useHandle(handle -> TABLE.insert(handle, registration));
    }

    @Override
    public Optional<Registration> find(AppId app) {
        return TABLE.find(transactions, FIND, query -> query.bind("app", app.value()));
    }

    @Override
    public boolean rotate(TokenHash presented, Registration next) {
        return transactions.withHandle(
                handle -> TABLE.update(handle, next, "app_id = :app_id and token_hash = :presented")
                                .bind("presented", presented.value())
                                .execute()
                        == 1);
    }

    @Override
    public boolean delete(AppId app, TokenHash presented) {
        return transactions.changesOne(
                DELETE, update -> update.bind("app", app.value()).bind("presented", presented.value()));
    }

    @Override
    public List<AppId> due(Instant now, int limit) {
        return transactions.listValues(DUE, query -> query.bind("now", now).bind("limit", limit), AppId::new);
    }

    @Override
    public void keep(AppId app) {
        transactions.change(KEEP, update -> update.bind("app", app.value()));
    }

    @Override
    public void forget(AppId app) {
        transactions.change(FORGET, update -> update.bind("app", app.value()));
    }

    @Override
    public boolean expire(AppId app, Instant now) {
        return transactions.changesOne(
                EXPIRE, update -> update.bind("app", app.value()).bind("now", now));
    }

    private static Registration columns(Row<Registration> row) {
        return new Registration(
                row.fixed().column("app_id", APP, Registration::app),
                row.column("token_hash", HASH, Registration::token),
                row.part(Registration::details, JdbiRegistrationStore::details),
                row.fixed().nullable("unused_until", INSTANT, Registration::unusedUntil));
    }

    private static Registration.Details details(Row<Registration.Details> row) {
        return new Registration.Details(
                row.nullable("application_type", TEXT, Registration.Details::applicationType),
                row.nullable("software_id", TEXT, Registration.Details::softwareId),
                row.nullable("software_version", TEXT, Registration.Details::softwareVersion));
    }
}
