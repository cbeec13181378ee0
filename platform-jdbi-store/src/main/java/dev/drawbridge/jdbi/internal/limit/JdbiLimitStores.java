package dev.drawbridge.jdbi.internal.limit;

import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.LimitEventStore;
import dev.drawbridge.ratelimit.spi.LimitStores;
import dev.drawbridge.ratelimit.spi.OverrideStore;

/** The stores of the limiter in one database. */
public record JdbiLimitStores(CounterStore counters, OverrideStore overrides, LimitEventStore events)
        implements LimitStores {

    /** Makes the stores on one database. */
    public static JdbiLimitStores on(JdbiTransactions transactions, Dialect dialect) {
        return new JdbiLimitStores(
                dialect.counters(transactions, false),
                new JdbiOverrideStore(transactions, dialect),
                new JdbiLimitEventStore(transactions, dialect));
    }
}
