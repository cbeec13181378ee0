package dev.drawbridge.jdbi;

import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.testkit.oauth.DynamicClientContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamicClientTest {

    @Nested
    class OnH2 extends DynamicClientContract {

        @RegisterExtension
        static final H2Database DATABASE = new H2Database();

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
    class OnPostgres extends DynamicClientContract {

        @RegisterExtension
        static final PostgresDatabase DATABASE = new PostgresDatabase();

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
