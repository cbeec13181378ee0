package dev.drawbridge.jdbi;

import dev.drawbridge.oauth.store.PushedRequestStore;
import dev.drawbridge.testkit.oauth.PushedRequestStoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class PushedRequestStoreTest {

    @Nested
    class OnH2 extends PushedRequestStoreContract {

        @RegisterExtension
        static final H2Database DATABASE = new H2Database();

        @Override
        protected PushedRequestStore store() {
            return DATABASE.stores().oauth().pushedRequests();
        }
    }

    @Nested
    class OnPostgres extends PushedRequestStoreContract {

        @RegisterExtension
        static final PostgresDatabase DATABASE = new PostgresDatabase();

        @Override
        protected PushedRequestStore store() {
            return DATABASE.stores().oauth().pushedRequests();
        }
    }
}
