package dev.drawbridge.testkit.store;

import dev.drawbridge.core.spi.account.AccountStores;
import dev.drawbridge.core.spi.account.MailRequestStore;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.core.spi.store.MailStore;
import dev.drawbridge.core.spi.store.UsageStore;
import dev.drawbridge.testkit.contract.AccountStoresContract;
import dev.drawbridge.testkit.contract.AppStoreContract;
import dev.drawbridge.testkit.contract.AppVerdictContract;
import dev.drawbridge.testkit.contract.BillableStoreContract;
import dev.drawbridge.testkit.contract.ChangeStoreContract;
import dev.drawbridge.testkit.contract.GrantStoreContract;
import dev.drawbridge.testkit.contract.JournalStoreContract;
import dev.drawbridge.testkit.contract.LeaseStoreContract;
import dev.drawbridge.testkit.contract.MailRequestStoreContract;
import dev.drawbridge.testkit.contract.MailStoreContract;
import dev.drawbridge.testkit.contract.ReplayStoreContract;
import dev.drawbridge.testkit.contract.SessionStoreContract;
import dev.drawbridge.testkit.contract.ThrottleStoreContract;
import dev.drawbridge.testkit.contract.TransactionsContract;
import dev.drawbridge.testkit.contract.UsageStoreContract;
import org.junit.jupiter.api.Nested;

/** The contracts of the stores that core needs, accounts among them. */
abstract class CoreStoreContracts {

    /**
     * Returns the stores of core, empty before each test.
     *
     * @return the stores under test
     */
    protected abstract CoreStores coreStores();

    /**
     * Returns the stores of developer accounts, which join the transactions of {@link #coreStores()}.
     *
     * @return the stores under test
     */
    protected abstract AccountStores accountStores();

    @Nested
    class Apps extends AppStoreContract {
        @Override
        protected CoreStores stores() {
            return coreStores();
        }
    }

    @Nested
    class VerdictsOfApps extends AppVerdictContract {
        @Override
        protected CoreStores stores() {
            return coreStores();
        }
    }

    @Nested
    class Changes extends ChangeStoreContract {
        @Override
        protected CoreStores stores() {
            return coreStores();
        }
    }

    @Nested
    class Grants extends GrantStoreContract {
        @Override
        protected CoreStores stores() {
            return coreStores();
        }
    }

    @Nested
    class Journal extends JournalStoreContract {
        @Override
        protected CoreStores stores() {
            return coreStores();
        }
    }

    @Nested
    class Leases extends LeaseStoreContract {
        @Override
        protected CoreStores stores() {
            return coreStores();
        }
    }

    @Nested
    class Mails extends MailStoreContract {
        @Override
        protected MailStore store() {
            return coreStores().mails();
        }
    }

    @Nested
    class Replays extends ReplayStoreContract {
        @Override
        protected CoreStores stores() {
            return coreStores();
        }
    }

    @Nested
    class Throttles extends ThrottleStoreContract {
        @Override
        protected CoreStores stores() {
            return coreStores();
        }
    }

    @Nested
    class Transactions extends TransactionsContract {
        @Override
        protected CoreStores stores() {
            return coreStores();
        }
    }

    @Nested
    class Usage extends UsageStoreContract {
        @Override
        protected UsageStore usage() {
            return coreStores().usage();
        }
    }

    @Nested
    class Billables extends BillableStoreContract {
        @Override
        protected CoreStores core() {
            return coreStores();
        }
    }

    @Nested
    class Accounts extends AccountStoresContract {
        @Override
        protected CoreStores core() {
            return coreStores();
        }

        @Override
        protected AccountStores stores() {
            return accountStores();
        }
    }

    @Nested
    class Sessions extends SessionStoreContract {
        @Override
        protected CoreStores core() {
            return coreStores();
        }

        @Override
        protected AccountStores stores() {
            return accountStores();
        }
    }

    @Nested
    class MailRequests extends MailRequestStoreContract {
        @Override
        protected MailRequestStore store() {
            return accountStores().mailRequests();
        }
    }
}
