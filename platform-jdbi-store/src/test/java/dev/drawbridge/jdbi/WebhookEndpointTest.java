package dev.drawbridge.jdbi;

import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.testkit.webhooks.WebhookEndpointContract;
import dev.drawbridge.webhooks.store.WebhookStores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebhookEndpointTest {

    @Nested
    class OnH2 extends WebhookEndpointContract {

        @RegisterExtension
        static final H2Database DATABASE = new H2Database();

        @Override
        protected CoreStores core() {
            return DATABASE.stores().core();
        }

        @Override
        protected WebhookStores webhooks() {
            return DATABASE.stores().webhooks();
        }
    }

    @Nested
    class OnPostgres extends WebhookEndpointContract {

        @RegisterExtension
        static final PostgresDatabase DATABASE = new PostgresDatabase();

        @Override
        protected CoreStores core() {
            return DATABASE.stores().core();
        }

        @Override
        protected WebhookStores webhooks() {
            return DATABASE.stores().webhooks();
        }
    }
}
