package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.core.spi.PlanLimit.Period;
import dev.drawbridge.ratelimit.spi.OutageMode;
import java.time.ZoneId;

/** What a limit says, checked. Immutable. */
public sealed interface LimitTerms {

    /** The name in header fields. */
    String name();

    /** The most permits, or the most that an override replaces. */
    long quota();

    /** Whether each app of a company has permits of its own. */
    boolean perApp();

    /** Whether the limit is only counted, and refuses nothing. */
    boolean shadow();

    /**
     * Whether two limits can share a name on different tiers: then they share counters and overrides too.
     *
     * @return false if they count differently
     */
    boolean countsLike(LimitTerms other);

    LimitTerms named(String other);

    LimitTerms forEachApp();

    LimitTerms inShadow();

    /**
     * An exact quota of a window, over all nodes.
     *
     * @param name the name
     * @param quota the most permits in a window
     * @param window the windows
     * @param perApp whether each app has its own
     * @param shadow whether it refuses nothing
     * @param outage what it does while the counters are unavailable
     */
    record Quota(String name, long quota, FixedWindow window, boolean perApp, boolean shadow, OutageMode outage)
            implements LimitTerms {

        @Override
        public boolean countsLike(LimitTerms other) {
            return other instanceof Quota quota && window.equals(quota.window) && perApp == quota.perApp;
        }

        @Override
        public LimitTerms named(String other) {
            return new Quota(other, quota, window, perApp, shadow, outage);
        }

        @Override
        public LimitTerms forEachApp() {
            return new Quota(name, quota, window, true, shadow, outage);
        }

        @Override
        public LimitTerms inShadow() {
            return new Quota(name, quota, window, perApp, true, outage);
        }

        public Quota in(ZoneId zone) {
            return new Quota(name, quota, new FixedWindow(period(), zone), perApp, shadow, outage);
        }

        public Quota on(OutageMode mode) {
            return new Quota(name, quota, window, perApp, shadow, mode);
        }

        public Period period() {
            return window.period();
        }
    }

    /**
     * A burst and a rate, on each node for itself.
     *
     * @param name the name
     * @param quota how many permits there are at most
     * @param refillNanos in how many nanoseconds all of them come back, evenly
     * @param perApp whether each app has its own
     * @param shadow whether it refuses nothing
     */
    record Burst(String name, long quota, long refillNanos, boolean perApp, boolean shadow) implements LimitTerms {

        @Override
        public boolean countsLike(LimitTerms other) {
            return other instanceof Burst burst && perApp == burst.perApp;
        }

        @Override
        public LimitTerms named(String other) {
            return new Burst(other, quota, refillNanos, perApp, shadow);
        }

        @Override
        public LimitTerms forEachApp() {
            return new Burst(name, quota, refillNanos, true, shadow);
        }

        @Override
        public LimitTerms inShadow() {
            return new Burst(name, quota, refillNanos, perApp, true);
        }
    }

    /**
     * How many calls run at the same time, on each node for itself.
     *
     * @param name the name
     * @param quota how many
     * @param perApp whether each app has its own
     * @param shadow whether it refuses nothing
     */
    record Concurrency(String name, long quota, boolean perApp, boolean shadow) implements LimitTerms {

        @Override
        public boolean countsLike(LimitTerms other) {
            return other instanceof Concurrency most && perApp == most.perApp;
        }

        @Override
        public LimitTerms named(String other) {
            return new Concurrency(other, quota, perApp, shadow);
        }

        @Override
        public LimitTerms forEachApp() {
            return new Concurrency(name, quota, true, shadow);
        }

        @Override
        public LimitTerms inShadow() {
            return new Concurrency(name, quota, perApp, true);
        }
    }
}
