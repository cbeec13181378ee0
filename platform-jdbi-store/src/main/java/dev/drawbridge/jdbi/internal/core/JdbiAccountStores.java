package dev.drawbridge.jdbi.internal.core;

import dev.drawbridge.core.spi.account.AccountStore;
import dev.drawbridge.core.spi.account.AccountStores;
import dev.drawbridge.core.spi.account.GuessStore;
import dev.drawbridge.core.spi.account.LinkStore;
import dev.drawbridge.core.spi.account.MailRequestStore;
import dev.drawbridge.core.spi.account.SessionStore;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;

/** The stores of developer accounts in one database. */
public final class JdbiAccountStores implements AccountStores {

    private final JdbiAccountStore accounts;
    private final JdbiSessionStore sessions;
    private final JdbiLinkStore links;
    private final JdbiGuessStore guesses;
    private final JdbiMailRequestStore mailRequests;

    public JdbiAccountStores(JdbiTransactions transactions, Dialect dialect) {
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
