package dev.drawbridge.core.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the route of a request: 404 if no template matches, 405 with {@code Allow} if another method would. A template
 * with more literal segments wins. Paths are compared raw: an encoded slash, a {@code ;} or dot segments match nothing.
 *
 * <p>Immutable and thread-safe.
 */
public final class Router implements Handler {

    private final Map<String, Map<String, Handler>> literal = new HashMap<>();
    private final List<Template> templates = new ArrayList<>();
    private final Handler notFound;

    /**
     * Makes a router.
     *
     * @param routes the routes
     * @param notFound answers when no template matches
     * @throws IllegalArgumentException if two routes have the same method and template
     */
    public Router(List<Route> routes, Handler notFound) {
        this.notFound = notFound;
        Map<String, Map<String, Handler>> byTemplate = new LinkedHashMap<>();
        for (Route route : routes) {
            Handler before = byTemplate
                    .computeIfAbsent(route.template(), unused -> new LinkedHashMap<>())
                    .put(route.method(), route.handler());
            if (before != null) {
                throw new IllegalArgumentException(
                        "Two routes answer " + route.method() + " " + route.template() + "; remove one");
            }
        }
        byTemplate.forEach((template, handlers) -> {
            if (template.contains("{")) {
                templates.add(new Template(template.split("/", -1), handlers));
            } else {
                literal.put(template, handlers);
            }
        });
        templates.sort((a, b) -> Long.compare(a.variables(), b.variables()));
    }

    @Override
    public Response handle(Request request) {
        Map<String, Handler> handlers = literal.get(request.path());
        if (handlers != null) {
            return dispatch(handlers, request);
        }
        String[] segments = request.path().split("/", -1);
        for (Template template : templates) {
            Optional<Map<String, String>> parameters = template.match(segments);
            if (parameters.isPresent()) {
                return dispatch(template.handlers(), request.withPathParameters(parameters.get()));
            }
        }
        return notFound.handle(request);
    }

    private static Response dispatch(Map<String, Handler> handlers, Request request) {
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        Handler handler = handlers.get(method);
        if (handler != null) {
            return handler.handle(request);
        }
        TreeSet<String> allowed = new TreeSet<>(handlers.keySet());
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return Problem.of(405, "method_not_allowed", "Use one of: " + String.join(", ", allowed) + ".")
                .withHeader("Allow", String.join(", ", allowed))
                .toResponse(request.id());
    }

    private record Template(String[] segments, Map<String, Handler> handlers) {

        long variables() {
            long count = 0;
            for (String segment : segments) {
                count += isVariable(segment) ? 1 : 0;
            }
            return count;
        }

        Optional<Map<String, String>> match(String[] path) {
            if (path.length != segments.length) {
                return Optional.empty();
            }
            Map<String, String> parameters = new HashMap<>();
            for (int i = 0; i < path.length; i++) {
                if (isVariable(segments[i]) && isPlain(path[i])) {
                    parameters.put(segments[i].substring(1, segments[i].length() - 1), path[i]);
                } else if (!segments[i].equals(path[i])) {
                    return Optional.empty();
                }
            }
            return Optional.of(parameters);
        }

        private static boolean isVariable(String segment) {
            return segment.startsWith("{") && segment.endsWith("}");
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
