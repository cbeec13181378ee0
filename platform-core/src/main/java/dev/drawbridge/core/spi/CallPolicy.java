package dev.drawbridge.core.spi;

import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.Caller;
import dev.drawbridge.core.model.Tier;
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
     */
    record Allowed(Map<String, String> headers) implements Verdict {

        /** Copies the fields. */
        public Allowed {
            headers = Map.copyOf(headers);
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
     * @param caller who calls
     * @param tier the plan of their company
     * @param request the call
     * @return the decision
     */
    Verdict check(Caller caller, Tier tier, Request request);
}
