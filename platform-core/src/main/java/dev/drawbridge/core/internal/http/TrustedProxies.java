package dev.drawbridge.core.internal.http;

import dev.drawbridge.core.http.ClientAddress;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.model.IpRange;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out who sent a request that came through a proxy of the host. Thread-safe.
 *
 * <p>Only if the peer is one of these proxies are {@code Forwarded} (RFC 7239) and {@code X-Forwarded-For} read: the client
 * is the right-most address in them that is no such proxy. Literals alone count, with or without port; if there is anything
 * else in its place ({@code unknown}, an obfuscated node, a name, nothing) the client is the peer. Whoever is in front of the
 * proxy can send the header that the proxy does not write, so if both are there they must name the same client; otherwise it
 * is the peer again. Let the proxy remove the one that it does not write.
 */
public final class TrustedProxies {

    /** Believes nobody: the client is the peer. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final Logger LOG = LoggerFactory.getLogger(TrustedProxies.class);
    private static final String FORWARDED = "Forwarded";
    private static final String X_FORWARDED_FOR = "X-Forwarded-For";

    private final List<IpRange> proxies;
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * Trusts some proxies.
     *
     * @param proxies the networks that they are in; none = there is no proxy
     */
    public TrustedProxies(List<IpRange> proxies) {
        this.proxies = List.copyOf(proxies);
    }

    /**
     * Finds out who sent a request.
     *
     * @param request as it came from the adapter
     * @return the same request with its {@link Request#client()}
     */
    public Request locate(Request request) {
        if (proxies.isEmpty()) {
            warnOfProxy(request);
            return request;
        }
        return trusted(request.peer())
                ? request.withClient(ClientAddress.of(client(request.headers()).orElse(request.peer())))
                : request;
    }

    private Optional<InetAddress> client(Headers headers) {
        List<String> forwarded = headers.all(FORWARDED);
        List<String> list = headers.all(X_FORWARDED_FOR);
        if (forwarded.isEmpty()) {
            return rightmost(ForwardedAddresses.ofList(list));
        }
        Optional<InetAddress> named = rightmost(ForwardedAddresses.ofForwarded(forwarded));
        return list.isEmpty() || named.equals(rightmost(ForwardedAddresses.ofList(list))) ? named : Optional.empty();
    }

    /** The first from the right that is no proxy; nothing if that cannot be read, or if all are proxies. */
    private Optional<InetAddress> rightmost(List<Optional<InetAddress>> hops) {
        for (int i = hops.size() - 1; i >= 0; i--) {
            Optional<InetAddress> hop = hops.get(i);
            if (hop.isEmpty() || !trusted(hop.get())) {
                return hop;
            }
        }
        return Optional.empty();
    }

    private boolean trusted(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }

    /** A host that forgot the setting finds all its visitors behind one address; nobody else sees that as early. */
    private void warnOfProxy(Request request) {
        if (warned.get()) {
            return;
        }
        InetAddress peer = request.peer();
        boolean near = peer.isLoopbackAddress() || peer.isSiteLocalAddress();
        boolean proxied = request.header(FORWARDED).isPresent()
                || request.header(X_FORWARDED_FOR).isPresent();
        if (near && proxied && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "A request came through a proxy at {}, but trustedProxies is not set: limits and IP lists see one"
                            + " address for everybody behind it. Set it to the networks of your proxies.",
                    peer.getHostAddress());
        }
    }
}
