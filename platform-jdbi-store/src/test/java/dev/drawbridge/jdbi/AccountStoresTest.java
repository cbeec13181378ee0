package dev.drawbridge.jdbi;

import dev.drawbridge.core.account.store.AccountStores;
import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.testkit.contract.AccountStoresContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccountStoresTest {

    @Nested
    class OnH2 extends AccountStoresContract {

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
    class OnPostgres extends AccountStoresContract {

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
