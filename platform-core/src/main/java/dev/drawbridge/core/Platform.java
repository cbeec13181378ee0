package dev.drawbridge.core;

import dev.drawbridge.core.html.Chrome;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Route;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.internal.cluster.JobRunner;
import dev.drawbridge.core.internal.event.Publisher;
import dev.drawbridge.core.internal.http.Router;
import dev.drawbridge.core.internal.usage.UsageMeter;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.store.BillableUse;
import dev.drawbridge.core.spi.store.BilledSum;
import dev.drawbridge.core.spi.store.BilledUse;
import dev.drawbridge.core.spi.store.ChangeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The platform: all features behind one {@link Handler}. Thread-safe.
 *
 * <p>{@link #of} collects and checks; {@link #start} begins the background work; {@link #close} ends it in order.
 */
public final class Platform implements AutoCloseable {

    private static final int EXPORT_PAGE = 1_000;

    private final CoreServices env;
    private final List<Route> routes;
    private final Function<Request, Optional<Chrome>> chromes;
    private final Publisher publisher;
    private final List<Job> jobs;
    private final List<Runnable> shutdowns;
    private final JobRunner runner;
    private final UsageMeter usage;
    private final @Nullable ApiGuard guard;

    private Platform(CoreServices env, PlatformWiring wiring) {
        this.env = env;
        this.routes = wiring.routes();
        this.chromes = wiring::chrome;
        this.publisher = wiring.publisher();
        this.jobs = wiring.jobs();
        this.shutdowns = wiring.shutdowns();
        this.runner = new JobRunner(env.leases(), jobs);
        this.usage = wiring.usage();
        this.guard = wiring.guard();
    }

    /**
     * Collects features. Portal pages are served if one of the features mounts the portal; a host that has a portal of its
     * own leaves that one out and calls the features' interfaces.
     *
     * @param env what they were built on
     * @param features the parts that this host takes
     * @return the platform
     * @throws ConfigurationException listing every problem
     */
    public static Platform of(Environment env, Feature... features) {
        CoreServices core = CoreServices.of(env);
        List<Contribution> contributions =
                Stream.of(features).map(Feature::contribution).toList();
        return new Platform(core, new PlatformWiring(core, contributions));
    }

    /**
     * Returns what handles every request of the platform.
     *
     * @return the handler, for an adapter
     */
    public Handler handler() {
        return handler(List.of());
    }

    /**
     * Returns what handles every request of the platform and of the host beside it: request ids, error responses and the 404
     * page are the same for both.
     *
     * @param hostRoutes routes of the host, for example guarded ones
     * @return the handler, for an adapter
     * @throws IllegalArgumentException if a route of the host conflicts with one of the platform
     */
    public Handler handler(List<Route> hostRoutes) {
        List<Route> all = new ArrayList<>(routes);
        hostRoutes.forEach(route -> all.add(env.routeFilters().beforeHosts(route)));
        return env.edge().inFrontOf(new Router(all), chromes);
    }

    /**
     * Returns the guard of the host's API.
     *
     * @return the guard, the same every time
     * @throws IllegalStateException if no feature finds out who calls
     */
    public ApiGuard guard() {
        if (guard == null) {
            throw new IllegalStateException(
                    "No feature finds out who calls the API: add AuthorizationServer to Platform.of.");
        }
        return guard;
    }

    /**
     * Tells the apps of a company what happened. Call it in the transaction that made it happen (see {@link
     * Environment#transactions()}): then the event is kept if and only if the change is.
     *
     * @param type a name of the event catalog
     * @param company whose data changed
     * @param data the changed object as JSON members, in this order; nulls and exact decimals stay
     * @throws IllegalArgumentException if the catalog has no such event, or JSON cannot say the data (see {@code
     *     Json.write})
     */
    public void publish(String type, CompanyId company, Map<String, Object> data) {
        if (!publisher.publish(type, company, data)) {
            throw new IllegalArgumentException("The event catalog has no " + type);
        }
    }

    /**
     * Records something that the host bills. Call it in the transaction of what is billed (see {@link
     * Environment#transactions()}, or the connection that the stores joined): then the use is kept if and only if that is, and
     * neither a crash nor a retry loses or doubles it. Usage figures of the portal are less exact: a node that is killed loses
     * those of its last seconds. The limiter's counters never count too little, and may count calls that came to nothing.
     *
     * @param use what is billed; its key makes retries count once
     * @return false if the company has a use of this key already; then nothing changes, whatever else the use says
     */
    public boolean bill(BillableUse use) {
        return env.stores().billables().record(use, env.clock().instant());
    }

    /**
     * Sums what a company is billed for. A use counts at the time at which it was recorded, and appears when its transaction
     * commits: ask for a period when the longest transaction that began in it has ended.
     *
     * @param company who pays
     * @param from the beginning
     * @param to the end, itself left out
     * @return a sum for each app and route, in this order
     */
    public List<BilledSum> billed(CompanyId company, Instant from, Instant to) {
        return env.stores().billables().sums(company, from, to);
    }

    /**
     * Hands out every use that {@link #billed} sums, for invoices that list them.
     *
     * @param company who pays
     * @param from the beginning
     * @param to the end, itself left out
     * @param each gets the uses in the order of their keys; read in pages of 1,000, outside any transaction of the platform
     */
    public void exportBilled(CompanyId company, Instant from, Instant to, Consumer<BilledUse> each) {
        List<BilledUse> page = env.stores().billables().list(company, from, to, "", EXPORT_PAGE);
        page.forEach(each);
        while (page.size() == EXPORT_PAGE) {
            String last = page.get(EXPORT_PAGE - 1).use().key();
            page = env.stores().billables().list(company, from, to, last, EXPORT_PAGE);
            page.forEach(each);
        }
    }

    /**
     * Tells every node that a company's plan changed.
     *
     * @param company the company
     */
    public void planChanged(CompanyId company) {
        env.changes().drop(ChangeKind.PLAN, company.value());
    }

    /**
     * Tells every node that a user was disabled, enabled, or joined or left a company.
     *
     * @param user the user's id
     */
    public void userChanged(String user) {
        env.changes().drop(ChangeKind.USER, user);
    }

    /**
     * Returns all background work, for hosts and tests that run it themselves.
     *
     * @return the jobs
     */
    public List<Job> jobs() {
        return jobs;
    }

    /** Begins the background work on daemon threads. */
    public void start() {
        runner.start();
    }

    /**
     * Ends the background work: runs in progress finish, at most 10 s are waited, then the counted calls are stored. Stop
     * the server first, so that no call runs any more.
     */
    @Override
    public void close() {
        shutdowns.forEach(Runnable::run);
        runner.close();
        usage.flush();
    }
}
