package dev.drawbridge.core;

import dev.drawbridge.core.http.ClientAddress;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.Actor;
import org.jspecify.annotations.Nullable;

/**
 * From where an account is used: for limits per address, for the journal and for the session.
 *
 * @param client where the request comes from
 * @param userAgent what the browser says it is, at most 200 characters, possibly empty
 * @param requestId the request, or null
 */
public record Visitor(
        ClientAddress client, String userAgent, @Nullable String requestId) {

    private static final int MAX_AGENT = 200;

    /** Cuts the user agent. */
    public Visitor {
        userAgent = userAgent.length() <= MAX_AGENT ? userAgent : userAgent.substring(0, MAX_AGENT);
    }

    /**
     * Takes over what a request says.
     *
     * @param request the request
     * @return the visitor
     */
    public static Visitor of(Request request) {
        return new Visitor(request.client(), request.header("User-Agent").orElse(""), request.id());
    }

    /**
     * Returns the address, for the journal and the session.
     *
     * @return the IP address as text
     */
    public String address() {
        return client.address();
    }

    /**
     * Returns what limits count by.
     *
     * @return the address, or the /64 that it belongs to
     */
    public String network() {
        return client.network();
    }

    /**
     * Returns the developer who uses the account from here, for the journal.
     *
     * @param developer whose account it is
     * @return the actor, with address and request id
     */
    public Actor actor(DeveloperId developer) {
        return new Actor("developer", developer.value(), address(), requestId);
    }
}
