package dev.drawbridge.oauth.internal.route;

/** The names by which other parts of the authorization server find its routes. */
public final class EndpointNames {

    /** The metadata of the authorization server (RFC 8414 §3). */
    public static final String SERVER_METADATA = "authorization_server_metadata";

    /** The metadata of the default resource (RFC 9728 §3). */
    public static final String RESOURCE_METADATA = "protected_resource_metadata";

    private EndpointNames() {}
}
