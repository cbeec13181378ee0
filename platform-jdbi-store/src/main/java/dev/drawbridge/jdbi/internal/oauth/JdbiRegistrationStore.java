package dev.drawbridge.jdbi.internal.oauth;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.oauth.spi.Registration;
import dev.drawbridge.oauth.spi.RegistrationStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Registrations in {@code dp_registration}. Thread-safe. */
final class JdbiRegistrationStore implements RegistrationStore {

    private static final String INSERT = """
            insert into dp_registration
                (app_id, token_hash, application_type, software_id, software_version, unused_until)
            values (:app, :token, :applicationType, :softwareId, :softwareVersion, :unusedUntil)""";

    private static final String FIND = "select * from dp_registration where app_id = :app";

    private static final String ROTATE = """
            update dp_registration set token_hash = :token, application_type = :applicationType,
                software_id = :softwareId, software_version = :softwareVersion
            where app_id = :app and token_hash = :presented""";

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
        transactions.useHandle(handle -> handle.createUpdate(INSERT)
                .bind("app", registration.app().value())
                .bind("token", registration.token().value())
                .bind("applicationType", registration.details().applicationType())
                .bind("softwareId", registration.details().softwareId())
                .bind("softwareVersion", registration.details().softwareVersion())
                .bind("unusedUntil", registration.unusedUntil())
                .execute());
    }

    @Override
    public Optional<Registration> find(AppId app) {
        return transactions.withHandle(handle -> handle.createQuery(FIND)
                .bind("app", app.value())
                .map((row, context) -> registration(row))
                .findOne());
    }

    @Override
    public boolean rotate(TokenHash presented, Registration next) {
        return transactions.withHandle(handle -> handle.createUpdate(ROTATE)
                        .bind("app", next.app().value())
                        .bind("presented", presented.value())
                        .bind("token", next.token().value())
                        .bind("applicationType", next.details().applicationType())
                        .bind("softwareId", next.details().softwareId())
                        .bind("softwareVersion", next.details().softwareVersion())
                        .execute()
                == 1);
    }

    @Override
    public boolean delete(AppId app, TokenHash presented) {
        return transactions.withHandle(handle -> handle.createUpdate(DELETE)
                        .bind("app", app.value())
                        .bind("presented", presented.value())
                        .execute()
                == 1);
    }

    @Override
    public List<AppId> due(Instant now, int limit) {
        return transactions.withHandle(handle -> handle.createQuery(DUE)
                .bind("now", now)
                .bind("limit", limit)
                .mapTo(String.class)
                .map(AppId::new)
                .list());
    }

    @Override
    public void keep(AppId app) {
        transactions.useHandle(
                handle -> handle.createUpdate(KEEP).bind("app", app.value()).execute());
    }

    @Override
    public void forget(AppId app) {
        transactions.useHandle(
                handle -> handle.createUpdate(FORGET).bind("app", app.value()).execute());
    }

    @Override
    public boolean expire(AppId app, Instant now) {
        return transactions.withHandle(handle -> handle.createUpdate(EXPIRE)
                        .bind("app", app.value())
                        .bind("now", now)
                        .execute()
                == 1);
    }

    private static Registration registration(ResultSet row) throws SQLException {
        return new Registration(
                new AppId(row.getString("app_id")),
                new TokenHash(row.getString("token_hash")),
                new Registration.Details(
                        row.getString("application_type"),
                        row.getString("software_id"),
                        row.getString("software_version")),
                Columns.instantOrNull(row, "unused_until"));
    }
}
