package dev.drawbridge.core.internal.edge;

import dev.drawbridge.core.html.PageFrame;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import java.util.Map;

/** Shows a problem as the kind of route demands: a page, or JSON for programs (RFC 9457). Thread-safe. */
final class Refusals {

    private final ErrorPage page;

    Refusals(PageFrame frame) {
        this.page = new ErrorPage(frame);
    }

    Response render(Problem problem, Route.Kind kind, Request request) {
        return switch (kind) {
            case PAGE, DECISION_PAGE, AUTHORIZATION_ENDPOINT, HIDDEN ->
                acceptsPages(request) ? page(problem, kind, request) : problem.toResponse(request.id());
            case PORTAL_JSON -> problem.toResponse(request.id()).with("Cache-Control", PortalJsonFilter.CACHE_CONTROL);
            // OAuth clients read the member error (RFC 6749 §5.2) whatever else there is.
            case CLIENT_ENDPOINT, RESOURCE_SERVER_ENDPOINT ->
                problem.with("error", problem.code())
                        .with("error_description", problem.detail())
                        .toResponse(request.id());
            case METADATA, HOST_API, ASSET -> problem.toResponse(request.id());
        };
    }

    private Response page(Problem problem, Route.Kind kind, Request request) {
        Response response = page.page(problem, request.id(), kind.isDecision());
        for (Map.Entry<String, String> field : problem.headers().entrySet()) {
            response = response.withDefault(field.getKey(), field.getValue());
        }
        return response;
    }

    private static boolean acceptsPages(Request request) {
        return request.header("Accept")
                .filter(accept -> accept.contains("text/html"))
                .isPresent();
    }
}
