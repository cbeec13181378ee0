package dev.drawbridge.testkit;

import dev.drawbridge.core.store.CoreStores;
import dev.drawbridge.core.store.MemoryCoreStores;
import dev.drawbridge.testkit.contract.AppStoreContract;
import dev.drawbridge.testkit.contract.ChangeStoreContract;
import dev.drawbridge.testkit.contract.GrantStoreContract;
import dev.drawbridge.testkit.contract.JournalStoreContract;
import dev.drawbridge.testkit.contract.LeaseStoreContract;
import dev.drawbridge.testkit.contract.ReplayStoreContract;
import dev.drawbridge.testkit.contract.ThrottleStoreContract;
import dev.drawbridge.testkit.contract.TransactionsContract;
import org.junit.jupiter.api.Nested;

class MemoryCoreStoresTest {

    private final CoreStores stores = new MemoryCoreStores();

    @Nested
    class Apps extends AppStoreContract {
        @Override
        protected CoreStores stores() {
            return stores;
        }
    }

    @Nested
    class Changes extends ChangeStoreContract {
        @Override
        protected CoreStores stores() {
            return stores;
        }
    }

    @Nested
    class Grants extends GrantStoreContract {
        @Override
        protected CoreStores stores() {
            return stores;
        }
    }

    @Nested
    class Journal extends JournalStoreContract {
        @Override
        protected CoreStores stores() {
            return stores;
        }
    }

    @Nested
    class Leases extends LeaseStoreContract {
        @Override
        protected CoreStores stores() {
            return stores;
        }
    }

    @Nested
    class Replays extends ReplayStoreContract {
        @Override
        protected CoreStores stores() {
            return stores;
        }
    }

    @Nested
    class Throttles extends ThrottleStoreContract {
        @Override
        protected CoreStores stores() {
            return stores;
        }
    }

    @Nested
    class Units extends TransactionsContract {
        @Override
        protected CoreStores stores() {
            return stores;
        }
    }
}
