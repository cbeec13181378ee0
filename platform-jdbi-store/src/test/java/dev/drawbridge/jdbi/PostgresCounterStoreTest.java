package dev.drawbridge.jdbi;

import dev.drawbridge.ratelimit.store.CounterStore;
import dev.drawbridge.testkit.ratelimit.CounterStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresCounterStoreTest extends CounterStoreContract {

    @RegisterExtension
    static final PostgresDatabase DATABASE = new PostgresDatabase();

    /** A node of its own each time. */
    @Override
    protected CounterStore counters() {
        return JdbiStores.create(DATABASE.dataSource(), SchemaMode.NONE).counters();
    }
}
