package dev.drawbridge.jdbi.internal.core;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.app.DeveloperContact;
import dev.drawbridge.core.spi.app.Developers;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import java.util.Optional;

/** Reads facts about developers from {@code dp_developer}. Thread-safe. */
final class JdbiDevelopers implements Developers {

    private static final String FIND = "select name, email, verified_at from dp_developer where id = :id";

    private final JdbiTransactions transactions;

    JdbiDevelopers(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<DeveloperContact> find(DeveloperId id) {
        return transactions.withHandle(handle -> handle.createQuery(FIND)
                .bind("id", id.value())
                .map((row, context) -> new DeveloperContact(
                        row.getString("name"), row.getObject("verified_at") == null ? "" : row.getString("email")))
                .findOne());
    }
}
