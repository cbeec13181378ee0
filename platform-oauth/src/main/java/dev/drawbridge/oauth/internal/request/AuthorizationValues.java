package dev.drawbridge.oauth.internal.request;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.ProtectedResource;
import dev.drawbridge.oauth.internal.resource.ResourceCatalog;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import dev.drawbridge.oauth.spi.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the parameters of an authorization request that mean more than their text: keys, resources and scopes. */
public final class AuthorizationValues {

    /** Asked for by clients that expect it; every code grant gives a refresh token anyway. */
    static final String OFFLINE_ACCESS = "offline_access";

    private final ScopeCatalog catalog;
    private final ResourceCatalog resources;

    /**
     * Makes the reader of parameters.
     *
     * @param catalog the scopes of the host
     * @param resources what apps may ask for access to
     */
    public AuthorizationValues(ScopeCatalog catalog, ResourceCatalog resources) {
        this.catalog = catalog;
        this.resources = resources;
    }

    /** Reads {@code dpop_jkt} (RFC 9449 §10); empty if there is none or it is no thumbprint. */
    static Optional<JwkThumbprint> key(Parameters sent) {
        try {
            return sent.first("dpop_jkt").map(JwkThumbprint::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Reads {@code resource} (RFC 8707 §2.1); empty if one is unknown. */
    Optional<Resources> resources(Parameters sent) {
        return resources.read(sent.all("resource"));
    }

    /** Reads {@code scope}, without {@code offline_access}; empty if it is malformed. */
    Optional<List<String>> scopeNames(Parameters sent) {
        try {
            List<String> names =
                    new ArrayList<>(Scopes.parse(sent.text("scope")).names());
            names.remove(OFFLINE_ACCESS);
            return Optional.of(names);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Tells whether the app is registered for every scope that the request names. */
    boolean areOfApp(Parameters sent, App app) {
        Scopes registered = catalog.expand(app.access().scopes());
        return scopeNames(sent).orElse(List.of()).stream()
                .allMatch(name -> isWildcardOf(app, name) || registered.contains(name));
    }

    /**
     * Returns the scopes that are asked for: without a {@code scope} those that the app is registered for (RFC 6749 §3.3).
     * What the resources do not take is left out, as nobody could use it (RFC 8707 §2.2).
     */
    Scopes scopes(Parameters sent, App app) {
        Resources named = resources(sent).orElse(Resources.UNNAMED);
        return ProtectedResource.filter(resources.resolve(named), named(sent, app));
    }

    private Scopes named(Parameters sent, App app) {
        List<String> names = scopeNames(sent).orElse(List.of());
        if (names.isEmpty()) {
            return catalog.expand(app.access().scopes());
        }
        TreeSet<String> wanted = new TreeSet<>();
        for (String name : names) {
            wanted.addAll(
                    isWildcardOf(app, name) ? catalog.expand(Scopes.of(name)).names() : Set.of(name));
        }
        return Scopes.of(wanted);
    }

    private static boolean isWildcardOf(App app, String name) {
        return Scopes.isWildcard(name) && app.access().scopes().contains(name);
    }
}
