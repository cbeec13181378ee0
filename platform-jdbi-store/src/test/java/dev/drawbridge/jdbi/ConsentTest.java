package dev.drawbridge.jdbi;

import dev.drawbridge.core.account.store.AccountStores;
import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.testkit.oauth.ConsentContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConsentTest {

    @Nested
    class OnH2 extends ConsentContract {

        @RegisterExtension
        static final H2Database DATABASE = new H2Database();

        @Override
        protected AccountStores accounts() {
            return DATABASE.stores().accounts();
        }

        @Override
        protected CoreStores core() {
            return DATABASE.stores().core();
        }

        @Override
        protected OAuthStores oauth() {
            return DATABASE.stores().oauth();
        }
    }

    @Nested
    class OnPostgres extends ConsentContract {

        @RegisterExtension
        static final PostgresDatabase DATABASE = new PostgresDatabase();

        @Override
        protected AccountStores accounts() {
            return DATABASE.stores().accounts();
        }

        @Override
        protected CoreStores core() {
            return DATABASE.stores().core();
        }

        @Override
        protected OAuthStores oauth() {
            return DATABASE.stores().oauth();
        }
    }
}
