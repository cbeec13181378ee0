package dev.drawbridge.jdbi;

import dev.drawbridge.oauth.store.SeenAppStore;
import dev.drawbridge.testkit.oauth.SeenAppStoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class SeenAppStoreTest {

    @Nested
    class OnH2 extends SeenAppStoreContract {

        @RegisterExtension
        static final H2Database DATABASE = new H2Database();

        @Override
        protected SeenAppStore store() {
            return DATABASE.stores().oauth().seenApps();
        }
    }

    @Nested
    class OnPostgres extends SeenAppStoreContract {

        @RegisterExtension
        static final PostgresDatabase DATABASE = new PostgresDatabase();

        @Override
        protected SeenAppStore store() {
            return DATABASE.stores().oauth().seenApps();
        }
    }
}
