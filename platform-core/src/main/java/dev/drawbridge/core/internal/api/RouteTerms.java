package dev.drawbridge.core.internal.api;

/**
 * What a route of the host's API demands of a call.
 *
 * @param scope a name of the scope catalog
 * @param route the host's name for what is called; usage is counted under it
 * @param cost how many permits of a quota a call takes
 */
public record RouteTerms(String scope, String route, int cost) {

    /** The longest name of a route. */
    public static final int MAX_ROUTE_LENGTH = 100;

    /** The highest cost. */
    public static final int MAX_COST = 1_000_000;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the one that is out of its range
     */
    public RouteTerms {
        if (!route.matches("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?") || route.length() > MAX_ROUTE_LENGTH) {
            throw new IllegalArgumentException(
                    "A route's name has 1 to " + MAX_ROUTE_LENGTH + " printable ASCII characters: '" + route + "'");
        }
        if (cost < 0 || cost > MAX_COST) {
            throw new IllegalArgumentException("A call costs 0 to " + MAX_COST + " permits: " + cost);
        }
    }

    /** A call costs one permit and is counted under the name of its scope. */
    public static RouteTerms of(String scope) {
        return new RouteTerms(scope, scope, 1);
    }
}
