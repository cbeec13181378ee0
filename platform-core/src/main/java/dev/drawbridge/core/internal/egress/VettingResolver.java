package dev.drawbridge.core.internal.egress;

import dev.drawbridge.core.spi.store.Tenant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a name, judges <em>every</em> address and hands on only what was judged: the connection goes to one of these
 * addresses and to no other. One forbidden address forbids the whole name. Thread-safe.
 */
final class VettingResolver implements DnsResolver {

    /** With 5 s for each, more addresses would not fit into the deadline. */
    private static final int MAX_ADDRESSES = 2;

    private final TargetRules rules;
    private final Lookups lookups;

    /** The HTTP library resolves on the thread that asked it to send, and tells us nothing but the name. */
    private final ThreadLocal<Lookup> lookup = new ThreadLocal<>();

    VettingResolver(TargetRules rules, Lookups lookups) {
        this.rules = rules;
        this.lookups = lookups;
    }

    private record Lookup(Tenant tenant, Deadline deadline) {}

    /** What may resolve a name. */
    @FunctionalInterface
    interface Sending<T> {

        T send() throws IOException;
    }

    /** Sends something for a tenant: names that are looked up meanwhile are looked up within its share and its time. */
    <T> T sending(Tenant tenant, Deadline deadline, Sending<T> sending) throws IOException {
        lookup.set(new Lookup(tenant, deadline));
        try {
            return sending.send();
        } finally {
            lookup.remove();
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        Lookup now = lookup.get();
        if (now == null) {
            throw new IllegalStateException("Names are looked up for a tenant");
        }
        InetAddress[] addresses =
                lookups.find(now.tenant(), host, now.deadline().left());
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
}
