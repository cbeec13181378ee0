package dev.drawbridge.core.api;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.model.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The guard's decision on one call, for controllers that are no {@code Handler}. Thread-safe.
 *
 * <p>If {@link #admitted()} is false, answer with {@link #refusal()}. Otherwise add {@link #headers()} to the answer and
 * call {@link #finish} exactly once, best in a {@code finally} block: it counts the call.
 */
public final class Admission {

    private final @Nullable Caller caller;
    private final @Nullable Response refusal;
    private final Map<String, String> headers;
    private final OpenUsage usage;

    private Admission(
            @Nullable Caller caller, @Nullable Response refusal, Map<String, String> headers, OpenUsage usage) {
        this.caller = caller;
        this.refusal = refusal;
        this.headers = Map.copyOf(headers);
        this.usage = usage;
    }

    static Admission granted(Caller caller, Map<String, String> headers, OpenUsage usage) {
        return new Admission(caller, null, headers, usage);
    }

    /** A refused call is counted here and now. */
    static Admission refused(Response refusal, OpenUsage usage) {
        usage.close(refusal.status());
        return new Admission(null, refusal, Map.of(), usage);
    }

    /**
     * Tells whether the call may go on.
     *
     * @return false if {@link #refusal()} is to be answered
     */
    public boolean admitted() {
        return refusal == null;
    }

    /**
     * Returns who calls.
     *
     * @return the caller
     * @throws IllegalStateException if the call was refused
     */
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("A refused call has no caller: ask admitted() first");
        }
        return caller;
    }

    /**
     * Returns what to answer in place of the controller.
     *
     * @return a problem (RFC 9457) with all header fields it needs
     * @throws IllegalStateException if the call was admitted
     */
    public Response refusal() {
        if (refusal == null) {
            throw new IllegalStateException("An admitted call has no refusal: ask admitted() first");
        }
        return refusal;
    }

    /**
     * Returns what every answer to this call carries besides its own header fields.
     *
     * @return name to value, for example {@code RateLimit}; empty for a refusal, which has them already
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * Counts the call. Only the first one counts; a refused call is counted already.
     *
     * @param status the HTTP status of the answer
     */
    public void finish(int status) {
        usage.close(status);
    }

    Response complete(Response response) {
        Response complete = response;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            complete = complete.with(header.getKey(), header.getValue());
        }
        return complete;
    }
}
