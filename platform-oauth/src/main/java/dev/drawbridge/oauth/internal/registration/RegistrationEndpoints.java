package dev.drawbridge.oauth.internal.registration;

import dev.drawbridge.core.http.Route;
import dev.drawbridge.oauth.internal.route.EndpointName;
import dev.drawbridge.oauth.internal.route.OAuthPaths;
import java.util.List;

/** Where registration and management of clients are mounted. Thread-safe. */
public final class RegistrationEndpoints {

    private static final String CLIENT_PATH = OAuthPaths.REGISTER + "/{" + ManagementEndpoint.CLIENT + "}";

    private final boolean enabled;
    private final RegistrationEndpoint registration;
    private final ManagementEndpoint management;

    /**
     * Puts the endpoints together.
     *
     * @param enabled whether they exist
     * @param registration registers clients
     * @param management shows, changes and deletes registrations
     */
    public RegistrationEndpoints(boolean enabled, RegistrationEndpoint registration, ManagementEndpoint management) {
        this.enabled = enabled;
        this.registration = registration;
        this.management = management;
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
                EndpointName.REGISTRATION.of(
                        Route.clientEndpoint("POST", OAuthPaths.REGISTER, errors.mapping(registration::register))),
                Route.clientEndpoint("GET", CLIENT_PATH, errors.mapping(management::read)),
                Route.clientEndpoint("PUT", CLIENT_PATH, errors.mapping(management::update)),
                Route.clientEndpoint("DELETE", CLIENT_PATH, errors.mapping(management::delete)));
    }
}
