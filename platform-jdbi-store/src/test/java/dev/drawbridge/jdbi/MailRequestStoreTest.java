package dev.drawbridge.jdbi;

import dev.drawbridge.core.account.store.MailRequestStore;
import dev.drawbridge.testkit.contract.MailRequestStoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class MailRequestStoreTest {

    @Nested
    class OnH2 extends MailRequestStoreContract {

        @RegisterExtension
        static final H2Database DATABASE = new H2Database();

        @Override
        protected MailRequestStore store() {
            return DATABASE.stores().accounts().mailRequests();
        }
    }

    @Nested
    class OnPostgres extends MailRequestStoreContract {

        @RegisterExtension
        static final PostgresDatabase DATABASE = new PostgresDatabase();

        @Override
        protected MailRequestStore store() {
            return DATABASE.stores().accounts().mailRequests();
        }
    }
}
