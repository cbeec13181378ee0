package dev.drawbridge.core.spi;

import dev.drawbridge.core.http.Request;
import java.net.URI;
import java.util.Optional;

/** Tells who is logged in to the host in a browser. Implementations are thread-safe. */
public interface HostSession {

    /**
     * Finds the user of a request by the host's own cookie.
     *
     * @param request the request
     * @return the user, or empty if nobody is logged in
     */
    Optional<HostUser> current(Request request);

    /**
     * Returns where to log in.
     *
     * @param returnTo a path of this platform, with query, to come back to afterwards
     * @return the login page, relative or absolute
     */
    URI loginUrl(String returnTo);
}
