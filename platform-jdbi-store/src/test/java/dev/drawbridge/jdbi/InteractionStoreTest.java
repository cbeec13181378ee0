package dev.drawbridge.jdbi;

import dev.drawbridge.oauth.store.InteractionStore;
import dev.drawbridge.testkit.oauth.InteractionStoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class InteractionStoreTest {

    @Nested
    class OnH2 extends InteractionStoreContract {

        @RegisterExtension
        static final H2Database DATABASE = new H2Database();

        @Override
        protected InteractionStore store() {
            return DATABASE.stores().oauth().interactions();
        }
    }

    @Nested
    class OnPostgres extends InteractionStoreContract {

        @RegisterExtension
        static final PostgresDatabase DATABASE = new PostgresDatabase();

        @Override
        protected InteractionStore store() {
            return DATABASE.stores().oauth().interactions();
        }
    }
}
