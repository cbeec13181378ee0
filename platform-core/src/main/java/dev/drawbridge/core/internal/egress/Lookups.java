package dev.drawbridge.core.internal.egress;

import dev.drawbridge.core.internal.share.Shares;
import dev.drawbridge.core.internal.share.TenantShares;
import dev.drawbridge.core.spi.store.Tenant;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks names up on threads of its own: a look-up cannot be interrupted, and a slow name server must not hold who asks. Thread-safe.
 *
 * <p>Whoever runs a name server can make a look-up hang, so nobody has many threads: {@value #EACH} hang for one developer or app of the host,
 * {@value #EACH_STRANGER} for the site of a stranger and {@value #STRANGERS} for all strangers, {@value #EACH_SITE} for the names of one site whoever asks. A
 * name is looked up once at a time, whoever asks; while a look-up hangs longer than its caller had patience, others who ask for this name are told so
 * immediately. Nothing is remembered once a look-up ends.
 */
final class Lookups {

    static final int KNOWN = 192;
    static final int EACH = 8;
    static final int STRANGERS = 32;
    static final int EACH_STRANGER = 4;
    static final int EACH_SITE = 16;

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final NameLookup lookup;
    private final Duration patience;
    private final TenantShares shares = new TenantShares(Shares.of(KNOWN, EACH), Shares.of(STRANGERS, EACH_STRANGER));
    private final Shares<String> sites = Shares.of(KNOWN + STRANGERS, EACH_SITE);
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final Executor threads;

    /**
     * Makes them.
     *
     * @param lookup looks one name up
     * @param patience the longest that anybody waits
     */
    Lookups(NameLookup lookup, Duration patience) {
        this.lookup = lookup;
        this.patience = patience;
        AtomicInteger count = new AtomicInteger();
        // The permits bound how many there are.
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "drawbridge-lookup-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    private record Running(CompletableFuture<InetAddress[]> result, long since) {

        boolean hangs(Duration patience) {
            return System.nanoTime() - since >= patience.toNanos();
        }
    }

    /** Finds the addresses of a name; fails if it takes longer than {@code atMost} or than anybody is patient. */
    InetAddress[] find(Tenant tenant, String host, Duration atMost) throws UnknownHostException {
        long end = System.nanoTime() + (atMost.compareTo(patience) < 0 ? atMost : patience).toNanos();
        try {
            return start(tenant, host, end).result().get(left(end).toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw unknown(host, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(host, e);
        }
    }

    private Running start(Tenant tenant, String host, long end) throws UnknownHostException, InterruptedException {
        String name = host.toLowerCase(Locale.ROOT);
        Running other = running.get(name);
        if (other != null) {
            return joined(host, other);
        }
        Optional<Shares<Tenant>.Permit> mine = shares.acquire(tenant, left(end));
        Optional<Shares<String>.Permit> ofSite =
                mine.isEmpty() ? Optional.empty() : sites.acquire(Tenant.site(host), left(end));
        Runnable giveBack = () -> {
            ofSite.ifPresent(Shares.Permit::close);
            mine.ifPresent(Shares.Permit::close);
        };
        boolean started = false;
        try {
            if (ofSite.isEmpty()) {
                throw unknown(host, new TimeoutException("Too many look-ups of " + tenant + " or of this site hang"));
            }
            Running own = new Running(new CompletableFuture<>(), System.nanoTime());
            Running earlier = running.putIfAbsent(name, own);
            if (earlier != null) {
                return joined(host, earlier);
            }
            started = run(name, host, own, giveBack);
            return own;
        } finally {
            if (!started) {
                giveBack.run();
            }
        }
    }

    private Running joined(String host, Running other) throws UnknownHostException {
        if (other.hangs(patience)) {
            throw unknown(host, new TimeoutException("A look-up of this name hangs"));
        }
        return other;
    }

    private boolean run(String name, String host, Running own, Runnable giveBack) {
        boolean started = false;
        try {
            threads.execute(() -> lookUp(host, own, () -> {
                running.remove(name, own);
                giveBack.run();
            }));
            started = true;
            return true;
        } finally {
            if (!started) {
                running.remove(name, own);
            }
        }
    }

    /** Told last: who hears of the end and asks anew must not find the look-up that has just ended. */
    private void lookUp(String host, Running own, Runnable ended) {
        InetAddress[] found;
        try {
            found = lookup.resolve(host);
        } catch (Throwable e) {
            ended.run();
            own.result().completeExceptionally(e);
            return;
        }
        ended.run();
        own.result().complete(found);
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(end - System.nanoTime(), 0));
    }

    private static UnknownHostException unknown(String host, Exception cause) {
        UnknownHostException unknown = new UnknownHostException(host);
        unknown.initCause(cause);
        return unknown;
    }
}
