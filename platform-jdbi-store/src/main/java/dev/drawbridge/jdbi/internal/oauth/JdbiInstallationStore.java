package dev.drawbridge.jdbi.internal.oauth;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.oauth.spi.InstallationStore;
import java.util.Optional;

/** Default companies of machine apps in {@code dp_installation}. Thread-safe. */
final class JdbiInstallationStore implements InstallationStore {

    private static final String INSERT = """
            insert into dp_installation (app_id, default_company) values (:app, :company)""";

    private static final String FIND = "select default_company from dp_installation where app_id = :app";

    private static final String FORGET = "delete from dp_installation where app_id = :app";

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    JdbiInstallationStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    @Override
    public boolean setFirstCompany(AppId app, CompanyId company) {
        return transactions.withHandle(handle -> dialect.insertIfAbsent(
                handle, INSERT, insert -> insert.bind("app", app.value()).bind("company", company.value())));
    }

    @Override
    public void forget(AppId app) {
        transactions.change(FORGET, update -> update.bind("app", app.value()));
    }

    @Override
    public Optional<CompanyId> defaultCompany(AppId app) {
        return transactions.withHandle(handle -> handle.createQuery(FIND)
                .bind("app", app.value())
                .mapTo(String.class)
                .map(CompanyId::new)
                .findOne());
    }
}
