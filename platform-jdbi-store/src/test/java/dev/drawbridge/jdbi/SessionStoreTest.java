package dev.drawbridge.jdbi;

import dev.drawbridge.core.account.store.AccountStores;
import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.testkit.contract.SessionStoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionStoreTest {

    @Nested
    class OnH2 extends SessionStoreContract {

        @RegisterExtension
        static final H2Database DATABASE = new H2Database();

        @Override
        protected CoreStores core() {
            return DATABASE.stores().core();
        }

        @Override
        protected AccountStores stores() {
            return DATABASE.stores().accounts();
        }
    }

    @Nested
    class OnPostgres extends SessionStoreContract {

        @RegisterExtension
        static final PostgresDatabase DATABASE = new PostgresDatabase();

        @Override
        protected CoreStores core() {
            return DATABASE.stores().core();
        }

        @Override
        protected AccountStores stores() {
            return DATABASE.stores().accounts();
        }
    }
}
