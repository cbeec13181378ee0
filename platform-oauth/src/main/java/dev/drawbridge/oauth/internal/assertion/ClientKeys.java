package dev.drawbridge.oauth.internal.assertion;

import dev.drawbridge.core.internal.egress.Egress;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.core.spi.store.Tenant;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the keys that apps registered, or publish at their {@code jwks_uri} (RFC 7591 §2). Thread-safe.
 *
 * <p>May wait for a fetch, up to {@link RemoteKeys#PATIENCE}: never call it inside a transaction.
 */
public final class ClientKeys {

    private final Set<SigningAlgorithm> algorithms;
    private final Set<ClientId> namingTokenEndpoint;
    private final String tokenEndpoint;
    private final InlineKeys inline = new InlineKeys();
    private final RemoteKeys remote;

    /**
     * Which assertions are taken.
     *
     * @param algorithms what they may be signed with
     * @param tokenEndpoint the URL of the token endpoint
     * @param namingTokenEndpoint the clients that may name that URL as the audience instead of the issuer
     */
    public record Rules(Set<SigningAlgorithm> algorithms, String tokenEndpoint, Set<ClientId> namingTokenEndpoint) {}

    /**
     * Makes a finder that knows no keys yet.
     *
     * @param rules which assertions are taken
     * @param egress what fetches keys
     * @param clock judges how old they are
     */
    public ClientKeys(Rules rules, Egress egress, PlatformClock clock) {
        this.algorithms = Set.copyOf(rules.algorithms());
        this.tokenEndpoint = rules.tokenEndpoint();
        this.namingTokenEndpoint = Set.copyOf(rules.namingTokenEndpoint());
        this.remote = new RemoteKeys(egress, clock);
    }

    /**
     * Finds the keys of an app.
     *
     * @param app the app
     * @param assertion what one of them should have signed; keys that were fetched before are fetched again if none fits
     * @return what is registered; empty if the app has no keys, or they cannot be fetched or read
     * @throws KeysBusyException if they are being fetched, or cannot be now because too many others are
     */
    public Optional<RegisteredKeys> find(App app, ClientAssertion assertion) {
        AppSecurity security = app.security();
        Optional<JwkSet> keys = security.jwksUri() == null
                ? inline.find(app)
                : remote.find(
                        new RemoteKeys.Publisher(app.id(), tenant(app, security.jwksUri()), security.jwksUri()),
                        assertion);
        return keys.map(set -> new RegisteredKeys(
                app.clientId().value(),
                set,
                allowed(security.signingAlgorithm()),
                namingTokenEndpoint.contains(app.clientId()) ? Set.of(tokenEndpoint) : Set.of()));
    }

    /** Anybody can register clients: those without an owner count to the site of their keys. */
    private static Tenant tenant(App app, URI keys) {
        DeveloperId owner = app.owner();
        if (owner != null) {
            return Tenant.developer(owner.value());
        }
        return app.definedBy() == DefinedBy.DYNAMIC
                ? Tenant.stranger(String.valueOf(keys.getHost()))
                : Tenant.hostApp(app.id().value());
    }

    private Set<SigningAlgorithm> allowed(@Nullable String registered) {
        return algorithms.stream()
                .filter(algorithm -> registered == null || algorithm.wireName().equals(registered))
                .collect(Collectors.toUnmodifiableSet());
    }
}
