package dev.drawbridge.webhooks.internal.delivery;

import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointSecret;
import dev.drawbridge.webhooks.spi.EndpointSecretStore;
import dev.drawbridge.webhooks.spi.EndpointSecretStore.Rotation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes signing secrets, seals them and opens them. Thread-safe. */
public final class EndpointSecrets {

    private final EndpointSecretStore store;
    private final Vault vault;
    private final RandomGenerator random;
    private final Ulids ids;

    public EndpointSecrets(EndpointSecretStore store, Vault vault, RandomGenerator random, Ulids ids) {
        this.store = store;
        this.vault = vault;
        this.random = random;
        this.ids = ids;
    }

    /**
     * A new secret.
     *
     * @param secret what its developer is shown once
     * @param sealed what is stored
     */
    public record Issued(SigningSecret secret, EndpointSecret sealed) {}

    public Issued issue(EndpointId endpoint, Instant now) {
        SigningSecret secret = SigningSecret.generate(random);
        String id = ids.next();
        String sealed = vault.seal(Vault.Purpose.WEBHOOK, context(id), secret.bytes());
        return new Issued(secret, new EndpointSecret(id, endpoint, sealed, now, null));
    }

    /** Makes a new secret the current one; the one before it signs until an instant. */
    public Rotation rotate(Issued next, Instant oldUntil, int max, Instant now) {
        return store.rotate(next.sealed(), oldUntil, max, now);
    }

    /** The secrets that sign now for each of several endpoints, still sealed. */
    Map<EndpointId, List<EndpointSecret>> live(Set<EndpointId> endpoints, Instant now) {
        return store.live(endpoints, now);
    }

    SigningSecret open(EndpointSecret secret) {
        return SigningSecret.ofBytes(vault.open(Vault.Purpose.WEBHOOK, context(secret.id()), secret.sealed()));
    }

    /** Table and row: an envelope moved to another row does not open. */
    private static String context(String id) {
        return "dp_wh_secret|" + id;
    }
}
