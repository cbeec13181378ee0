package dev.drawbridge.jdbi;

import dev.drawbridge.oauth.store.CodeStore;
import dev.drawbridge.oauth.store.FamilyStore;
import dev.drawbridge.oauth.store.InstallationStore;
import dev.drawbridge.oauth.store.InteractionStore;
import dev.drawbridge.oauth.store.SigningKeyStore;

/** The stores of the authorization server. Thread-safe. */
final class JdbiOAuthStores {

    private final CodeStore codes;
    private final FamilyStore families;
    private final SigningKeyStore keys;
    private final InteractionStore interactions;
    private final InstallationStore installations;

    JdbiOAuthStores(JdbiTransactions transactions, Dialect dialect) {
        this.codes = new JdbiCodeStore(transactions);
        this.families = new JdbiFamilyStore(transactions);
        this.keys = new JdbiSigningKeyStore(transactions, dialect);
        this.interactions = new JdbiInteractionStore(transactions);
        this.installations = new JdbiInstallationStore(transactions, dialect);
    }

    CodeStore codes() {
        return codes;
    }

    FamilyStore families() {
        return families;
    }

    SigningKeyStore keys() {
        return keys;
    }

    InteractionStore interactions() {
        return interactions;
    }

    InstallationStore installations() {
        return installations;
    }
}
