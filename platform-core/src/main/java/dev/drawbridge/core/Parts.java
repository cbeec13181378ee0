package dev.drawbridge.core;

import dev.drawbridge.core.api.CallPolicy;
import dev.drawbridge.core.api.CallerResolver;
import dev.drawbridge.core.cluster.Job;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.panel.AppPanel;
import dev.drawbridge.core.panel.PortalRoute;
import dev.drawbridge.core.panel.PortalShell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a feature contributes to the platform. Immutable; builders are not thread-safe. */
public final class Parts {

    private final List<Route> routes;
    private final List<Job> jobs;
    private final List<CallerResolver> callerResolvers;
    private final List<CallPolicy> callPolicies;
    private final List<PortalShell> portalShells;
    private final List<PortalRoute> portalRoutes;
    private final List<AppPanel> appPanels;
    private final List<Reaction> reactions;
    private final List<Runnable> shutdowns;

    private Parts(Builder builder) {
        this.routes = List.copyOf(builder.routes);
        this.jobs = List.copyOf(builder.jobs);
        this.callerResolvers = List.copyOf(builder.callerResolvers);
        this.callPolicies = List.copyOf(builder.callPolicies);
        this.portalShells = List.copyOf(builder.portalShells);
        this.portalRoutes = List.copyOf(builder.portalRoutes);
        this.appPanels = List.copyOf(builder.appPanels);
        this.reactions = List.copyOf(builder.reactions);
        this.shutdowns = List.copyOf(builder.shutdowns);
    }

    /**
     * Begins with nothing.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns routes with full paths.
     *
     * @return the routes
     */
    public List<Route> routes() {
        return routes;
    }

    /**
     * Returns background work.
     *
     * @return the jobs
     */
    public List<Job> jobs() {
        return jobs;
    }

    /**
     * Returns what finds out who calls the host's API.
     *
     * @return at most one in a platform
     */
    public List<CallerResolver> callerResolvers() {
        return callerResolvers;
    }

    /**
     * Returns what limits calls.
     *
     * @return the policies in the order in which they are asked
     */
    public List<CallPolicy> callPolicies() {
        return callPolicies;
    }

    /**
     * Returns what mounts portal pages.
     *
     * @return at most one in a platform
     */
    public List<PortalShell> portalShells() {
        return portalShells;
    }

    /**
     * Returns portal pages and JSON calls.
     *
     * @return the routes
     */
    public List<PortalRoute> portalRoutes() {
        return portalRoutes;
    }

    /**
     * Returns tabs of an app.
     *
     * @return the panels
     */
    public List<AppPanel> appPanels() {
        return appPanels;
    }

    /**
     * Returns what reacts to events of the host.
     *
     * @return the reactions
     */
    public List<Reaction> reactions() {
        return reactions;
    }

    /**
     * Returns what ends work in flight when the platform closes.
     *
     * @return each waits 10 s at most
     */
    public List<Runnable> shutdowns() {
        return shutdowns;
    }

    /** Collects parts. */
    public static final class Builder {

        private final List<Route> routes = new ArrayList<>();
        private final List<Job> jobs = new ArrayList<>();
        private final List<CallerResolver> callerResolvers = new ArrayList<>();
        private final List<CallPolicy> callPolicies = new ArrayList<>();
        private final List<PortalShell> portalShells = new ArrayList<>();
        private final List<PortalRoute> portalRoutes = new ArrayList<>();
        private final List<AppPanel> appPanels = new ArrayList<>();
        private final List<Reaction> reactions = new ArrayList<>();
        private final List<Runnable> shutdowns = new ArrayList<>();

        private Builder() {}

        /**
         * Adds routes.
         *
         * @param added routes with full paths
         * @return this
         */
        public Builder addRoutes(List<Route> added) {
            routes.addAll(added);
            return this;
        }

        /**
         * Adds background work.
         *
         * @param added jobs
         * @return this
         */
        public Builder addJobs(Job... added) {
            Collections.addAll(jobs, added);
            return this;
        }

        /**
         * Adds what finds out who calls.
         *
         * @param resolver the resolver
         * @return this
         */
        public Builder addCallerResolver(CallerResolver resolver) {
            callerResolvers.add(resolver);
            return this;
        }

        /**
         * Adds what limits calls.
         *
         * @param policy the policy
         * @return this
         */
        public Builder addCallPolicy(CallPolicy policy) {
            callPolicies.add(policy);
            return this;
        }

        /**
         * Adds what mounts portal pages.
         *
         * @param shell the shell
         * @return this
         */
        public Builder addPortalShell(PortalShell shell) {
            portalShells.add(shell);
            return this;
        }

        /**
         * Adds portal pages and JSON calls.
         *
         * @param added the routes
         * @return this
         */
        public Builder addPortalRoutes(List<PortalRoute> added) {
            portalRoutes.addAll(added);
            return this;
        }

        /**
         * Adds a tab of an app.
         *
         * @param panel the panel
         * @return this
         */
        public Builder addAppPanel(AppPanel panel) {
            appPanels.add(panel);
            return this;
        }

        /**
         * Adds what reacts to events of the host.
         *
         * @param reaction the reaction
         * @return this
         */
        public Builder addReaction(Reaction reaction) {
            reactions.add(reaction);
            return this;
        }

        /**
         * Adds what ends work in flight when the platform closes.
         *
         * @param shutdown takes no new work and waits 10 s at most
         * @return this
         */
        public Builder addShutdown(Runnable shutdown) {
            shutdowns.add(shutdown);
            return this;
        }

        /**
         * Ends the collection.
         *
         * @return the parts
         */
        public Parts build() {
            return new Parts(this);
        }
    }
}
