package dev.drawbridge.jdbi.internal.oauth;

import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.oauth.spi.ClientDocumentStore;
import dev.drawbridge.oauth.spi.CodeStore;
import dev.drawbridge.oauth.spi.FamilyStore;
import dev.drawbridge.oauth.spi.InitialTokenStore;
import dev.drawbridge.oauth.spi.InstallationStore;
import dev.drawbridge.oauth.spi.InteractionStore;
import dev.drawbridge.oauth.spi.OAuthStores;
import dev.drawbridge.oauth.spi.PushedRequestStore;
import dev.drawbridge.oauth.spi.RegistrationStore;
import dev.drawbridge.oauth.spi.SecretStore;
import dev.drawbridge.oauth.spi.SeenAppStore;
import dev.drawbridge.oauth.spi.SigningKeyStore;

/** The stores of the authorization server. Thread-safe. */
public final class JdbiOAuthStores implements OAuthStores {

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

    public JdbiOAuthStores(JdbiTransactions transactions, Dialect dialect) {
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
