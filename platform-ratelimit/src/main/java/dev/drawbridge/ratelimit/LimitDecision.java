package dev.drawbridge.ratelimit;

import dev.drawbridge.ratelimit.internal.Judgement;
import dev.drawbridge.ratelimit.internal.LimitFields;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Whether a call is admitted, and what its limits say then. Immutable and thread-safe. */
public final class LimitDecision {

    private final Judgement judgement;
    private final @Nullable Runnable end;

    LimitDecision(Judgement judgement, @Nullable Runnable end) {
        this.judgement = judgement;
        this.end = end;
    }

    Judgement judgement() {
        return judgement;
    }

    /**
     * Tells whether the call is admitted.
     *
     * @return false if a limit refuses it; it took no permits then
     */
    public boolean allowed() {
        return judgement.allowed();
    }

    /**
     * Returns what each limit says, in the order of the policy. Limits that were not asked, because another one refused
     * before, are left out, and so are limits that are only counted.
     *
     * @return possibly nothing
     */
    public List<LimitStatus> limits() {
        return IntStream.range(0, judgement.limits().size())
                .filter(index -> judgement.isJudged(index)
                        && !judgement.limits().get(index).shadow())
                .mapToObj(index -> new LimitStatus(
                        judgement.limits().get(index).name(),
                        judgement.quota(index),
                        LimitFields.windowSeconds(judgement, index),
                        judgement.remaining(index),
                        judgement.reset(index)))
                .toList();
    }

    /**
     * Returns the limits that refused the call.
     *
     * @return their names, empty if it is allowed
     */
    public List<String> violated() {
        return names(judgement.violated());
    }

    /**
     * Returns the limits in shadow mode that would have refused the call.
     *
     * @return their names, most often none
     */
    public List<String> wouldDeny() {
        return names(IntStream.range(0, judgement.limits().size()).filter(judgement::wouldDeny));
    }

    private List<String> names(IntStream places) {
        return places.mapToObj(index -> judgement.limits().get(index).name()).toList();
    }

    /**
     * Tells whether the counters were unavailable, so that this node decided alone, as {@link Limit#onOutage} says.
     *
     * @return most often false
     */
    public boolean degraded() {
        return judgement.degraded();
    }

    /** Takes note that the call ended, however it did. It counts no longer as running; a second time nothing happens. */
    public void end() {
        if (end != null) {
            end.run();
        }
    }

    /**
     * Returns after how many seconds the call would be admitted if nobody else called.
     *
     * @return empty if it is allowed, and if waiting does not help because it costs more than a limit allows in all,
     *     and if nobody knows, because it waits for other calls to end
     */
    public OptionalLong retryAfterSeconds() {
        long seconds = judgement.retryAfter();
        return seconds == Judgement.NEVER ? OptionalLong.empty() : OptionalLong.of(seconds);
    }
}
