package dev.drawbridge.core.internal.edge;

import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.html.PageFrame;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.spi.PortalPaths;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a problem as the kind of route demands: a page, or JSON for programs (RFC 9457). Thread-safe. */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final ErrorPage page;

    Refusals(PageFrame frame) {
        this.page = new ErrorPage(frame);
    }

    /** Shows a problem; pages of the portal are surrounded by what the developer who is logged in is used to. */
    Response render(Problem problem, Route.Kind kind, Request request, Function<Request, Optional<Chrome>> chromes) {
        return switch (kind) {
            case PAGE, DECISION_PAGE, AUTHORIZATION_ENDPOINT ->
                acceptsPages(request) ? page(problem, kind, request, chromes) : problem.toResponse(request.id());
            case PORTAL_JSON -> problem.toResponse(request.id()).with("Cache-Control", PortalJsonFilter.CACHE_CONTROL);
            // OAuth clients read the member error (RFC 6749 §5.2) whatever else there is.
            case CLIENT_ENDPOINT, RESOURCE_SERVER_ENDPOINT ->
                problem.with("error", problem.code())
                        .with("error_description", problem.detail())
                        .toResponse(request.id());
            case METADATA, HOST_API, ASSET -> problem.toResponse(request.id());
        };
    }

    private Response page(
            Problem problem, Route.Kind kind, Request request, Function<Request, Optional<Chrome>> chromes) {
        Response response = page.page(problem, request.id(), chrome(kind, request, chromes));
        for (Map.Entry<String, String> field : problem.headers().entrySet()) {
            response = response.withDefault(field.getKey(), field.getValue());
        }
        return response;
    }

    private static Chrome chrome(Route.Kind kind, Request request, Function<Request, Optional<Chrome>> chromes) {
        if (kind.isDecision()) {
            return new Chrome.Decision();
        }
        boolean portal =
                request.path().equals(PortalPaths.PAGES) || request.path().startsWith(PortalPaths.PAGES + "/");
        try {
            return portal ? chromes.apply(request).orElseGet(Chrome.Bare::new) : new Chrome.Bare();
        } catch (RuntimeException e) {
            // What refused the request may keep its session from being found, too.
            LOG.debug("Who sent a request that is refused could not be found out", e);
            return new Chrome.Bare();
        }
    }

    private static boolean acceptsPages(Request request) {
        return request.header("Accept")
                .filter(accept -> accept.contains("text/html"))
                .isPresent();
    }
}
