package dev.drawbridge.jdbi;

import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.oauth.KeyContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeyTest {

    @Nested
    class OnH2 extends KeyContract {

        @RegisterExtension
        static final H2Database DATABASE = new H2Database();

        @Override
        protected CoreStores core(SettableClock settable) {
            return DATABASE.stores().core();
        }

        @Override
        protected OAuthStores oauth() {
            return DATABASE.stores().oauth();
        }
    }

    @Nested
    class OnPostgres extends KeyContract {

        @RegisterExtension
        static final PostgresDatabase DATABASE = new PostgresDatabase();

        @Override
        protected CoreStores core(SettableClock settable) {
            return DATABASE.stores().core();
        }

        @Override
        protected OAuthStores oauth() {
            return DATABASE.stores().oauth();
        }
    }
}
