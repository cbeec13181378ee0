package dev.drawbridge.core.http;

/**
 * A method and path that a handler answers.
 *
 * @param method upper-case; a {@code GET} route answers {@code HEAD} too
 * @param template a path whose segments may be {@code {name}}, for example {@code /apps/{id}}
 * @param handler what answers
 * @param toEverybody whether strangers may ask as often as they like, because the response says the same to all of them and
 *     costs next to nothing; of other routes each network has a bounded share
 */
public record Route(String method, String template, Handler handler, boolean toEverybody) {

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
     * Makes a route of which each network of strangers has a bounded share.
     *
     * @param method upper-case; a {@code GET} route answers {@code HEAD} too
     * @param template a path whose segments may be {@code {name}}
     * @param handler what answers
     */
    public Route(String method, String template, Handler handler) {
        this(method, template, handler, false);
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
        return new Route(method, template, filter.before(handler), toEverybody);
    }

    /**
     * Returns a copy that strangers may ask as often as they like.
     *
     * @return the copy
     */
    public Route openToEverybody() {
        return new Route(method, template, handler, true);
    }
}
