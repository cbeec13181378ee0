package dev.drawbridge.core.spi.operator;

import dev.drawbridge.core.spi.HostUser;
import java.util.Optional;

/**
 * Says which users of the host operate the platform. Everybody else gets the response of an unknown path from the whole
 * area, so that nobody learns that it exists; a host that names nobody has no area. Asked at every request to the area, so a
 * right that was taken away ends immediately. Implementations are thread-safe.
 */
@FunctionalInterface
public interface AdminAccess {

    /** Nobody operates the platform by its pages. */
    AdminAccess NOBODY = user -> Optional.empty();

    /** What an operator may do. */
    enum Role {
        /** Sees everything and changes nothing, for support staff. */
        READ,
        /** Sees and changes everything. */
        FULL
    }

    /**
     * Finds the role of a user who is logged in to the host.
     *
     * @param user the user that {@link dev.drawbridge.core.spi.HostSession} found
     * @return the role; empty for everybody who does not operate the platform
     */
    Optional<Role> role(HostUser user);
}
