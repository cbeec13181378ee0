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
public record JdbiAccountStores(
        AccountStore accounts,
        SessionStore sessions,
        LinkStore links,
        GuessStore guesses,
        MailRequestStore mailRequests)
        implements AccountStores {

    /** Makes the stores on one database. */
    public static JdbiAccountStores on(JdbiTransactions transactions, Dialect dialect) {
        return new JdbiAccountStores(
                new JdbiAccountStore(transactions, dialect),
                new JdbiSessionStore(transactions),
                new JdbiLinkStore(transactions),
                new JdbiGuessStore(transactions, dialect),
                new JdbiMailRequestStore(transactions));
    }
}
