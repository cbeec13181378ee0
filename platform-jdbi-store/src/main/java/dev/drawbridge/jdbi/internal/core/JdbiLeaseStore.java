package dev.drawbridge.jdbi.internal.core;

import dev.drawbridge.core.spi.store.LeaseStore;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import java.time.Instant;

/** Leases in {@code dp_lease}, one row per name. Thread-safe. */
final class JdbiLeaseStore implements LeaseStore {

    private static final String TAKE = """
            update dp_lease set held_by = :owner, held_until = :until
            where name = :name and (held_by = :owner or held_until <= :now)""";

    private static final String INSERT = """
            insert into dp_lease (name, held_by, held_until) values (:name, :owner, :until)""";

    // The row stays: a released lease is one that has expired.
    private static final String RELEASE = """
            update dp_lease set held_until = :past where name = :name and held_by = :owner""";

    private static final String COUNT = """
            select count(*) from dp_lease where left(name, :length) = :prefix and held_until > :now""";

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    JdbiLeaseStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    @Override
    public boolean acquire(String name, String owner, Instant now, Instant until) {
        return transactions.withHandle(handle -> {
            int taken = handle.createUpdate(TAKE)
                    .bind("name", name)
                    .bind("owner", owner)
                    .bind("now", now)
                    .bind("until", until)
                    .execute();
            return taken == 1
                    || dialect.insertIfAbsent(
                            handle,
                            INSERT,
                            insert -> insert.bind("name", name)
                                    .bind("owner", owner)
                                    .bind("until", until));
        });
    }

    @Override
    public void release(String name, String owner) {
        transactions.change(
                RELEASE,
                update -> update.bind("name", name).bind("owner", owner).bind("past", Instant.EPOCH));
    }

    @Override
    public int countHeld(String prefix, Instant now) {
        return transactions.withHandle(handle -> handle.createQuery(COUNT)
                .bind("length", prefix.length())
                .bind("prefix", prefix)
                .bind("now", now)
                .mapTo(Integer.class)
                .one());
    }
}
