package dev.drawbridge.ratelimit.redis;

import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterResult;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * Counts in Redis 6.2 or later, or Valkey. All nodes that name the same server count together. Thread-safe.
 *
 * <p>A batch of demands is one call of one script, which Redis runs alone: reading, deciding and counting are one step. On a
 * cluster the counters of a {@link CounterWindow#group()} share a slot, and a batch is one call for each group, sent together.
 * Keys begin with {@code drawbridge:}.
 *
 * <p>Redis deletes a counter by itself: it lives as long as from the start of its window to its {@code expiresAt}, counted on
 * Redis's own timer from the first permit on. So no clock needs to agree with another, and {@link #purge} has nothing to do.
 *
 * <p>Counters are exact up to 2<sup>53</sup>, and no limit is higher.
 *
 * <p>What Redis forgets, callers get again. Let it keep what it acknowledged: {@code maxmemory-policy noeviction} (a full Redis
 * then refuses, as if it were away), and {@code appendonly yes} if a restart must not begin the windows anew. Replication is
 * asynchronous: a replica that takes over lacks what the primary acknowledged last, so a window may admit its limit and, on
 * top, what was granted within the lag of replication. {@code min-replicas-to-write 1} with {@code min-replicas-max-lag 1}
 * keeps that to the grants of about one second, and makes a primary that lost its replicas refuse.
 */
public final class RedisCounters implements CounterStore, AutoCloseable {

    /** How long {@link #connect(String)} waits for a connection, and for each response. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(1);

    private final UnifiedJedis client;
    private final Runnable closing;
    private final RedisFailures failures;

    private RedisCounters(UnifiedJedis client, Runnable closing, RedisFailures failures) {
        this.client = client;
        this.closing = closing;
        this.failures = failures;
    }

    /**
     * Counts on one server, with {@link #DEFAULT_TIMEOUT}.
     *
     * @param url see {@link #connect(String, Duration)}
     * @return the store; nothing is connected before it counts
     * @throws IllegalArgumentException if the URL is malformed; the message does not quote it
     */
    public static RedisCounters connect(String url) {
        return connect(url, DEFAULT_TIMEOUT);
    }

    /**
     * Counts on one server.
     *
     * @param url {@code redis://[[user]:password@]host[:port][/database]}, or {@code rediss://} for TLS with a certificate that
     *     the JVM trusts and that names the host; the port is 6379 and the database 0 unless the URL says otherwise
     * @param timeout how long to wait for a connection, and for each response; from one millisecond to a minute
     * @return the store; nothing is connected before it counts
     * @throws IllegalArgumentException if the URL is malformed or the timeout out of range; the message does not quote the URL
     */
    public static RedisCounters connect(String url, Duration timeout) {
        RedisServerClient server = RedisServerClient.to(RedisUrl.parse(url), timeout);
        return new RedisCounters(server.client(), server.client()::close, new RedisFailures(server::dropConnections));
    }

    /**
     * Counts through a client of the host: for a cluster, for Sentinel, or for settings of the host's own. The client's settings
     * decide about time-outs. A client that repeats a command of which it does not know whether it ran may count permits that
     * nobody uses; it never grants one twice.
     *
     * @param client stays the host's: {@link #close} leaves it open
     * @return the store
     */
    public static RedisCounters on(UnifiedJedis client) {
        return new RedisCounters(client, () -> {}, new RedisFailures(() -> {}));
    }

    @Override
    public List<CounterResult> take(List<CounterDemand> demands) {
        CounterResult[] results = new CounterResult[demands.size()];
        Collection<ScriptCall> calls = calls(demands);
        failures.guard(() -> {
            if (calls.size() == 1) {
                calls.forEach(call -> call.read(run(call), results));
            } else {
                runTogether(calls, results);
            }
            return results;
        });
        return List.of(results);
    }

    @Override
    public void add(CounterWindow window, long permits) {
        ScriptCall call = new ScriptCall();
        call.addBeyondLimits(window, permits);
        failures.guard(() -> run(call));
    }

    @Override
    public Map<CounterWindow, Long> used(Set<CounterWindow> windows) {
        if (windows.isEmpty()) {
            return Map.of();
        }
        List<CounterWindow> asked = List.copyOf(windows);
        String[] keys = asked.stream().map(ScriptCall::key).toArray(String[]::new);
        List<String> values = failures.guard(() -> client.mget(keys));
        Map<CounterWindow, Long> used = new HashMap<>();
        for (int i = 0; i < keys.length; i++) {
            String value = values.get(i);
            if (value != null) {
                used.put(asked.get(i), Long.valueOf(value));
            }
        }
        return used;
    }

    /**
     * Does nothing: Redis deletes what expired.
     *
     * @param before does not matter
     * @param limit does not matter
     * @return 0
     */
    @Override
    public int purge(Instant before, int limit) {
        return 0;
    }

    /** Closes the connections that {@link #connect(String)} opened; what counts afterwards fails as if Redis were away. */
    @Override
    public void close() {
        closing.run();
    }

    /** One call on a single server, whatever it counts; on a cluster one for each group. */
    private Collection<ScriptCall> calls(List<CounterDemand> demands) {
        boolean cluster = client instanceof RedisClusterClient;
        Map<String, ScriptCall> calls = new LinkedHashMap<>();
        for (int i = 0; i < demands.size(); i++) {
            CounterDemand demand = demands.get(i);
            String together = cluster ? groupOf(demand) : "";
            calls.computeIfAbsent(together, group -> new ScriptCall()).add(i, demand);
        }
        return calls.values();
    }

    private static String groupOf(CounterDemand demand) {
        List<String> groups = demand.limits().stream()
                .map(CounterLimit::window)
                .map(CounterWindow::group)
                .distinct()
                .toList();
        if (groups.size() > 1) {
            throw new IllegalArgumentException("The counters of a demand are of one group, not of " + groups.size());
        }
        return groups.get(0);
    }

    private Object run(ScriptCall call) {
        try {
            return client.evalsha(ScriptCall.SHA1, call.keys(), call.arguments());
        } catch (JedisNoScriptException e) {
            return client.eval(ScriptCall.SCRIPT, call.keys(), call.arguments());
        }
    }

    private void runTogether(Collection<ScriptCall> calls, CounterResult[] results) {
        Map<ScriptCall, Response<Object>> sent = new LinkedHashMap<>();
        try (AbstractPipeline pipeline = client.pipelined()) {
            calls.forEach(call -> sent.put(call, pipeline.evalsha(ScriptCall.SHA1, call.keys(), call.arguments())));
        }
        sent.forEach((call, response) -> call.read(received(response, () -> run(call)), results));
    }

    /** A server that does not know the script, or no longer has the slot, did not run it. */
    private static Object received(Response<Object> response, Supplier<Object> again) {
        try {
            return response.get();
        } catch (JedisNoScriptException | JedisRedirectionException e) {
            return again.get();
        }
    }
}
