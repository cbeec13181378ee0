package dev.drawbridge.jdbi.internal.oauth;

import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
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

/** The stores of the authorization server. Thread-safe. */
public record JdbiOAuthStores(
        CodeStore codes,
        FamilyStore families,
        SigningKeyStore keys,
        SecretStore secrets,
        InteractionStore interactions,
        PushedRequestStore pushedRequests,
        InstallationStore installations,
        SeenAppStore seenApps,
        ReviewStore reviews,
        LogoStore logos,
        ClientDocumentStore clientDocuments,
        InitialTokenStore initialTokens,
        RegistrationStore registrations)
        implements OAuthStores {

    /** Makes the stores on one database. */
    public static JdbiOAuthStores on(JdbiTransactions transactions, Dialect dialect) {
        return new JdbiOAuthStores(
                new JdbiCodeStore(transactions),
                new JdbiFamilyStore(transactions),
                new JdbiSigningKeyStore(transactions, dialect),
                new JdbiSecretStore(transactions),
                new JdbiInteractionStore(transactions),
                new JdbiPushedRequestStore(transactions),
                new JdbiInstallationStore(transactions, dialect),
                new JdbiSeenAppStore(transactions, dialect),
                new JdbiReviewStore(transactions, dialect),
                new JdbiLogoStore(transactions, dialect),
                new JdbiClientDocumentStore(transactions, dialect),
                new JdbiInitialTokenStore(transactions),
                new JdbiRegistrationStore(transactions));
    }
}
