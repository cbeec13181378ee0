package dev.drawbridge.core.internal.egress;

import dev.drawbridge.core.http.Headers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of an outbound request.
 *
 * @param status the HTTP status, or 0 without a response
 * @param headers the response's header fields, none without a response
 * @param snippet the beginning of the body as text, control characters replaced
 * @param duration how long it took
 * @param failure why there was no response, or null
 */
public record EgressResponse(
        int status,
        Headers headers,
        String snippet,
        Duration duration,
        @Nullable EgressFailure failure) {

    /**
     * Tells whether the receiver accepted the request.
     *
     * @return true for a status of 200 to 299, whatever became of the body
     */
    public boolean accepted() {
        return status >= 200 && status <= 299;
    }

    static EgressResponse failed(EgressFailure failure, Duration duration) {
        return new EgressResponse(0, Headers.NONE, "", duration, failure);
    }
}
