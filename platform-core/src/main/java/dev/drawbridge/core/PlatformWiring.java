package dev.drawbridge.core;

import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.api.CallChecks;
import dev.drawbridge.core.internal.api.GuardDecisions;
import dev.drawbridge.core.internal.cluster.LastRun;
import dev.drawbridge.core.internal.cluster.PurgeJob;
import dev.drawbridge.core.internal.event.Publisher;
import dev.drawbridge.core.internal.usage.UsageMeter;
import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.CallPolicy;
import dev.drawbridge.core.spi.CallerResolver;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlanLimits;
import dev.drawbridge.core.spi.PortalRoute;
import dev.drawbridge.core.spi.PortalShell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks what features contribute and joins it: usage, the guard of the host's API, background work, routes. */
final class PlatformWiring {

    private final CoreServices core;
    private final List<Contribution> contributions;
    private final UsageMeter usage;
    private final Publisher publisher;
    private final List<Job> publishing;
    private final @Nullable ApiGuard guard;
    private final List<Job> jobs;
    private final List<Route> routes;

    /**
     * Joins contributions.
     *
     * @throws ConfigurationException listing every problem
     */
    PlatformWiring(CoreServices core, List<Contribution> contributions) {
        this.core = core;
        this.contributions = contributions;
        check();
        this.usage = new UsageMeter(
                core.stores().usage(), core.clock(), core.leases().node());
        this.publisher = new Publisher(
                core.events(), core.ids(), core.clock(), core.transactions(), collect(Contribution::reactions));
        this.publishing = collect(Contribution::publishingJobs).stream()
                .map(made -> made.apply(publisher))
                .toList();
        core.meters().gauge("dp.usage.merged", usage::merged);
        core.meters().gauge("dp.usage.waiting", usage::waiting);
        this.guard = collect(Contribution::callerResolvers).stream()
                .findFirst()
                .map(this::guard)
                .orElse(null);
        this.jobs = allJobs();
        this.routes = allRoutes();
    }

    UsageMeter usage() {
        return usage;
    }

    @Nullable
    ApiGuard guard() {
        return guard;
    }

    List<Job> jobs() {
        return jobs;
    }

    List<Route> routes() {
        return routes;
    }

    /** What surrounds errors in the portal for whoever sends this request. */
    Optional<Chrome> chrome(Request request) {
        return collect(Contribution::portalShells).stream()
                .flatMap(shell -> shell.chrome(request).stream())
                .findFirst();
    }

    Publisher publisher() {
        return publisher;
    }

    List<Runnable> shutdowns() {
        // First what still publishes, then what sends.
        return Stream.concat(publishing.stream().map(LastRun::new), collect(Contribution::shutdowns).stream())
                .toList();
    }

    private void check() {
        List<CallerResolver> resolvers = collect(Contribution::callerResolvers);
        List<CallPolicy> policies = collect(Contribution::callPolicies);
        List<PortalShell> shells = collect(Contribution::portalShells);
        List<String> problems = new ArrayList<>();
        atMostOne(resolvers, "finds out who calls the API", problems);
        atMostOne(shells, "mounts the portal", problems);
        if (!resolvers.isEmpty() && policies.isEmpty()) {
            problems.add("The host's API would have a guard without a limit: add RateLimits.");
        }
        PlanLimits told = core.planLimits();
        if (!told.equals(PlanLimits.NONE)
                && !collect(Contribution::planLimits).stream().allMatch(told::equals)) {
            problems.add("Pages would tell other limits than those that hold:"
                    + " give the same policies to Environment.builder(...).limits and to RateLimits.");
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    private static void atMostOne(List<?> contributed, String what, List<String> problems) {
        if (contributed.size() > 1) {
            problems.add("More than one feature " + what + ": keep one of them.");
        }
    }

    private ApiGuard guard(CallerResolver resolver) {
        CallChecks checks = new CallChecks(
                core.trustedProxies(),
                core.ipAllowList(),
                core.cachedMembers(),
                core.cachedPlans(),
                collect(Contribution::callPolicies));
        GuardDecisions decisions = new GuardDecisions(core.meters());
        return new ApiGuard(resolver, checks, core.changes(), usage, core.scopes(), core.apiOrigins(), decisions);
    }

    private List<Job> allJobs() {
        List<Job> all = new ArrayList<>(core.stores().jobs());
        all.addAll(core.journal().jobs());
        all.addAll(core.changes().jobs());
        all.add(core.liveNodes().job());
        all.add(core.throttles().purgeJob());
        all.add(PurgeJob.of("replay-purge", core.clock(), core.stores().replays()::purge));
        all.addAll(usage.jobs());
        all.add(PurgeJob.of("billable-purge", core.clock(), core.stores().billables()::purge));
        all.addAll(collect(Contribution::jobs));
        all.addAll(publishing);
        // Behind the features: what their jobs put into the outbox in a round goes out in the same round.
        all.addAll(core.mails().jobs());
        return List.copyOf(all);
    }

    private List<Route> allRoutes() {
        List<Route> all = new ArrayList<>(core.assets().routes());
        all.addAll(collect(Contribution::routes));
        List<PortalRoute> pages = collect(Contribution::portalRoutes);
        List<AppPanel> panels = Stream.concat(
                        collect(Contribution::appPanels).stream(), Stream.of(usage.panel(core.grants())))
                .sorted(Comparator.comparingInt(AppPanel::order))
                .toList();
        collect(Contribution::portalShells).forEach(shell -> all.addAll(shell.mount(pages, panels)));
        return all.stream().map(core.routeFilters()::beforeOwn).toList();
    }

    private <T> List<T> collect(Function<Contribution, List<T>> part) {
        return contributions.stream()
                .flatMap(contribution -> part.apply(contribution).stream())
                .toList();
    }
}
