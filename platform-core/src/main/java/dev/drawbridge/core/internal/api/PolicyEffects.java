package dev.drawbridge.core.internal.api;

import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.CallPolicy.Allowed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What the checks of a call found out on the way: the tier that policies went by, what those that allowed the call add to its
 * response, and what they wait for. Collected by one thread.
 */
public final class PolicyEffects {

    /** Nothing. */
    public static final PolicyEffects NONE = new PolicyEffects();

    private Map<String, String> headers = Map.of();
    private final List<Runnable> ends = new ArrayList<>(2);
    private final AtomicBoolean ended = new AtomicBoolean();
    private @Nullable Tier tier;
    private int permits;

    void judgedAs(Tier found) {
        tier = found;
    }

    @Nullable
    Tier tier() {
        return tier;
    }

    void add(Allowed allowed) {
        headers = headers.isEmpty() ? allowed.headers() : merged(headers, allowed.headers());
        ends.add(allowed.end());
    }

    private static Map<String, String> merged(Map<String, String> before, Map<String, String> added) {
        Map<String, String> all = new LinkedHashMap<>(before);
        all.putAll(added);
        return all;
    }

    void took(int cost) {
        permits = cost;
    }

    /** Returns what the call took of the quota: nothing unless all policies allowed it. */
    public int permits() {
        return permits;
    }

    /** Returns the header fields of the response. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Tells the policies that the call ended; only the first time. */
    public void end() {
        if (ended.compareAndSet(false, true)) {
            for (Runnable end : ends) {
                end.run();
            }
        }
    }
}
