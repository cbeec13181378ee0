package dev.drawbridge.core.internal.http;

import dev.drawbridge.core.http.CrossOriginRule;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the route of a request: 404 if no template matches, 405 with {@code Allow} if another method would. A template
 * with more literal segments wins. A preflight that a handler's {@link Handler#crossOrigin() rule} permits is 204. Paths
 * are compared raw: an encoded slash, a {@code ;} or dot segments match nothing.
 *
 * <p>Immutable and thread-safe.
 */
public final class Router implements Handler {

    /** What is said of a path that nobody serves. */
    public static final String NOTHING_HERE = "There is nothing at this address.";

    private final Map<String, Map<String, Route>> literal = new HashMap<>();
    private final List<Template> templates = new ArrayList<>();
    private final Neighbours neighbours;

    /**
     * Makes a router.
     *
     * @param routes the routes
     * @throws IllegalArgumentException if two routes have the same method and template, names of variables aside
     */
    public Router(List<Route> routes) {
        this.neighbours = Neighbours.of(routes);
        // By shape, so that /apps/{id} and /apps/{app} are one place with several methods.
        Map<String, Template> byShape = new LinkedHashMap<>();
        for (Route route : routes) {
            Template template = byShape.computeIfAbsent(
                    Template.shape(route.template()), shape -> new Template(shape.split("/", -1)));
            if (!template.add(route)) {
                throw new IllegalArgumentException(
                        "Two routes handle " + route.method() + " " + route.template() + "; remove one");
            }
        }
        byShape.forEach((shape, template) -> {
            if (template.variables() == 0) {
                literal.put(shape, template.routes());
            } else {
                templates.add(template);
            }
        });
        templates.sort(Comparator.comparingLong(Template::variables));
    }

    @Override
    public Response handle(Request request) {
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        Map<String, Route> atPath = literal.getOrDefault(request.path(), Map.of());
        Route exact = atPath.get(method);
        if (exact != null) {
            return exact.handler().handle(request);
        }
        TreeSet<String> allowed = new TreeSet<>(atPath.keySet());
        List<String> segments = List.of(request.path().split("/", -1));
        for (Template template : templates) {
            if (template.matches(segments)) {
                Route route = template.routes().get(method);
                if (route != null) {
                    return route.handler().handle(request.withPathParameters(template.parameters(method, segments)));
                }
                allowed.addAll(template.routes().keySet());
            }
        }
        if (allowed.isEmpty()) {
            throw ProblemException.of(404, "not_found", NOTHING_HERE);
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return crossOrigin(request)
                .flatMap(rule -> rule.preflight(request, allowed))
                .orElseThrow(() -> new ProblemException(
                        Problem.of(405, "method_not_allowed", "Use " + String.join(" or ", allowed) + ".")
                                .withHeader("Allow", String.join(", ", allowed))));
    }

    @Override
    public int maxBodyBytes(Request request) {
        return at(request)
                .filter(route -> route.method().equals(request.method()))
                .mapToInt(route -> route.handler().maxBodyBytes(request))
                .max()
                .orElse(Request.MAX_BODY_BYTES);
    }

    /**
     * Says which pages of other origins may call the path of a request, whatever its method.
     *
     * @param request what was asked
     * @return the rule; empty if none may, or nothing is there
     */
    public Optional<CrossOriginRule> crossOrigin(Request request) {
        return at(request)
                .flatMap(route -> route.handler().crossOrigin().stream())
                .findFirst();
    }

    /**
     * Says what the path of a request is for, whatever its method. A path where nothing is takes after its neighbours.
     *
     * @param request what was asked
     * @return the kind
     */
    public Route.Kind kind(Request request) {
        return at(request).map(Route::kind).findFirst().orElseGet(() -> neighbours.kind(request.path()));
    }

    /** The routes of a path, whatever their method. */
    private Stream<Route> at(Request request) {
        Map<String, Route> atPath = literal.getOrDefault(request.path(), Map.of());
        if (!atPath.isEmpty()) {
            return atPath.values().stream();
        }
        List<String> segments = List.of(request.path().split("/", -1));
        return templates.stream()
                .filter(template -> template.matches(segments))
                .flatMap(template -> template.routes().values().stream());
    }

    /** A path with variables, the route of each method, and what each method calls the variables. */
    private static final class Template {

        private static final String VARIABLE = "{}";

        private final String[] segments;
        private final Map<String, Route> routes = new HashMap<>();
        private final Map<String, String[]> names = new HashMap<>();

        Template(String[] segments) {
            this.segments = segments;
        }

        /** The template without the names of its variables. */
        static String shape(String template) {
            return template.replaceAll("\\{[^/}]*}", "{}");
        }

        boolean add(Route route) {
            names.put(route.method(), route.template().split("/", -1));
            return routes.put(route.method(), route) == null;
        }

        Map<String, Route> routes() {
            return routes;
        }

        long variables() {
            long count = 0;
            for (String segment : segments) {
                count += segment.equals(VARIABLE) ? 1 : 0;
            }
            return count;
        }

        boolean matches(List<String> path) {
            if (path.size() != segments.length) {
                return false;
            }
            for (int i = 0; i < segments.length; i++) {
                String segment = path.get(i);
                if (segments[i].equals(VARIABLE) ? !isPlain(segment) : !segments[i].equals(segment)) {
                    return false;
                }
            }
            return true;
        }

        Map<String, String> parameters(String method, List<String> path) {
            String[] named = names.getOrDefault(method, segments);
            Map<String, String> parameters = new HashMap<>();
            for (int i = 0; i < segments.length; i++) {
                if (segments[i].equals(VARIABLE)) {
                    parameters.put(named[i].substring(1, named[i].length() - 1), path.get(i));
                }
            }
            return parameters;
        }

        // Ids have unreserved characters only; anything else in a variable segment is nobody's id.
        private static boolean isPlain(String segment) {
            return !segment.isEmpty()
                    && !segment.equals(".")
                    && !segment.equals("..")
                    && segment.chars().allMatch(Template::isUnreserved);
        }

        private static boolean isUnreserved(int c) {
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            return alphanumeric || c == '-' || c == '_' || c == '.' || c == '~';
        }
    }
}
