package dev.drawbridge.core.http;

import java.util.Optional;

/** Answers a request. Implementations are thread-safe and keep no reference to the request. */
@FunctionalInterface
public interface Handler {

    /**
     * Answers a request.
     *
     * @param request what was asked
     * @return the answer
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
