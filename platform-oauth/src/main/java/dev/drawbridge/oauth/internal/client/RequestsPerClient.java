package dev.drawbridge.oauth.internal.client;

/**
 * How many requests one client may send to the endpoints that authenticate it, per node.
 *
 * @param burst how many at one time, from 1
 * @param perSecond how many a second after that, from 1
 */
public record RequestsPerClient(int burst, int perSecond) {

    /** A bound for a client that runs wild, above what a small node can serve: 20,000 and 5,000 a second. */
    public static final RequestsPerClient DEFAULT = new RequestsPerClient(20_000, 5_000);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public RequestsPerClient {
        if (burst < 1 || perSecond < 1) {
            throw new IllegalArgumentException("Requests per client need a burst and a rate of at least 1.");
        }
    }
}
