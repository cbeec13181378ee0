package dev.drawbridge.core.edge;

import dev.drawbridge.core.html.PageFrame;
import dev.drawbridge.core.http.Filter;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.TrustedProxies;
import dev.drawbridge.core.store.StoreFailedException;
import dev.drawbridge.core.store.StoreUnavailableException;
import dev.drawbridge.core.time.OnceInAWhile;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before everything: names the request, finds out who sent it, refuses oversized bodies, and is the one place where exceptions become
 * answers. Thread-safe; passing it twice is harmless.
 *
 * <p>The id is the client's {@code X-Request-Id} if that is 8 to 64 of {@code [A-Za-z0-9._-]}, otherwise a new one. A {@link
 * ProblemException} is its problem, a store that cannot answer is 503 {@code temporarily_unavailable}, any other exception
 * is 500 {@code internal_error} that is logged once with the id and tells nothing. An {@link Error} is answered alike: a
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
    private final ErrorPages pages;
    private final RandomGenerator random;
    private final TrustedProxies proxies;

    /**
     * Makes the filter.
     *
     * @param frame the frame of error pages
     * @param random makes ids
     * @param proxies who may say where a request comes from
     */
    public EdgeFilter(PageFrame frame, RandomGenerator random, TrustedProxies proxies) {
        this.pages = new ErrorPages(frame);
        this.random = random;
        this.proxies = proxies;
    }

    @Override
    public Response filter(Request request, Handler next) {
        Request located = proxies.locate(request);
        Request named = located.id().equals(UNNAMED) ? located.withId(idFor(located)) : located;
        Response answer = pages.forPeople(named, answer(named, next));
        return answer.with(REQUEST_ID, named.id()).withDefault("X-Content-Type-Options", "nosniff");
    }

    private Response answer(Request request, Handler next) {
        try {
            if (request.hasOversizedBody()) {
                request.body();
            }
            return next.handle(request);
        } catch (ProblemException e) {
            return e.problem().toResponse(request.id());
        } catch (StoreUnavailableException e) {
            storeFailures.log(others -> LOG.warn(
                    "Request {} ({}) and {} others before it: the store cannot answer",
                    request.id(),
                    request,
                    others,
                    e));
            return Problem.of(503, "temporarily_unavailable", "The service cannot answer now. Please try again soon.")
                    .withHeader("Retry-After", "5")
                    .toResponse(request.id());
        } catch (StoreFailedException e) {
            storeFailures.log(others -> LOG.error(
                    "Request {} ({}) and {} others before it: the store failed", request.id(), request, others, e));
            return failed(request);
        } catch (RuntimeException | Error e) {
            LOG.error("Request {} ({}) failed", request.id(), request, e);
            return failed(request);
        }
    }

    private static Response failed(Request request) {
        return Problem.of(500, "internal_error", "Something went wrong on our side. Please try again.")
                .toResponse(request.id());
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
