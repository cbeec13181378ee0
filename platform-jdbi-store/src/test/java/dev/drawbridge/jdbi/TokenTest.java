package dev.drawbridge.jdbi;

import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.oauth.TokenContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class TokenTest {

    @Nested
    class OnH2 extends TokenContract {

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
    class OnPostgres extends TokenContract {

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
