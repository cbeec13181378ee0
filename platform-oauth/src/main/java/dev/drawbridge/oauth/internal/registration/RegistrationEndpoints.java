package dev.drawbridge.oauth.internal.registration;

import dev.drawbridge.core.http.Route;
import dev.drawbridge.oauth.internal.route.OAuthPaths;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Where registration and management of clients are mounted. Thread-safe. */
public final class RegistrationEndpoints {

    private static final String CLIENT_PATH = OAuthPaths.REGISTER + "/{" + ManagementEndpoint.CLIENT + "}";

    private final boolean enabled;
    private final RegistrationEndpoint registration;
    private final ManagementEndpoint management;
    private final URI issuer;

    /**
     * Puts the endpoints together.
     *
     * @param enabled whether they exist
     * @param registration registers clients
     * @param management shows, changes and deletes registrations
     * @param issuer begins the URL in the metadata
     */
    public RegistrationEndpoints(
            boolean enabled, RegistrationEndpoint registration, ManagementEndpoint management, URI issuer) {
        this.enabled = enabled;
        this.registration = registration;
        this.management = management;
        this.issuer = issuer;
    }

    /**
     * Returns the endpoints.
     *
     * @return their routes; none if nobody may register a client
     */
    public List<Route> routes() {
        if (!enabled) {
            return List.of();
        }
        RegistrationErrors errors = new RegistrationErrors();
        return List.of(
                Route.clientEndpoint("POST", OAuthPaths.REGISTER, errors.mapping(registration::register)),
                Route.clientEndpoint("GET", CLIENT_PATH, errors.mapping(management::read)),
                Route.clientEndpoint("PUT", CLIENT_PATH, errors.mapping(management::update)),
                Route.clientEndpoint("DELETE", CLIENT_PATH, errors.mapping(management::delete)));
    }

    /**
     * Returns what the metadata of the server says about registration (RFC 8414 §2).
     *
     * @return the members
     */
    public Map<String, Object> metadata() {
        return enabled ? Map.of("registration_endpoint", issuer + OAuthPaths.REGISTER) : Map.of();
    }
}
