package dev.drawbridge.core.internal.share;

import dev.drawbridge.core.spi.store.Tenant;
import java.time.Duration;
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
import java.util.function.Supplier;

/**
 * Fetches things from other servers on threads of its own, each thing once at a time, within the shares of tenants. Few callers
 * wait for a fetch, within shares as well and for a limited time: a server that hangs holds threads of this class, but hardly one that serves
 * requests. What a fetch brings is its own to keep, so that who was told to come again finds it. Thread-safe.
 *
 * @param <K> names a thing
 * @param <V> what is fetched
 */
public final class Fetches<K, V> {

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final TenantShares running;
    private final TenantShares waiting;
    private final Map<K, CompletableFuture<V>> underway = new ConcurrentHashMap<>();
    private final Executor threads;

    /**
     * Makes one that fetches nothing yet.
     *
     * @param name names its threads
     * @param running how many fetches run at a time
     * @param waiting how many callers wait at a time
     */
    public Fetches(String name, TenantShares running, TenantShares waiting) {
        this.running = running;
        this.waiting = waiting;
        AtomicInteger count = new AtomicInteger();
        // The permits bound how many there are.
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Fetches a thing, or joins who is fetching it, and waits.
     *
     * @param tenant who the fetch counts to
     * @param waiter who the wait counts to
     * @param key what to fetch
     * @param atMost how long to wait; the fetch continues after that
     * @param fetch fetches it; must end by itself. What it throws is thrown to all who wait
     * @return what was fetched; empty if the tenant has its share of fetches, or too many wait, or it is not there in time
     */
    public Optional<V> await(Tenant tenant, Tenant waiter, K key, Duration atMost, Supplier<V> fetch) {
        Optional<CompletableFuture<V>> result = startOrJoin(tenant, key, fetch);
        if (result.isEmpty()) {
            return Optional.empty();
        }
        Optional<Shares<Tenant>.Permit> permit = waiting.tryAcquire(waiter);
        if (permit.isEmpty()) {
            // A fetch that has just ended needs no wait.
            return result.get().isDone() ? get(result.get(), Duration.ZERO) : Optional.empty();
        }
        try (var seat = permit.get()) {
            return get(result.get(), atMost);
        }
    }

    /**
     * Fetches a thing and waits for nothing.
     *
     * @param tenant who the fetch counts to
     * @param key what to fetch
     * @param fetch fetches it; must end by itself
     * @return true if it is being fetched now; false if the tenant has its share
     */
    public boolean start(Tenant tenant, K key, Supplier<V> fetch) {
        return startOrJoin(tenant, key, fetch).isPresent();
    }

    /**
     * Tells whether a thing is being fetched.
     *
     * @param key the thing
     * @return true until the fetch has ended
     */
    public boolean underway(K key) {
        return underway.containsKey(key);
    }

    private Optional<CompletableFuture<V>> startOrJoin(Tenant tenant, K key, Supplier<V> fetch) {
        CompletableFuture<V> other = underway.get(key);
        if (other != null) {
            return Optional.of(other);
        }
        Optional<Shares<Tenant>.Permit> permit = running.tryAcquire(tenant);
        if (permit.isEmpty()) {
            return Optional.empty();
        }
        CompletableFuture<V> mine = new CompletableFuture<>();
        boolean started = false;
        try {
            other = underway.putIfAbsent(key, mine);
            if (other != null) {
                return Optional.of(other);
            }
            threads.execute(() -> run(key, mine, fetch, permit.get()));
            started = true;
            return Optional.of(mine);
        } finally {
            if (!started) {
                underway.remove(key, mine);
                permit.get().close();
            }
        }
    }

    /** The result is told last: who hears of it and asks anew must not find a fetch that has ended. */
    private void run(K key, CompletableFuture<V> mine, Supplier<V> fetch, Shares<Tenant>.Permit permit) {
        V value;
        try {
            value = fetch.get();
        } catch (Throwable e) {
            end(key, mine, permit);
            mine.completeExceptionally(e);
            return;
        }
        end(key, mine, permit);
        mine.complete(value);
    }

    private void end(K key, CompletableFuture<V> mine, Shares<Tenant>.Permit permit) {
        underway.remove(key, mine);
        permit.close();
    }

    private Optional<V> get(CompletableFuture<V> result, Duration atMost) {
        try {
            return Optional.of(result.get(atMost.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("A fetch failed", e.getCause());
        }
    }
}
