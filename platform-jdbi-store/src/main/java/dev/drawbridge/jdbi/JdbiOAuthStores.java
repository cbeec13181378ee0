package dev.drawbridge.jdbi;

import dev.drawbridge.oauth.store.InstallationStore;
import dev.drawbridge.oauth.store.InteractionStore;

/** The stores of the authorization server. Thread-safe. */
final class JdbiOAuthStores {

    private final InteractionStore interactions;
    private final InstallationStore installations;

    JdbiOAuthStores(JdbiTransactions transactions, Dialect dialect) {
        this.interactions = new JdbiInteractionStore(transactions);
        this.installations = new JdbiInstallationStore(transactions, dialect);
    }

    InteractionStore interactions() {
        return interactions;
    }

    InstallationStore installations() {
        return installations;
    }
}
