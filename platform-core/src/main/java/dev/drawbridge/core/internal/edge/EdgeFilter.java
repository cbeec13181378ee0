package dev.drawbridge.core.internal.edge;

import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.html.PageFrame;
import dev.drawbridge.core.http.Filter;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.html.Viewers;
import dev.drawbridge.core.internal.http.Router;
import dev.drawbridge.core.internal.http.TrustedProxies;
import dev.drawbridge.core.internal.time.OnceInAWhile;
import dev.drawbridge.core.spi.store.StoreFailedException;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Comes before everything: names the request, finds out who sent it, refuses oversized bodies, and is the one place where
 * exceptions become responses, which look as the {@link Route.Kind} demands. Thread-safe; passing it twice is harmless.
 *
 * <p>The id is the client's {@code X-Request-Id} if that is 8 to 64 of {@code [A-Za-z0-9._-]}, otherwise a new one. A {@link
 * ProblemException} is its problem, a store that is unavailable is 503 {@code temporarily_unavailable}, any other exception
 * is 500 {@code internal_error} that is logged once with the id and tells nothing. An {@link Error} becomes the same: a
 * class that is missing or a stack that is full concerns this one request. A host that prefers a restart when memory runs
 * out says so to the JVM ({@code -XX:+ExitOnOutOfMemoryError}), which acts before anything is thrown.
 *
 * <p>While a store fails, every request does: the log gets one line in a while.
 */
public final class EdgeFilter implements Filter {

    /** The header that names a request. */
    public static final String REQUEST_ID = "X-Request-Id";

    private static final Logger LOG = LoggerFactory.getLogger(EdgeFilter.class);
    private static final Pattern SANE_ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");
    private static final String UNNAMED = "-";
    private static final int ID_BYTES = 12;

    private final OnceInAWhile storeFailures = new OnceInAWhile();
    private final Refusals refusals;
    private final Viewers viewers;
    private final RandomGenerator random;
    private final TrustedProxies proxies;

    /**
     * Makes the filter.
     *
     * @param frame the frame of error pages
     * @param viewers find out who sees pages
     * @param random makes ids
     * @param proxies who may say where a request comes from
     */
    public EdgeFilter(PageFrame frame, Viewers viewers, RandomGenerator random, TrustedProxies proxies) {
        this.refusals = new Refusals(frame);
        this.viewers = viewers;
        this.random = random;
        this.proxies = proxies;
    }

    /**
     * Comes before a handler that no router finds: a refusal is a page for whoever accepts one.
     *
     * @param request what was asked
     * @param next the handler
     * @return its response, or a refusal
     */
    @Override
    public Response filter(Request request, Handler next) {
        return respond(request, next, named -> Route.Kind.PAGE, named -> Optional.empty());
    }

    /**
     * Comes before a router, whose routes say how a refusal looks and which pages of other origins may read it.
     *
     * @param router what finds the handlers
     * @param chromes what surrounds errors in the portal, by who sends a request
     * @return both as one handler
     */
    public Handler inFrontOf(Router router, Function<Request, Optional<Chrome>> chromes) {
        return new Handler() {
            @Override
            public Response handle(Request request) {
                return readable(request, router, respond(request, router, router::kind, chromes));
            }

            @Override
            public int maxBodyBytes(Request request) {
                return router.maxBodyBytes(request);
            }
        };
    }

    /** What the edge responds by itself is as readable for pages of other origins as what the path's handler responds. */
    private static Response readable(Request request, Router router, Response response) {
        if (request.header("Origin").isEmpty() || request.method().equals("OPTIONS")) {
            return response;
        }
        return router.crossOrigin(request)
                .map(rule -> rule.complete(request, response))
                .orElse(response);
    }

    private Response respond(
            Request request,
            Handler next,
            Function<Request, Route.Kind> kinds,
            Function<Request, Optional<Chrome>> chromes) {
        Request located = proxies.locate(request);
        Request named = located.id().equals(UNNAMED) ? located.withId(idFor(located)) : located;
        Response response = viewers.of(named).seeing(() -> respondOrRefuse(named, next, kinds, chromes));
        return response.with(REQUEST_ID, named.id()).withDefault("X-Content-Type-Options", "nosniff");
    }

    private Response respondOrRefuse(
            Request request,
            Handler next,
            Function<Request, Route.Kind> kinds,
            Function<Request, Optional<Chrome>> chromes) {
        try {
            if (request.hasOversizedBody()) {
                request.body();
            }
            return next.handle(request);
        } catch (ProblemException e) {
            return refusals.render(e.problem(), kinds.apply(request), request, chromes);
        } catch (RuntimeException | Error e) {
            return refusals.render(failure(request, e), kinds.apply(request), request, chromes);
        }
    }

    /** Logs a failure, and tells nothing of it. */
    private Problem failure(Request request, Throwable failure) {
        if (failure instanceof StoreUnavailableException) {
            storeFailures.log(others -> LOG.warn(
                    "Request {} ({}) and {} others before it: the store is unavailable",
                    request.id(),
                    request,
                    others,
                    failure));
            return Problem.of(503, "temporarily_unavailable", "The service is unavailable now. Please try again soon.")
                    .withHeader("Retry-After", "5");
        }
        if (failure instanceof StoreFailedException) {
            storeFailures.log(others -> LOG.error(
                    "Request {} ({}) and {} others before it: the store failed",
                    request.id(),
                    request,
                    others,
                    failure));
        } else {
            LOG.error("Request {} ({}) failed", request.id(), request, failure);
        }
        return Problem.of(500, "internal_error", "Something went wrong on our side. Please try again.");
    }

    private String idFor(Request request) {
        return request.header(REQUEST_ID)
                .filter(id -> SANE_ID.matcher(id).matches())
                .orElseGet(this::newId);
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
