package dev.drawbridge.core;

import dev.drawbridge.core.internal.memory.MemoryAccountStore;
import dev.drawbridge.core.internal.memory.MemoryGuessStore;
import dev.drawbridge.core.internal.memory.MemoryLinkStore;
import dev.drawbridge.core.internal.memory.MemoryMailRequestStore;
import dev.drawbridge.core.internal.memory.MemorySessionStore;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.spi.account.AccountStore;
import dev.drawbridge.core.spi.account.AccountStores;
import dev.drawbridge.core.spi.account.GuessStore;
import dev.drawbridge.core.spi.account.LinkStore;
import dev.drawbridge.core.spi.account.MailRequestStore;
import dev.drawbridge.core.spi.account.SessionStore;

/** The stores of developer accounts in memory, for development and tests. Thread-safe. */
public final class MemoryAccountStores implements AccountStores {

    private final AccountStore accounts;
    private final SessionStore sessions;
    private final LinkStore links;
    private final GuessStore guesses;
    private final MailRequestStore mailRequests;

    private MemoryAccountStores(MemoryTransactions transactions) {
        this.accounts = new MemoryAccountStore(transactions);
        this.sessions = new MemorySessionStore(transactions);
        this.links = new MemoryLinkStore(transactions);
        this.guesses = new MemoryGuessStore(transactions);
        this.mailRequests = new MemoryMailRequestStore(transactions);
    }

    /**
     * Makes empty stores.
     *
     * @param transactions those of the platform's core stores
     * @return the stores
     */
    public static MemoryAccountStores on(MemoryTransactions transactions) {
        return new MemoryAccountStores(transactions);
    }

    @Override
    public AccountStore accounts() {
        return accounts;
    }

    @Override
    public SessionStore sessions() {
        return sessions;
    }

    @Override
    public LinkStore links() {
        return links;
    }

    @Override
    public GuessStore guesses() {
        return guesses;
    }

    @Override
    public MailRequestStore mailRequests() {
        return mailRequests;
    }
}
