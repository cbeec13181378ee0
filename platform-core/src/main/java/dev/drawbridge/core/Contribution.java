package dev.drawbridge.core;

import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.CallPolicy;
import dev.drawbridge.core.spi.CallerResolver;
import dev.drawbridge.core.spi.EventPublisher;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlanLimits;
import dev.drawbridge.core.spi.PortalRoute;
import dev.drawbridge.core.spi.PortalShell;
import dev.drawbridge.core.spi.Reaction;
import dev.drawbridge.core.spi.operator.OperatorPanel;
import dev.drawbridge.core.spi.operator.SystemPart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * What a feature contributes to the platform. Immutable.
 *
 * @param routes with full paths
 * @param jobs background work
 * @param publishingJobs background work that publishes events, made of what publishes them; it runs once more when the
 *     platform closes
 * @param callerResolvers what finds out who calls the host's API; at most one in a platform
 * @param callPolicies what limits calls, in the order in which they are consulted
 * @param planLimits the quotas of tiers that these hold to; what pages tell must equal them
 * @param portalShells what mounts portal pages; at most one in a platform
 * @param portalRoutes portal pages and JSON calls
 * @param appPanels tabs of an app
 * @param reactions what reacts to events of the host
 * @param operatorPanels sections of the operator's area
 * @param systemParts what the page about the system tells
 * @param shutdowns what ends work in flight when the platform closes; each waits 10 s at most
 */
public record Contribution(
        List<Route> routes,
        List<Job> jobs,
        List<Function<EventPublisher, Job>> publishingJobs,
        List<CallerResolver> callerResolvers,
        List<CallPolicy> callPolicies,
        List<PlanLimits> planLimits,
        List<PortalShell> portalShells,
        List<PortalRoute> portalRoutes,
        List<AppPanel> appPanels,
        List<Reaction> reactions,
        List<OperatorPanel> operatorPanels,
        List<SystemPart> systemParts,
        List<Runnable> shutdowns) {

    /** Copies every list. */
    public Contribution {
        routes = List.copyOf(routes);
        jobs = List.copyOf(jobs);
        publishingJobs = List.copyOf(publishingJobs);
        callerResolvers = List.copyOf(callerResolvers);
        callPolicies = List.copyOf(callPolicies);
        planLimits = List.copyOf(planLimits);
        portalShells = List.copyOf(portalShells);
        portalRoutes = List.copyOf(portalRoutes);
        appPanels = List.copyOf(appPanels);
        reactions = List.copyOf(reactions);
        operatorPanels = List.copyOf(operatorPanels);
        systemParts = List.copyOf(systemParts);
        shutdowns = List.copyOf(shutdowns);
    }

    /**
     * Begins with nothing.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what a feature contributes. Not thread-safe. */
    public static final class Builder {

        private final List<Route> routes = new ArrayList<>();
        private final List<Job> jobs = new ArrayList<>();
        private final List<Function<EventPublisher, Job>> publishingJobs = new ArrayList<>();
        private final List<CallerResolver> callerResolvers = new ArrayList<>();
        private final List<CallPolicy> callPolicies = new ArrayList<>();
        private final List<PlanLimits> planLimits = new ArrayList<>();
        private final List<PortalShell> portalShells = new ArrayList<>();
        private final List<PortalRoute> portalRoutes = new ArrayList<>();
        private final List<AppPanel> appPanels = new ArrayList<>();
        private final List<Reaction> reactions = new ArrayList<>();
        private final List<OperatorPanel> operatorPanels = new ArrayList<>();
        private final List<SystemPart> systemParts = new ArrayList<>();
        private final List<Runnable> shutdowns = new ArrayList<>();

        private Builder() {}

        /** Adds routes with full paths. */
        public Builder addRoutes(List<Route> added) {
            routes.addAll(added);
            return this;
        }

        /** Adds background work. */
        public Builder addJobs(Job... added) {
            Collections.addAll(jobs, added);
            return this;
        }

        /** Adds background work that publishes events; it is made when what reacts to them is known. */
        public Builder addPublishingJob(Function<EventPublisher, Job> job) {
            publishingJobs.add(job);
            return this;
        }

        /** Adds what finds out who calls the host's API. */
        public Builder addCallerResolver(CallerResolver resolver) {
            callerResolvers.add(resolver);
            return this;
        }

        /** Adds what limits calls. */
        public Builder addCallPolicy(CallPolicy policy) {
            callPolicies.add(policy);
            return this;
        }

        /** Adds the quotas of tiers that the feature's policies hold to. */
        public Builder addPlanLimits(PlanLimits limits) {
            planLimits.add(limits);
            return this;
        }

        /** Adds what mounts portal pages. */
        public Builder addPortalShell(PortalShell shell) {
            portalShells.add(shell);
            return this;
        }

        /** Adds portal pages and JSON calls. */
        public Builder addPortalRoutes(List<PortalRoute> added) {
            portalRoutes.addAll(added);
            return this;
        }

        /** Adds a tab of an app. */
        public Builder addAppPanel(AppPanel panel) {
            appPanels.add(panel);
            return this;
        }

        /** Adds what reacts to events of the host. */
        public Builder addReaction(Reaction reaction) {
            reactions.add(reaction);
            return this;
        }

        /** Adds sections of the operator's area. */
        public Builder addOperatorPanels(OperatorPanel... added) {
            Collections.addAll(operatorPanels, added);
            return this;
        }

        /** Adds what the page about the system tells. */
        public Builder addSystemParts(SystemPart... added) {
            Collections.addAll(systemParts, added);
            return this;
        }

        /** Adds what ends work in flight when the platform closes: it takes no new work and waits 10 s at most. */
        public Builder addShutdown(Runnable shutdown) {
            shutdowns.add(shutdown);
            return this;
        }

        /**
         * Ends the collection.
         *
         * @return the contribution
         */
        public Contribution build() {
            return new Contribution(
                    routes,
                    jobs,
                    publishingJobs,
                    callerResolvers,
                    callPolicies,
                    planLimits,
                    portalShells,
                    portalRoutes,
                    appPanels,
                    reactions,
                    operatorPanels,
                    systemParts,
                    shutdowns);
        }
    }
}
