package dev.drawbridge.oauth;

import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which pages of other origins may call the endpoints that apps call themselves (CORS, Fetch §3.2): token, revocation,
 * pushed requests and registration. Immutable and thread-safe.
 *
 * <p>Metadata and keys are public facts and always readable. Authorization, consent, installation and introspection never
 * are. No endpoint reads cookies here and none allows credentials mode, so an origin that is let in can do nothing that a
 * program without a browser could not; leaving it open costs nothing, and apps that run in a browser need it. The origin
 * {@code null} (sandboxed frames, local files) is refused: nobody can tell who that is.
 */
public final class CrossOrigin {

    /** Every origin that has a name. The default. */
    public static final CrossOrigin ANY = new CrossOrigin(true, Set.of());

    /** No origin: for hosts whose apps all run on servers or devices. */
    public static final CrossOrigin NONE = new CrossOrigin(false, Set.of());

    private static final String WELL_KNOWN = "/.well-known/";
    private static final String KEYS = "/oauth/jwks";
    private static final Set<String> CALLED_BY_APPS = Set.of("/oauth/token", "/oauth/revoke", "/oauth/par");
    private static final String REGISTRATION = "/oauth/register";

    private static final String LOOPBACK = "http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?";

    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, DPoP, If-None-Match, MCP-Protocol-Version";
    private static final String ANSWER_HEADERS = "DPoP-Nonce, ETag, Retry-After, WWW-Authenticate, X-Request-Id";
    private static final String PREFLIGHT_SECONDS = "3600";

    private final boolean any;
    private final Set<String> origins;

    private CrossOrigin(boolean any, Set<String> origins) {
        this.any = any;
        this.origins = Set.copyOf(origins);
    }

    /**
     * Lets in these origins and no other.
     *
     * @param origins as browsers write them, for example {@code https://app.example}
     * @return the policy
     * @throws IllegalArgumentException if one is no origin
     */
    public static CrossOrigin of(String... origins) {
        for (String origin : origins) {
            if (!origin.matches("https?://[a-z0-9.:\\[\\]-]+")) {
                throw new IllegalArgumentException(
                        "Write an origin as browsers do, scheme, host and port in lower case without a path: "
                                + origin);
            }
        }
        return new CrossOrigin(false, Set.of(origins));
    }

    /**
     * Judges the origins: whoever is on the way to a page over http can put any script into it.
     *
     * @param development whether http is allowed everywhere, not on loopback hosts only
     */
    List<String> problems(boolean development) {
        return origins.stream()
                .filter(origin -> origin.startsWith("http:") && !development && !origin.matches(LOOPBACK))
                .sorted()
                .map(origin -> "crossOrigin: use https for " + origin + ". Its pages could be anybody's.")
                .toList();
    }

    /** Puts the policy before the routes that it is about and answers their preflight requests; leaves the others alone. */
    List<Route> over(List<Route> routes) {
        Map<String, List<Route>> byTemplate = routes.stream()
                .collect(Collectors.groupingBy(Route::template, LinkedHashMap::new, Collectors.toList()));
        List<Route> all = new ArrayList<>();
        byTemplate.forEach((template, atTemplate) -> {
            boolean document = template.startsWith(WELL_KNOWN) || template.equals(KEYS);
            if (document || isCalledByApps(template)) {
                atTemplate.forEach(route -> all.add(route.behind((request, next) -> answer(request, next, document))));
                List<String> methods = atTemplate.stream().map(Route::method).toList();
                all.add(new Route("OPTIONS", template, request -> preflight(request, methods, document)));
            } else {
                all.addAll(atTemplate);
            }
        });
        return all;
    }

    private static boolean isCalledByApps(String template) {
        return CALLED_BY_APPS.contains(template)
                || template.equals(REGISTRATION)
                || template.startsWith(REGISTRATION + "/");
    }

    private Response answer(Request request, Handler next, boolean document) {
        Response answer = next.handle(request);
        if (document) {
            return answer.with("Access-Control-Allow-Origin", "*");
        }
        Response varying = answer.plus("Vary", "Origin");
        return allows(request)
                ? allowed(request, varying).with("Access-Control-Expose-Headers", ANSWER_HEADERS)
                : varying;
    }

    private Response preflight(Request request, List<String> methods, boolean document) {
        boolean asked = request.header("Access-Control-Request-Method")
                .filter(methods::contains)
                .isPresent();
        if (!asked || !(document || allows(request))) {
            return Problem.of(405, "method_not_allowed", "Use one of: " + String.join(", ", methods) + ".")
                    .withHeader("Allow", String.join(", ", methods))
                    .toResponse(request.id());
        }
        Response answer = Response.empty(204)
                .with("Access-Control-Allow-Methods", String.join(", ", methods))
                .with("Access-Control-Allow-Headers", REQUEST_HEADERS)
                .with("Access-Control-Max-Age", PREFLIGHT_SECONDS)
                .with("Vary", "Origin");
        return document ? answer.with("Access-Control-Allow-Origin", "*") : allowed(request, answer);
    }

    private boolean allows(Request request) {
        List<String> sent = request.headers().all("Origin");
        return sent.size() == 1 && !sent.get(0).equals("null") && (any || origins.contains(sent.get(0)));
    }

    private Response allowed(Request request, Response answer) {
        String origin = any ? "*" : request.header("Origin").orElseThrow();
        return answer.with("Access-Control-Allow-Origin", origin);
    }
}
