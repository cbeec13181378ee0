package dev.drawbridge.jdbi;

import dev.drawbridge.core.app.Developers;
import dev.drawbridge.core.model.DeveloperId;
import java.util.Optional;

/** Reads facts about developers from {@code dp_developer}. Thread-safe. */
final class JdbiDevelopers implements Developers {

    private static final String NAME = "select name from dp_developer where id = :id";

    private final JdbiTransactions transactions;

    JdbiDevelopers(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<String> nameOf(DeveloperId id) {
        return transactions
                .withHandle(handle -> handle.createQuery(NAME)
                        .bind("id", id.value())
                        .mapTo(String.class)
                        .findOne())
                .filter(name -> !name.isBlank());
    }
}
