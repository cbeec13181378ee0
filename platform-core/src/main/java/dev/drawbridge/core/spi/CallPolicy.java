package dev.drawbridge.core.spi;

import dev.drawbridge.core.http.Problem;
import java.util.Map;

/**
 * Decides whether a proven caller may call now, for example by the quota of their company. Implementations are thread-safe.
 */
@FunctionalInterface
public interface CallPolicy {

    /** The decision. */
    sealed interface Verdict permits Allowed, Denied {}

    /**
     * The call is allowed by this policy.
     *
     * @param headers header fields for the response, for example {@code RateLimit}
     * @param end runs once when the call ended, also if a later check refused it; it must not throw
     */
    record Allowed(Map<String, String> headers, Runnable end) implements Verdict {

        /** Copies the fields. */
        public Allowed {
            headers = Map.copyOf(headers);
        }

        /**
         * The call is allowed, and its end does not matter to the policy.
         *
         * @param headers header fields for the response
         */
        public Allowed(Map<String, String> headers) {
            this(headers, () -> {});
        }
    }

    /**
     * Stop.
     *
     * @param problem the response
     */
    record Denied(Problem problem) implements Verdict {}

    /**
     * Decides.
     *
     * @param call the call
     * @return the decision
     */
    Verdict check(ApiCall call);
}
