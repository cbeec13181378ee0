package dev.drawbridge.jdbi;

import dev.drawbridge.core.mail.MailStore;
import dev.drawbridge.testkit.contract.MailStoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class MailStoreTest {

    @Nested
    class OnH2 extends MailStoreContract {

        @RegisterExtension
        static final H2Database DATABASE = new H2Database();

        @Override
        protected MailStore store() {
            return DATABASE.stores().core().mails();
        }
    }

    @Nested
    class OnPostgres extends MailStoreContract {

        @RegisterExtension
        static final PostgresDatabase DATABASE = new PostgresDatabase();

        @Override
        protected MailStore store() {
            return DATABASE.stores().core().mails();
        }
    }
}
