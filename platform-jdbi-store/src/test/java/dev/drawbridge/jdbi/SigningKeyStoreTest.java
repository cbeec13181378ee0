package dev.drawbridge.jdbi;

import dev.drawbridge.oauth.store.SigningKeyStore;
import dev.drawbridge.testkit.oauth.SigningKeyStoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class SigningKeyStoreTest {

    @Nested
    class OnH2 extends SigningKeyStoreContract {

        @RegisterExtension
        static final H2Database DATABASE = new H2Database();

        @Override
        protected SigningKeyStore store() {
            return DATABASE.stores().oauth().keys();
        }
    }

    @Nested
    class OnPostgres extends SigningKeyStoreContract {

        @RegisterExtension
        static final PostgresDatabase DATABASE = new PostgresDatabase();

        @Override
        protected SigningKeyStore store() {
            return DATABASE.stores().oauth().keys();
        }
    }
}
