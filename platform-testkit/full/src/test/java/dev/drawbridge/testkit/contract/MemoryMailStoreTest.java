package dev.drawbridge.testkit.contract;

import dev.drawbridge.core.mail.MailStore;
import dev.drawbridge.core.mail.MemoryMailStore;
import dev.drawbridge.core.tx.MemoryTransactions;

class MemoryMailStoreTest extends MailStoreContract {

    private final MailStore store = new MemoryMailStore(new MemoryTransactions());

    @Override
    protected MailStore store() {
        return store;
    }
}
