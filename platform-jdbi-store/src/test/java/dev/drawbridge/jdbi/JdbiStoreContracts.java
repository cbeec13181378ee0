package dev.drawbridge.jdbi;

import dev.drawbridge.core.spi.account.AccountStores;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.LimitStores;
import dev.drawbridge.testkit.store.AllStoreContracts;
import dev.drawbridge.webhooks.spi.WebhookStores;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;

/** All contracts on one database, and what a host's own transaction adds. */
abstract class JdbiStoreContracts extends AllStoreContracts {

    abstract JdbiStores stores();

    abstract DataSource dataSource();

    @Override
    protected CoreStores coreStores() {
        return stores().core();
    }

    @Override
    protected AccountStores accountStores() {
        return stores().accounts();
    }

    @Override
    protected OAuthStores oauthStores() {
        return stores().oauth();
    }

    @Override
    protected WebhookStores webhookStores() {
        return stores().webhooks();
    }

    /** A node of its own each time. */
    @Override
    protected CounterStore counterStore() {
        return JdbiStores.create(dataSource(), SchemaMode.NONE).counters();
    }

    @Override
    protected LimitStores limitStores() {
        return stores().limits();
    }

    @Nested
    class Joins extends JoinContract {

        @Override
        JdbiStores stores() {
            return JdbiStoreContracts.this.stores();
        }

        @Override
        DataSource dataSource() {
            return JdbiStoreContracts.this.dataSource();
        }
    }
}
