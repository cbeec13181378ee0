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
     * Says how large the body of a request may be, so that a larger one is refused before it is held.
     *
     * @param request what was asked, still without its body
     * @return bytes; {@value Request#MAX_BODY_BYTES} by default
     */
    default int maxBodyBytes(Request request) {
        return Request.MAX_BODY_BYTES;
    }

    /**
     * Says which pages of other origins may call this.
     *
     * @return the rule; empty if none may, which is the default
     */
    default Optional<CrossOriginRule> crossOrigin() {
        return Optional.empty();
    }
}
