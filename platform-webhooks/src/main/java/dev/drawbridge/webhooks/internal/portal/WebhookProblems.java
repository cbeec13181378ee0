package dev.drawbridge.webhooks.internal.portal;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.spi.PanelRoute;
import dev.drawbridge.webhooks.WebhookRefusedException;
import dev.drawbridge.webhooks.WebhookRefusedException.Reason;
import java.util.List;
import java.util.Map;

/**
 * Turns refusals into problems (RFC 9457) of the portal's pages and JSON: the one place that knows their HTTP statuses.
 *
 * <p>A page shows the errors of fields in its form; what reaches this class from a page has no form.
 */
final class WebhookProblems {

    private static final int TOO_MANY_REQUESTS = 429;

    private WebhookProblems() {}

    /** Lets the handlers of a tab refuse in the words of the services. */
    static List<PanelRoute> mapping(List<PanelRoute> routes) {
        return routes.stream().map(WebhookProblems::mapping).toList();
    }

    private static PanelRoute mapping(PanelRoute route) {
        return route.withHandler(call -> {
            try {
                return route.handler().apply(call);
            } catch (WebhookRefusedException e) {
                throw new ProblemException(of(e));
            }
        });
    }

    private static Problem of(WebhookRefusedException refused) {
        Reason reason = refused.reason();
        List<FieldError> errors = refused.errors();
        String code = errors.isEmpty() ? reason.wireName() : errors.get(0).code();
        int status = status(reason);
        Problem problem = new Problem(status, code, reason.detail(), errors, Map.of(), Map.of());
        return status == TOO_MANY_REQUESTS ? problem.withHeader("Retry-After", "60") : problem;
    }

    private static int status(Reason reason) {
        return switch (reason) {
            case NOT_SELF_SERVICE -> 403;
            case UNKNOWN -> 404;
            case TOO_MANY_ENDPOINTS, APP_REVOKED, NOT_ACTIVE, TOO_MANY_SECRETS -> 409;
            case STALE -> 412;
            case INVALID -> 422;
            // RFC 6585 §4
            case TOO_MANY_TESTS, TOO_MANY_REDELIVERIES -> TOO_MANY_REQUESTS;
        };
    }
}
