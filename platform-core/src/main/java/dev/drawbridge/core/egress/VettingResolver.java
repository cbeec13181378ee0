package dev.drawbridge.core.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a name, judges <em>every</em> address and hands on only what was judged: the connection goes to one of these
 * addresses and to no other. One forbidden address forbids the whole name.
 */
final class VettingResolver implements DnsResolver {

    /** With 5 s for each, more addresses would not fit into the deadline. */
    private static final int MAX_ADDRESSES = 2;

    private static final int MAX_LOOKUPS = 64;
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final TargetRules rules;
    private final NameLookup lookup;
    private final Duration timeout;
    private final ExecutorService lookups;

    VettingResolver(TargetRules rules, NameLookup lookup, Duration timeout) {
        this.rules = rules;
        this.lookup = lookup;
        this.timeout = timeout;
        AtomicInteger count = new AtomicInteger();
        this.lookups = new ThreadPoolExecutor(
                0, MAX_LOOKUPS, IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "drawbridge-lookup-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = lookUp(host);
        if (addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        for (InetAddress address : addresses) {
            if (!rules.mayConnect(host, address)) {
                throw new ForbiddenTargetException(host);
            }
        }
        return Arrays.copyOf(addresses, Math.min(addresses.length, MAX_ADDRESSES));
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** On a thread of its own: a look-up cannot be interrupted, and a slow name server must not hold the sender. */
    private InetAddress[] lookUp(String host) throws UnknownHostException {
        try {
            Future<InetAddress[]> answer = lookups.submit(() -> lookup.resolve(host));
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            throw unknown(host, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(host, e);
        }
    }

    private static UnknownHostException unknown(String host, Exception cause) {
        UnknownHostException unknown = new UnknownHostException(host);
        unknown.initCause(cause);
        return unknown;
    }
}
