package dev.drawbridge.webhooks;

import dev.drawbridge.core.secret.Vault;
import dev.drawbridge.webhooks.store.EndpointId;
import dev.drawbridge.webhooks.store.EndpointSecret;
import java.time.Instant;

/** Seals and opens signing secrets. Thread-safe. */
final class EndpointSecrets {

    private final Vault vault;

    EndpointSecrets(Vault vault) {
        this.vault = vault;
    }

    EndpointSecret seal(String id, EndpointId endpoint, SigningSecret secret, Instant now) {
        return new EndpointSecret(
                id, endpoint, vault.seal(Vault.Purpose.WEBHOOK, context(id), secret.bytes()), now, null);
    }

    SigningSecret open(EndpointSecret secret) {
        return SigningSecret.ofBytes(vault.open(Vault.Purpose.WEBHOOK, context(secret.id()), secret.sealed()));
    }

    /** Table and row: an envelope moved to another row does not open. */
    private static String context(String id) {
        return "dp_wh_secret|" + id;
    }
}
