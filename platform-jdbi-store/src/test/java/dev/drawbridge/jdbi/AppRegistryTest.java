package dev.drawbridge.jdbi;

import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.testkit.oauth.AppRegistryContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class AppRegistryTest {

    @Nested
    class OnH2 extends AppRegistryContract {

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
    class OnPostgres extends AppRegistryContract {

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
