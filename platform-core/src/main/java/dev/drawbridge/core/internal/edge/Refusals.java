package dev.drawbridge.core.internal.edge;

import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.html.Html;
import dev.drawbridge.core.html.Page;
import dev.drawbridge.core.html.PageFrame;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.html.Card;
import dev.drawbridge.core.internal.html.Templates;
import java.util.Map;

/** Shows a problem as the kind of route demands: a page, or JSON for programs (RFC 9457). Thread-safe. */
final class Refusals {

    private static final Templates TEMPLATES = Templates.of(Refusals.class);

    private final PageFrame frame;

    Refusals(PageFrame frame) {
        this.frame = frame;
    }

    Response render(Problem problem, Route.Kind kind, Request request) {
        return switch (kind) {
            case PAGE, DECISION_PAGE ->
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
        boolean decision = kind == Route.Kind.DECISION_PAGE;
        Html content = TEMPLATES.render("error", new Model(problem.detail(), request.id(), decision));
        String title = title(problem.status());
        Page page = decision
                ? new Page(problem.status(), title, content, new Chrome.Decision())
                : new Page(problem.status(), title, Card.narrow(content), new Chrome.Bare());
        Response response = frame.page(page);
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

    private static String title(int status) {
        return switch (status) {
            case 401 -> "Please log in";
            case 403 -> "This was refused";
            case 404 -> "Page not found";
            case 405 -> "This page does not work that way";
            case 410 -> "This is gone";
            case 413 -> "That is too much";
            case 429 -> "Too many requests";
            case 500 -> "Something went wrong";
            case 503 -> "Temporarily unavailable";
            default -> "This request is not valid";
        };
    }

    record Model(String detail, String requestId, boolean decision) {}
}
