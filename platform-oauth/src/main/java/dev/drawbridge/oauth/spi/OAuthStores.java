package dev.drawbridge.oauth.spi;

/**
 * The stores of the authorization server; they join the transactions of the core stores they were made with. Thread-safe.
 */
public interface OAuthStores {

    /**
     * Returns where authorization codes are kept.
     *
     * @return the store
     */
    CodeStore codes();

    /**
     * Returns where refresh families are kept.
     *
     * @return the store
     */
    FamilyStore families();

    /**
     * Returns where signing keys are kept.
     *
     * @return the store
     */
    SigningKeyStore keys();

    /**
     * Returns where client secrets are kept.
     *
     * @return the store
     */
    SecretStore secrets();

    /**
     * Returns where authorization requests are kept until the user decides.
     *
     * @return the store
     */
    InteractionStore interactions();

    /**
     * Returns where pushed authorization requests are kept.
     *
     * @return the store
     */
    PushedRequestStore pushedRequests();

    /**
     * Returns where the default companies of machine apps are kept.
     *
     * @return the store
     */
    InstallationStore installations();

    /**
     * Returns where is kept what users saw of apps when they consented.
     *
     * @return the store
     */
    SeenAppStore seenApps();

    /**
     * Returns where is kept what operators are asked to look at.
     *
     * @return the store
     */
    ReviewStore reviews();

    /**
     * Returns where pictures of apps are kept.
     *
     * @return the store
     */
    LogoStore logos();

    /**
     * Returns where is kept which clients registered themselves.
     *
     * @return the store
     */
    RegistrationStore registrations();

    /**
     * Returns where the tokens are kept that let clients register.
     *
     * @return the store
     */
    InitialTokenStore initialTokens();

    /**
     * Returns where is kept when metadata documents of clients are read again.
     *
     * @return the store
     */
    ClientDocumentStore clientDocuments();
}
