package dev.drawbridge.core.account.store;

import dev.drawbridge.core.app.DeveloperContact;
import dev.drawbridge.core.app.Developers;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.tx.MemoryTable;
import dev.drawbridge.core.tx.MemoryTransactions;
import java.util.Optional;

/** Reads facts about developers from the accounts in memory. Thread-safe. */
public final class MemoryDevelopers implements Developers {

    private final MemoryTable<DeveloperId, Account> accounts;

    /**
     * Reads the accounts that {@link MemoryAccountStores} keeps in the same transactions.
     *
     * @param transactions those of the platform's core stores
     */
    public MemoryDevelopers(MemoryTransactions transactions) {
        this.accounts = transactions.table(MemoryAccountStore.TABLE);
    }

    @Override
    public Optional<DeveloperContact> find(DeveloperId id) {
        return accounts.find(id)
                .map(account -> new DeveloperContact(account.name(), account.verified() ? account.email() : ""));
    }
}
