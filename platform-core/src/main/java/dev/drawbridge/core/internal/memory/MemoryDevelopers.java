package dev.drawbridge.core.internal.memory;

import dev.drawbridge.core.MemoryAccountStores;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.account.Account;
import dev.drawbridge.core.spi.app.DeveloperContact;
import dev.drawbridge.core.spi.app.Developers;
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
