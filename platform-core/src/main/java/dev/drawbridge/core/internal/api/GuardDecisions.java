package dev.drawbridge.core.internal.api;

import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.internal.metric.MeterFamily;
import dev.drawbridge.core.internal.metric.Meters;
import dev.drawbridge.core.model.Tier;
import org.jspecify.annotations.Nullable;

/** Counts what the guard decided, as {@code dp.guard.decision} with the tags {@code outcome} and {@code tier}. Thread-safe. */
public final class GuardDecisions {

    private static final String ALLOWED = "allow";

    /** The call was refused before anybody asked for the plan. */
    private static final String NO_TIER = "unknown";

    private final MeterFamily decisions;

    /**
     * Makes one.
     *
     * @param meters takes the counts
     */
    public GuardDecisions(Meters meters) {
        this.decisions = meters.family("dp.guard.decision", "outcome", "tier");
    }

    /** Counts a call that may be handled. */
    public void allowed(PolicyEffects effects) {
        decisions.count(ALLOWED, tier(effects.tier()));
    }

    /** Counts a call that was refused. */
    public void refused(Problem problem, PolicyEffects effects) {
        decisions.count(outcome(problem), tier(effects.tier()));
    }

    private static String tier(@Nullable Tier tier) {
        return tier == null ? NO_TIER : tier.code();
    }

    private static String outcome(Problem problem) {
        return switch (problem.code()) {
            case "insufficient_scope" -> "403_scope";
            case "plan_required" -> "403_plan";
            case "ip_not_allowed" -> "403_ip";
            default -> Integer.toString(problem.status());
        };
    }
}
