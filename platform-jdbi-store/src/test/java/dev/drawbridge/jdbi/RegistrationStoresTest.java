package dev.drawbridge.jdbi;

import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.testkit.oauth.RegistrationStoresContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegistrationStoresTest {

    @Nested
    class OnH2 extends RegistrationStoresContract {

        @RegisterExtension
        static final H2Database DATABASE = new H2Database();

        @Override
        protected OAuthStores stores() {
            return DATABASE.stores().oauth();
        }
    }

    @Nested
    class OnPostgres extends RegistrationStoresContract {

        @RegisterExtension
        static final PostgresDatabase DATABASE = new PostgresDatabase();

        @Override
        protected OAuthStores stores() {
            return DATABASE.stores().oauth();
        }
    }
}
