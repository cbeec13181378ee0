package dev.drawbridge.oauth.internal.route;

import dev.drawbridge.core.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of the server's routes: of those that the metadata lists, the member that says where they are. */
public enum EndpointName {

    /** RFC 6749 §3.1, RFC 8414 §2. */
    AUTHORIZATION("authorization_endpoint"),

    /** RFC 6749 §3.2, RFC 8414 §2. */
    TOKEN("token_endpoint"),

    /** RFC 7009 §2, RFC 8414 §2. */
    REVOCATION("revocation_endpoint"),

    /** RFC 7662 §2, RFC 8414 §2. */
    INTROSPECTION("introspection_endpoint"),

    /** RFC 9126 §5. */
    PUSHED_REQUEST("pushed_authorization_request_endpoint"),

    /** RFC 7591 §3, RFC 8414 §2. */
    REGISTRATION("registration_endpoint"),

    /** RFC 7517 §5, RFC 8414 §2. */
    JWKS("jwks_uri"),

    /** The metadata of the authorization server (RFC 8414 §3). */
    SERVER_METADATA("authorization_server_metadata"),

    /** The metadata of the default resource (RFC 9728 §3). */
    RESOURCE_METADATA("protected_resource_metadata");

    /** What the metadata of the server lists if it is there, in this order. */
    private static final List<EndpointName> LISTED =
            List.of(AUTHORIZATION, TOKEN, REVOCATION, INTROSPECTION, PUSHED_REQUEST, REGISTRATION, JWKS);

    private final String wireName;

    EndpointName(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns what the metadata calls it.
     *
     * @return the member of the metadata, and the name of the route
     */
    public String wireName() {
        return wireName;
    }

    /**
     * Returns what the metadata says about where the endpoints are (RFC 8414 §2).
     *
     * @param issuer begins the URLs
     * @param routes what is mounted; a name that no route has is not listed
     * @return absolute URLs by the member of the metadata
     */
    public static Map<String, String> urls(String issuer, List<Route> routes) {
        Map<String, String> urls = new LinkedHashMap<>();
        LISTED.forEach(name -> name.in(routes).ifPresent(route -> urls.put(name.wireName, issuer + route.template())));
        return urls;
    }

    /**
     * Gives a route this name.
     *
     * @param route the route
     * @return the same with the name
     */
    public Route of(Route route) {
        return route.named(wireName);
    }

    /**
     * Finds the route of this name.
     *
     * @param routes where to look
     * @return the route, if it is there
     */
    public Optional<Route> in(List<Route> routes) {
        return routes.stream().filter(route -> route.name().equals(wireName)).findFirst();
    }
}
