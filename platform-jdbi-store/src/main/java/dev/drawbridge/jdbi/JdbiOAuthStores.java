package dev.drawbridge.jdbi;

import dev.drawbridge.oauth.store.ClientDocumentStore;
import dev.drawbridge.oauth.store.CodeStore;
import dev.drawbridge.oauth.store.FamilyStore;
import dev.drawbridge.oauth.store.InitialTokenStore;
import dev.drawbridge.oauth.store.InstallationStore;
import dev.drawbridge.oauth.store.InteractionStore;
import dev.drawbridge.oauth.store.OAuthStores;
import dev.drawbridge.oauth.store.PushedRequestStore;
import dev.drawbridge.oauth.store.RegistrationStore;
import dev.drawbridge.oauth.store.SecretStore;
import dev.drawbridge.oauth.store.SeenAppStore;
import dev.drawbridge.oauth.store.SigningKeyStore;

/** The stores of the authorization server. Thread-safe. */
final class JdbiOAuthStores implements OAuthStores {

    private final CodeStore codes;
    private final FamilyStore families;
    private final SigningKeyStore keys;
    private final SecretStore secrets;
    private final InteractionStore interactions;
    private final PushedRequestStore pushedRequests;
    private final InstallationStore installations;
    private final SeenAppStore seenApps;
    private final ClientDocumentStore clientDocuments;
    private final InitialTokenStore initialTokens;
    private final RegistrationStore registrations;

    JdbiOAuthStores(JdbiTransactions transactions, Dialect dialect) {
        this.codes = new JdbiCodeStore(transactions);
        this.families = new JdbiFamilyStore(transactions);
        this.keys = new JdbiSigningKeyStore(transactions, dialect);
        this.secrets = new JdbiSecretStore(transactions);
        this.interactions = new JdbiInteractionStore(transactions);
        this.pushedRequests = new JdbiPushedRequestStore(transactions);
        this.installations = new JdbiInstallationStore(transactions, dialect);
        this.seenApps = new JdbiSeenAppStore(transactions, dialect);
        this.clientDocuments = new JdbiClientDocumentStore(transactions, dialect);
        this.initialTokens = new JdbiInitialTokenStore(transactions);
        this.registrations = new JdbiRegistrationStore(transactions);
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
