package dev.drawbridge.core;

import dev.drawbridge.core.http.CrossOriginRule;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.api.PolicyEffects;
import dev.drawbridge.core.internal.usage.OpenUsage;
import dev.drawbridge.core.model.Caller;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The guard's decision on one call, for controllers that are no {@code Handler}. Thread-safe.
 *
 * <p>If {@link #admitted()} is false, respond with {@link #refusal()}. Otherwise add {@link #headers()} to the response
 * and call {@link #finish} exactly once, best in a {@code finally} block: it counts the call.
 */
public final class Admission {

    private final @Nullable Caller caller;
    private final @Nullable Response refusal;
    private final PolicyEffects effects;
    private final Map<String, String> originHeaders;
    private final OpenUsage usage;

    private Admission(
            @Nullable Caller caller,
            @Nullable Response refusal,
            PolicyEffects effects,
            Map<String, String> originHeaders,
            OpenUsage usage) {
        this.caller = caller;
        this.refusal = refusal;
        this.effects = effects;
        this.originHeaders = Map.copyOf(originHeaders);
        this.usage = usage;
    }

    static Admission granted(Caller caller, PolicyEffects effects, OpenUsage usage) {
        return new Admission(caller, null, effects, Map.of(), usage);
    }

    /** A refused call is counted here and now. */
    static Admission refused(Response refusal, OpenUsage usage) {
        usage.close(refusal.status());
        return new Admission(null, refusal, PolicyEffects.NONE, Map.of(), usage);
    }

    /**
     * Returns this decision with the header fields that let the page that sent the call read the response (CORS).
     *
     * @param request the call
     * @param rule which origins may read responses
     * @return the decision, unchanged if the rule does not allow the request's origin
     */
    Admission readable(Request request, CrossOriginRule rule) {
        if (refusal != null) {
            return new Admission(caller, rule.complete(request, refusal), effects, Map.of(), usage);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        rule.complete(request, Response.empty(200))
                .headers()
                .asMap()
                .forEach((name, values) -> fields.put(name, String.join(", ", values)));
        return new Admission(caller, null, effects, fields, usage);
    }

    /**
     * Tells whether the call may be handled.
     *
     * @return false if {@link #refusal()} is the response
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
     * Returns the response to send in place of the controller's.
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
     * Returns the header fields that the response to this call carries besides its own.
     *
     * @return name to value, for example {@code RateLimit}, and those for pages of other origins; empty for a refusal, which
     *     has them already
     */
    public Map<String, String> headers() {
        Map<String, String> all = new LinkedHashMap<>(effects.headers());
        all.putAll(originHeaders);
        return all;
    }

    /**
     * Counts the call and gives back what it held, for example its place among concurrent calls. Only the first one counts;
     * a refused call is counted already.
     *
     * @param status the HTTP status of the response
     */
    public void finish(int status) {
        effects.end();
        usage.close(status);
    }

    /**
     * Adds to a controller's response what the call policies say about it, for example {@code RateLimit}. The fields for pages
     * of other origins are left to the edge.
     *
     * @param response the controller's
     * @return the response with the fields added
     */
    Response complete(Response response) {
        return response.with(effects.headers());
    }
}
