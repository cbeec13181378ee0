package dev.drawbridge.jdbi;

import dev.drawbridge.oauth.store.InstallationStore;
import dev.drawbridge.testkit.oauth.InstallationStoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class InstallationStoreTest {

    @Nested
    class OnH2 extends InstallationStoreContract {

        @RegisterExtension
        static final H2Database DATABASE = new H2Database();

        @Override
        protected InstallationStore store() {
            return DATABASE.stores().oauth().installations();
        }
    }

    @Nested
    class OnPostgres extends InstallationStoreContract {

        @RegisterExtension
        static final PostgresDatabase DATABASE = new PostgresDatabase();

        @Override
        protected InstallationStore store() {
            return DATABASE.stores().oauth().installations();
        }
    }
}
