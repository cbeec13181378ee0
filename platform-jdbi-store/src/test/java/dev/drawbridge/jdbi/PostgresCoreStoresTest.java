package dev.drawbridge.jdbi;

import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.testkit.contract.AppStoreContract;
import dev.drawbridge.testkit.contract.ChangeStoreContract;
import dev.drawbridge.testkit.contract.GrantStoreContract;
import dev.drawbridge.testkit.contract.JournalStoreContract;
import dev.drawbridge.testkit.contract.LeaseStoreContract;
import dev.drawbridge.testkit.contract.ReplayStoreContract;
import dev.drawbridge.testkit.contract.ThrottleStoreContract;
import dev.drawbridge.testkit.contract.TransactionsContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresCoreStoresTest {

    @RegisterExtension
    static final PostgresDatabase DATABASE = new PostgresDatabase();

    @Nested
    class Apps extends AppStoreContract {
        @Override
        protected CoreStores stores() {
            return DATABASE.stores().core();
        }
    }

    @Nested
    class Changes extends ChangeStoreContract {
        @Override
        protected CoreStores stores() {
            return DATABASE.stores().core();
        }
    }

    @Nested
    class Grants extends GrantStoreContract {
        @Override
        protected CoreStores stores() {
            return DATABASE.stores().core();
        }
    }

    @Nested
    class Journal extends JournalStoreContract {
        @Override
        protected CoreStores stores() {
            return DATABASE.stores().core();
        }
    }

    @Nested
    class Leases extends LeaseStoreContract {
        @Override
        protected CoreStores stores() {
            return DATABASE.stores().core();
        }
    }

    @Nested
    class Replays extends ReplayStoreContract {
        @Override
        protected CoreStores stores() {
            return DATABASE.stores().core();
        }
    }

    @Nested
    class Throttles extends ThrottleStoreContract {
        @Override
        protected CoreStores stores() {
            return DATABASE.stores().core();
        }
    }

    @Nested
    class Units extends TransactionsContract {
        @Override
        protected CoreStores stores() {
            return DATABASE.stores().core();
        }
    }
}
