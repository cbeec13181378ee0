package dev.drawbridge.core.spi;

import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Who does something, and from where.
 *
 * @param type {@code developer}, {@code hostUser}, {@code operator}, {@code app} or {@code system}
 * @param id the actor's id
 * @param ip from where, or null
 * @param requestId the request, or null
 * @param userAgent what the actor's browser says it is, or null; for mails, nothing keeps it
 */
public record Actor(
        String type,
        String id,
        @Nullable String ip,
        @Nullable String requestId,
        @Nullable String userAgent) {

    /**
     * Makes an actor without a browser.
     *
     * @param type {@code developer}, {@code hostUser}, {@code admin}, {@code app} or {@code system}
     * @param id the actor's id
     * @param ip from where, or null
     * @param requestId the request, or null
     */
    public Actor(String type, String id, @Nullable String ip, @Nullable String requestId) {
        this(type, id, ip, requestId, null);
    }

    /** The platform itself, in a background job. */
    public static final Actor SYSTEM = new Actor("system", "system", null, null);

    /**
     * A developer in a request.
     *
     * @param developer who
     * @param request from where
     * @return the actor
     */
    public static Actor developer(DeveloperId developer, Request request) {
        return new Actor(
                "developer",
                developer.value(),
                request.client().address(),
                request.id(),
                request.header("User-Agent").orElse(null));
    }

    /**
     * A user of the host in a request.
     *
     * @param user who
     * @param request from where
     * @return the actor
     */
    public static Actor hostUser(UserId user, Request request) {
        return new Actor("hostUser", user.value(), request.client().address(), request.id());
    }

    /**
     * An operator of the host in a request.
     *
     * @param operator who
     * @param request from where
     * @return the actor
     */
    public static Actor operator(UserId operator, Request request) {
        return new Actor("operator", operator.value(), request.client().address(), request.id());
    }

    /**
     * An app in a request.
     *
     * @param clientId which
     * @param request from where
     * @return the actor
     */
    public static Actor app(String clientId, Request request) {
        return new Actor("app", clientId, request.client().address(), request.id());
    }
}
