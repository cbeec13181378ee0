package dev.drawbridge.oauth;

import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.oauth.internal.memory.MemoryClientDocumentStore;
import dev.drawbridge.oauth.internal.memory.MemoryCodeStore;
import dev.drawbridge.oauth.internal.memory.MemoryFamilyStore;
import dev.drawbridge.oauth.internal.memory.MemoryInitialTokenStore;
import dev.drawbridge.oauth.internal.memory.MemoryInstallationStore;
import dev.drawbridge.oauth.internal.memory.MemoryInteractionStore;
import dev.drawbridge.oauth.internal.memory.MemoryLogoStore;
import dev.drawbridge.oauth.internal.memory.MemoryPushedRequestStore;
import dev.drawbridge.oauth.internal.memory.MemoryRegistrationStore;
import dev.drawbridge.oauth.internal.memory.MemoryReviewStore;
import dev.drawbridge.oauth.internal.memory.MemorySecretStore;
import dev.drawbridge.oauth.internal.memory.MemorySeenAppStore;
import dev.drawbridge.oauth.internal.memory.MemorySigningKeyStore;
import dev.drawbridge.oauth.spi.ClientDocumentStore;
import dev.drawbridge.oauth.spi.CodeStore;
import dev.drawbridge.oauth.spi.FamilyStore;
import dev.drawbridge.oauth.spi.InitialTokenStore;
import dev.drawbridge.oauth.spi.InstallationStore;
import dev.drawbridge.oauth.spi.InteractionStore;
import dev.drawbridge.oauth.spi.LogoStore;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.oauth.spi.PushedRequestStore;
import dev.drawbridge.oauth.spi.RegistrationStore;
import dev.drawbridge.oauth.spi.ReviewStore;
import dev.drawbridge.oauth.spi.SecretStore;
import dev.drawbridge.oauth.spi.SeenAppStore;
import dev.drawbridge.oauth.spi.SigningKeyStore;

/** Keeps everything of the authorization server in memory, for development and tests. Thread-safe. */
public final class MemoryOAuthStores implements OAuthStores {

    private final CodeStore codes;
    private final FamilyStore families;
    private final SigningKeyStore keys;
    private final SecretStore secrets;
    private final InteractionStore interactions;
    private final PushedRequestStore pushedRequests;
    private final InstallationStore installations;
    private final SeenAppStore seenApps;
    private final ReviewStore reviews;
    private final LogoStore logos;
    private final ClientDocumentStore clientDocuments;
    private final InitialTokenStore initialTokens;
    private final RegistrationStore registrations;

    private MemoryOAuthStores(MemoryTransactions transactions) {
        this.codes = new MemoryCodeStore(transactions);
        this.families = new MemoryFamilyStore(transactions);
        this.keys = new MemorySigningKeyStore(transactions);
        this.secrets = new MemorySecretStore(transactions);
        this.interactions = new MemoryInteractionStore(transactions);
        this.pushedRequests = new MemoryPushedRequestStore(transactions);
        this.installations = new MemoryInstallationStore(transactions);
        this.seenApps = new MemorySeenAppStore(transactions);
        this.reviews = new MemoryReviewStore(transactions);
        this.logos = new MemoryLogoStore(transactions);
        this.clientDocuments = new MemoryClientDocumentStore(transactions);
        this.initialTokens = new MemoryInitialTokenStore(transactions);
        this.registrations = new MemoryRegistrationStore(transactions);
    }

    /**
     * Makes empty stores.
     *
     * @param transactions those of the core stores
     * @return the stores
     */
    public static MemoryOAuthStores on(MemoryTransactions transactions) {
        return new MemoryOAuthStores(transactions);
    }

    @Override
    public CodeStore codes() {
        return codes;
    }

    @Override
    public FamilyStore families() {
        return families;
    }

    @Override
    public SigningKeyStore keys() {
        return keys;
    }

    @Override
    public SecretStore secrets() {
        return secrets;
    }

    @Override
    public InteractionStore interactions() {
        return interactions;
    }

    @Override
    public PushedRequestStore pushedRequests() {
        return pushedRequests;
    }

    @Override
    public InstallationStore installations() {
        return installations;
    }

    @Override
    public SeenAppStore seenApps() {
        return seenApps;
    }

    @Override
    public ReviewStore reviews() {
        return reviews;
    }

    @Override
    public LogoStore logos() {
        return logos;
    }

    @Override
    public RegistrationStore registrations() {
        return registrations;
    }

    @Override
    public InitialTokenStore initialTokens() {
        return initialTokens;
    }

    @Override
    public ClientDocumentStore clientDocuments() {
        return clientDocuments;
    }
}
