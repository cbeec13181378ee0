package dev.drawbridge.testkit.contract;

import dev.drawbridge.core.account.store.MailRequestStore;
import dev.drawbridge.core.account.store.MemoryAccountStores;
import dev.drawbridge.core.tx.MemoryTransactions;

class MemoryMailRequestStoreTest extends MailRequestStoreContract {

    private final MailRequestStore store =
            MemoryAccountStores.on(new MemoryTransactions()).mailRequests();

    @Override
    protected MailRequestStore store() {
        return store;
    }
}
