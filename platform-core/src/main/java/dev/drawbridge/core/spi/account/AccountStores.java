package dev.drawbridge.core.spi.account;

/** The stores of developer accounts; they join the transactions of the platform's core stores. Thread-safe. */
public interface AccountStores {

    /**
     * Returns where accounts are kept.
     *
     * @return the store
     */
    AccountStore accounts();

    /**
     * Returns where sessions are kept.
     *
     * @return the store
     */
    SessionStore sessions();

    /**
     * Returns where links sent by mail are kept.
     *
     * @return the store
     */
    LinkStore links();

    /**
     * Returns where failed guesses are counted.
     *
     * @return the store
     */
    GuessStore guesses();

    /**
     * Returns where requests for mails wait.
     *
     * @return the store
     */
    MailRequestStore mailRequests();
}
