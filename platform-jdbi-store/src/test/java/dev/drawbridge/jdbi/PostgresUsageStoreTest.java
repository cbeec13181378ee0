package dev.drawbridge.jdbi;

import dev.drawbridge.core.usage.UsageStore;
import dev.drawbridge.testkit.contract.UsageStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresUsageStoreTest extends UsageStoreContract {

    @RegisterExtension
    static final PostgresDatabase DATABASE = new PostgresDatabase();

    @Override
    protected UsageStore usage() {
        return DATABASE.stores().core().usage();
    }
}
