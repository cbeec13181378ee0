package dev.drawbridge.jdbi;

import dev.drawbridge.core.account.store.AccountStore;
import dev.drawbridge.core.account.store.AccountStores;
import dev.drawbridge.core.account.store.GuessStore;
import dev.drawbridge.core.account.store.LinkStore;
import dev.drawbridge.core.account.store.MailRequestStore;
import dev.drawbridge.core.account.store.SessionStore;

/** The stores of developer accounts in one database. */
final class JdbiAccountStores implements AccountStores {

    private final JdbiAccountStore accounts;
    private final JdbiSessionStore sessions;
    private final JdbiLinkStore links;
    private final JdbiGuessStore guesses;
    private final JdbiMailRequestStore mailRequests;

    JdbiAccountStores(JdbiTransactions transactions, Dialect dialect) {
        this.accounts = new JdbiAccountStore(transactions, dialect);
        this.sessions = new JdbiSessionStore(transactions);
        this.links = new JdbiLinkStore(transactions);
        this.guesses = new JdbiGuessStore(transactions, dialect);
        this.mailRequests = new JdbiMailRequestStore(transactions);
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
