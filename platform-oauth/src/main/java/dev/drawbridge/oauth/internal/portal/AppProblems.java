package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.spi.PanelRoute;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Turns refusals into problems (RFC 9457) of the portal's pages and JSON: the one place that knows their HTTP statuses. */
public final class AppProblems {

    private AppProblems() {}

    /** Lets the handlers of a tab refuse in the words of the services. */
    static List<PanelRoute> mapping(List<PanelRoute> routes) {
        return routes.stream()
                .map(route -> route.withHandler(mapping(route.handler())))
                .toList();
    }

    /** Lets a handler of the portal refuse in the words of the services. */
    public static <C> Function<C, PortalResponse> mapping(Function<C, PortalResponse> handler) {
        return call -> {
            try {
                return handler.apply(call);
            } catch (AppRefusedException e) {
                throw new ProblemException(of(e));
            }
        };
    }

    static Problem of(AppRefusedException refused) {
        AppRefusal refusal = refused.refusal();
        Problem problem = refusal == AppRefusal.INVALID_FIELDS
                ? Problem.invalidFields(refused.errors())
                : Problem.of(status(refusal), refusal.wireName(), refusal.detail());
        return refused.retryAfter()
                .map(wait -> problem.withHeader("Retry-After", seconds(wait)))
                .orElse(problem);
    }

    /** Returns the HTTP status of a refusal. */
    static int status(AppRefusal refusal) {
        return switch (refusal) {
            case IDEMPOTENCY_KEY_TOO_LONG -> 400;
            case EMAIL_NOT_VERIFIED -> 403;
            case SECRET_NOT_FOUND -> 404;
            case APP_LIMIT_REACHED,
                    CLIENT_ID_TAKEN,
                    APP_REVOKED,
                    NO_SECRET_FOR_CLIENT_TYPE,
                    SECRET_ROTATION_IN_PROGRESS,
                    NO_ROTATION_IN_PROGRESS,
                    APP_HAS_OWNER,
                    ALREADY_SUBMITTED,
                    NOTHING_TO_REVIEW,
                    NOT_SUBMITTED,
                    ALREADY_DECIDED,
                    ALREADY_PROCESSED -> 409;
            case STALE_VERSION -> 412;
            case INVALID_FIELDS -> 422;
            // RFC 6585 §3 and §4
            case PRECONDITION_REQUIRED -> 428;
            case TOO_MANY_APPS -> 429;
        };
    }

    private static String seconds(Duration wait) {
        return Long.toString(wait.toSeconds() + 1);
    }
}
