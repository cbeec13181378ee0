package dev.drawbridge.core.spi.operator;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.HostUser;

/**
 * A request of an operator, after all checks of the area.
 *
 * @param request the request
 * @param operator who
 * @param role what they may do
 * @param formToken to be rendered in every form as the hidden field {@code csrf}
 */
public record OperatorCall(Request request, HostUser operator, AdminAccess.Role role, String formToken) {

    /**
     * Returns who acts, for the journal.
     *
     * @return the operator with address and request id
     */
    public Actor actor() {
        return Actor.operator(operator.id(), request);
    }

    /**
     * Tells whether pages show what changes something.
     *
     * @return false for {@link AdminAccess.Role#READ}
     */
    public boolean mayChange() {
        return role == AdminAccess.Role.FULL;
    }
}
