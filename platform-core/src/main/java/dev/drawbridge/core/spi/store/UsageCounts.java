package dev.drawbridge.core.spi.store;

/**
 * Numbers of calls by outcome, and what they took of the quota.
 *
 * @param ok 1xx, 2xx and 3xx
 * @param clientError 4xx but for the following two
 * @param denied 401 and 403
 * @param rateLimited 429
 * @param serverError 5xx
 * @param permits what those calls cost that the call policies allowed, however they ended then
 */
public record UsageCounts(long ok, long clientError, long denied, long rateLimited, long serverError, long permits) {

    /** No call at all. */
    public static final UsageCounts ZERO = new UsageCounts(0, 0, 0, 0, 0, 0);

    /**
     * Returns the number of all calls.
     *
     * @return the sum of all outcomes
     */
    public long total() {
        return ok + clientError + denied + rateLimited + serverError;
    }

    /**
     * Adds two sets of numbers.
     *
     * @param other the other one
     * @return the sums
     */
    public UsageCounts plus(UsageCounts other) {
        return new UsageCounts(
                ok + other.ok,
                clientError + other.clientError,
                denied + other.denied,
                rateLimited + other.rateLimited,
                serverError + other.serverError,
                permits + other.permits);
    }
}
