package dev.drawbridge.jdbi;

import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.oauth.store.SecretStore;
import dev.drawbridge.testkit.oauth.SecretStoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class SecretStoreTest {

    @Nested
    class OnH2 extends SecretStoreContract {

        @RegisterExtension
        static final H2Database DATABASE = new H2Database();

        @Override
        protected CoreStores core() {
            return DATABASE.stores().core();
        }

        @Override
        protected SecretStore store() {
            return DATABASE.stores().oauth().secrets();
        }
    }

    @Nested
    class OnPostgres extends SecretStoreContract {

        @RegisterExtension
        static final PostgresDatabase DATABASE = new PostgresDatabase();

        @Override
        protected CoreStores core() {
            return DATABASE.stores().core();
        }

        @Override
        protected SecretStore store() {
            return DATABASE.stores().oauth().secrets();
        }
    }
}
