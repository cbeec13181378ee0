package dev.drawbridge.jdbi;

import dev.drawbridge.core.usage.UsageStore;
import dev.drawbridge.testkit.contract.UsageStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class H2UsageStoreTest extends UsageStoreContract {

    @RegisterExtension
    static final H2Database DATABASE = new H2Database();

    @Override
    protected UsageStore usage() {
        return DATABASE.stores().core().usage();
    }
}
