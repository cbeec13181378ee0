package dev.drawbridge.jdbi;

import dev.drawbridge.oauth.store.CodeStore;
import dev.drawbridge.testkit.oauth.CodeStoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class CodeStoreTest {

    @Nested
    class OnH2 extends CodeStoreContract {

        @RegisterExtension
        static final H2Database DATABASE = new H2Database();

        @Override
        protected CodeStore store() {
            return DATABASE.stores().oauth().codes();
        }
    }

    @Nested
    class OnPostgres extends CodeStoreContract {

        @RegisterExtension
        static final PostgresDatabase DATABASE = new PostgresDatabase();

        @Override
        protected CodeStore store() {
            return DATABASE.stores().oauth().codes();
        }
    }
}
