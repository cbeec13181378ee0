package dev.drawbridge.core.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What pages of other origins may do at a handler (CORS, Fetch §3.2): which origins, and which header fields of responses
 * they read. Immutable and thread-safe.
 *
 * <p>A handler that has a rule says so by {@link Handler#crossOrigin()}. Preflights are permitted before anything else is
 * asked, since browsers send them without credentials; every response gets the header fields, refusals too, or a page could
 * not tell a used-up quota from a broken network.
 */
public final class CrossOriginRule {

    private static final String ORIGIN = "Origin";
    private static final String REQUEST_METHOD = "Access-Control-Request-Method";
    private static final String REQUEST_HEADERS = "Access-Control-Request-Headers";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String VARY = "Vary";

    private static final String USUAL_HEADERS =
            "Authorization, Content-Type, DPoP, If-None-Match, MCP-Protocol-Version";
    private static final Pattern HEADER_NAMES =
            Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+([ \\t]*,[ \\t]*[!#$%&'*+.^_`|~0-9A-Za-z-]+)*");
    private static final int MOST_HEADER_CHARACTERS = 1_024;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final String PREFLIGHT_SECONDS = "3600";

    /** Null for documents: readable for everybody, whatever the origin. */
    private final @Nullable CrossOrigin origins;

    private final String exposed;

    private CrossOriginRule(@Nullable CrossOrigin origins, List<String> exposed) {
        this.origins = origins;
        this.exposed = String.join(", ", exposed);
    }

    /**
     * Makes the rule of public documents, which pages of every origin may read.
     *
     * @return the rule
     */
    public static CrossOriginRule forDocuments() {
        return new CrossOriginRule(null, List.of());
    }

    /**
     * Makes the rule of endpoints that programs call.
     *
     * @param origins who may
     * @param exposed the header fields that pages may read besides the safelisted ones
     * @return the rule; empty if no origin may
     */
    public static Optional<CrossOriginRule> of(CrossOrigin origins, List<String> exposed) {
        return origins.isNone() ? Optional.empty() : Optional.of(new CrossOriginRule(origins, exposed));
    }

    /**
     * Puts this rule over a handler of some methods of a path. Its preflights are the router's.
     *
     * @param next what responds
     * @return a handler that has this rule
     */
    public Handler over(Handler next) {
        return new Handler() {
            @Override
            public Response handle(Request request) {
                return complete(request, next.handle(request));
            }

            @Override
            public Optional<CrossOriginRule> crossOrigin() {
                return Optional.of(CrossOriginRule.this);
            }
        };
    }

    /**
     * Permits a preflight for any of the usual methods, where nobody knows which ones the path has.
     *
     * @param request any request
     * @return the response; empty if the request is no preflight, or is one that is not permitted
     */
    public Optional<Response> preflight(Request request) {
        return preflight(request, METHODS);
    }

    /**
     * Permits a preflight.
     *
     * @param request any request
     * @param methods what the path has
     * @return the response; empty if the request is no preflight, or is one that is not permitted
     */
    public Optional<Response> preflight(Request request, Set<String> methods) {
        Optional<String> method = request.header(REQUEST_METHOD).filter(methods::contains);
        if (!request.method().equals("OPTIONS") || method.isEmpty() || !allows(request)) {
            return Optional.empty();
        }
        Response response = Response.empty(204)
                .with(ALLOW_ORIGIN, allowed(request))
                .with("Access-Control-Allow-Methods", String.join(", ", new TreeSet<>(methods)))
                .with("Access-Control-Allow-Headers", headersFor(request))
                .with("Access-Control-Max-Age", PREFLIGHT_SECONDS)
                .with(VARY, String.join(", ", ORIGIN, REQUEST_METHOD, REQUEST_HEADERS));
        return Optional.of(response);
    }

    /**
     * Makes a response readable for the page that may read it. Doing so twice is harmless.
     *
     * @param request what was asked
     * @param response the response to it
     * @return a copy with the header fields
     */
    public Response complete(Request request, Response response) {
        if (origins == null) {
            return response.with(ALLOW_ORIGIN, "*");
        }
        Response varying = variesByOrigin(response) ? response : response.plus(VARY, ORIGIN);
        if (!allows(request)) {
            return varying;
        }
        return varying.with(ALLOW_ORIGIN, allowed(request)).with("Access-Control-Expose-Headers", exposed);
    }

    private boolean allows(Request request) {
        return origins == null || origins.allows(request);
    }

    private String allowed(Request request) {
        return origins == null ? "*" : origins.allowed(request);
    }

    // Whatever is asked for: without credentials mode no header field gives a page what a program does not have.
    private static String headersFor(Request request) {
        List<String> asked = request.headers().all(REQUEST_HEADERS);
        return asked.size() == 1
                        && asked.get(0).length() <= MOST_HEADER_CHARACTERS
                        && HEADER_NAMES.matcher(asked.get(0)).matches()
                ? asked.get(0)
                : USUAL_HEADERS;
    }

    private static boolean variesByOrigin(Response response) {
        return response.headers().all(VARY).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .anyMatch(name -> name.strip().equalsIgnoreCase(ORIGIN));
    }
}
