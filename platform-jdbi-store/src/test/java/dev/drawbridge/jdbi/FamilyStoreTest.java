package dev.drawbridge.jdbi;

import dev.drawbridge.oauth.store.FamilyStore;
import dev.drawbridge.testkit.oauth.FamilyStoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class FamilyStoreTest {

    @Nested
    class OnH2 extends FamilyStoreContract {

        @RegisterExtension
        static final H2Database DATABASE = new H2Database();

        @Override
        protected FamilyStore store() {
            return DATABASE.stores().oauth().families();
        }
    }

    @Nested
    class OnPostgres extends FamilyStoreContract {

        @RegisterExtension
        static final PostgresDatabase DATABASE = new PostgresDatabase();

        @Override
        protected FamilyStore store() {
            return DATABASE.stores().oauth().families();
        }
    }
}
