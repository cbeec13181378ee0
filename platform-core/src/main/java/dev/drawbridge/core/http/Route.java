package dev.drawbridge.core.http;

/**
 * A method and path that a handler answers.
 *
 * @param method upper-case; a {@code GET} route answers {@code HEAD} too
 * @param template a path whose segments may be {@code {name}}, for example {@code /apps/{id}}
 * @param handler what answers
 */
public record Route(String method, String template, Handler handler) {

    /**
     * Checks the template.
     *
     * @throws IllegalArgumentException if it does not begin with a slash
     */
    public Route {
        if (!template.startsWith("/")) {
            throw new IllegalArgumentException("A route begins with a slash: " + template);
        }
    }

    /**
     * Makes a route for reading.
     *
     * @param template the path
     * @param handler what answers
     * @return the route
     */
    public static Route get(String template, Handler handler) {
        return new Route("GET", template, handler);
    }

    /**
     * Makes a route for sending.
     *
     * @param template the path
     * @param handler what answers
     * @return the route
     */
    public static Route post(String template, Handler handler) {
        return new Route("POST", template, handler);
    }

    /**
     * Returns a copy behind a filter.
     *
     * @param filter what stands before the handler
     * @return the copy
     */
    public Route behind(Filter filter) {
        return new Route(method, template, filter.before(handler));
    }
}
