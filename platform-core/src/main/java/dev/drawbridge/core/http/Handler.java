package dev.drawbridge.core.http;

import java.util.Optional;

/** Handles a request. Implementations are thread-safe and keep no reference to the request. */
@FunctionalInterface
public interface Handler {

    /**
     * Handles a request.
     *
     * @param request what was asked
     * @return the response
     * @throws ProblemException to refuse with a problem; mapped to a response in one place
     */
    Response handle(Request request);

    /**
     * Says which pages of other origins may call this.
     *
     * @return the rule; empty if none may, which is the default
     */
    default Optional<CrossOriginRule> crossOrigin() {
        return Optional.empty();
    }
}
