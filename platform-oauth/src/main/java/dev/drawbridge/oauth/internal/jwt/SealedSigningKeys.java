package dev.drawbridge.oauth.internal.jwt;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.VaultException;
import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import dev.drawbridge.oauth.spi.StoredSigningKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/**
 * Makes signing keys and opens those that are stored: a private key is sealed before it leaves this class. Thread-safe.
 */
public final class SealedSigningKeys {

    private final Vault vault;
    private final Ulids ids;
    private final SecureRandom random;

    /**
     * Makes it.
     *
     * @param vault seals private keys
     * @param ids names keys
     * @param random makes them
     */
    public SealedSigningKeys(Vault vault, Ulids ids, SecureRandom random) {
        this.vault = vault;
        this.ids = ids;
        this.random = random;
    }

    /**
     * Makes a key that nobody has seen.
     *
     * @param algorithm what it signs with
     * @param generation the number of keys of the algorithm before it, and one
     * @param announcedAt from when it is published
     * @param signsFrom from when it signs
     * @return its row, not stored yet
     */
    StoredSigningKey generate(SigningAlgorithm algorithm, long generation, Instant announcedAt, Instant signsFrom) {
        String kid = ids.next();
        String sealed = vault.seal(Vault.Purpose.SIGNING, context(kid), SigningKey.generate(algorithm, random));
        return new StoredSigningKey(kid, algorithm, generation, sealed, announcedAt, signsFrom, null);
    }

    /**
     * Opens a row.
     *
     * @param row of the store
     * @return the key
     * @throws ConfigurationException if no master key of this node opens it
     */
    SigningKey open(StoredSigningKey row) {
        try {
            byte[] privateKey = vault.open(Vault.Purpose.SIGNING, context(row.kid()), row.sealed());
            return SigningKey.of(row.kid(), row.algorithm(), privateKey);
        } catch (VaultException e) {
            throw new ConfigurationException(
                    List.of(
                            "The database holds the signing key " + row.kid()
                                    + ", which the configured master key does not open (" + e.getMessage()
                                    + "). Set the master key (MASTER_KEY) that this database was made with, or add it as a previous one."));
        }
    }

    private static String context(String kid) {
        return "dp_signing_key/" + kid;
    }
}
