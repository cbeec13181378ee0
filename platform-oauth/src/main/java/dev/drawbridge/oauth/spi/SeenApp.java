package dev.drawbridge.oauth.spi;

import dev.drawbridge.core.model.Scopes;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user saw of an app when they consented, and what they allowed it. If the app has changed since, their consent was
 * given to something else.
 *
 * @param name the app's name
 * @param logo its logo, or null
 * @param destinations where its responses go, for people: hosts and private schemes, sorted, without doubles
 * @param scopes what it may ask for, without wildcards
 * @param allowed the scopes that they allowed, by the URI of each resource (RFC 8707)
 */
public record SeenApp(
        String name, @Nullable URI logo, List<String> destinations, Scopes scopes, Map<String, Scopes> allowed) {

    /** Copies list and map. */
    public SeenApp {
        destinations = List.copyOf(destinations);
        allowed = Map.copyOf(allowed);
    }

    /**
     * Says what the user allowed.
     *
     * @param scopesByResource the scopes by the URI of each resource
     * @return the same app with these scopes
     */
    public SeenApp allowing(Map<String, Scopes> scopesByResource) {
        return new SeenApp(name, logo, destinations, scopes, scopesByResource);
    }

    /**
     * Tells whether the app is still what the user saw. Fewer scopes are no reason to ask again.
     *
     * @param now the app as it is
     * @return true if it looks the same, leads to the same places, and may ask for nothing more
     */
    public boolean stillHolds(SeenApp now) {
        return name.equals(now.name)
                && (logo == null ? now.logo == null : logo.equals(now.logo))
                && destinations.equals(now.destinations)
                && scopes.containsAll(now.scopes);
    }
}
