package dev.drawbridge.core.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where a request comes from, as far as the host's proxies are trusted to tell. Immutable; equal if the address is.
 *
 * <p>It never holds a name or an interface, so that nothing can be looked up by it. An IPv4 address that is mapped into IPv6
 * is IPv4.
 */
public final class ClientAddress {

    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;

    private final InetAddress address;

    private ClientAddress(InetAddress address) {
        this.address = address;
    }

    /**
     * Takes over an address.
     *
     * @param address as taken from the socket or read from a literal; its name and interface are dropped
     * @return the same address
     */
    public static ClientAddress of(InetAddress address) {
        try {
            return new ClientAddress(InetAddress.getByAddress(address.getAddress()));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address has 4 or 16 bytes", e);
        }
    }

    /**
     * Returns the address itself, to be compared with lists of networks.
     *
     * @return without name
     */
    public InetAddress inetAddress() {
        return address;
    }

    /**
     * Returns the address as text, for the journal and the list of sessions. Limits count by {@link #network()}.
     *
     * @return for example {@code 203.0.113.7} or {@code 2001:db8:0:0:0:0:0:1}
     */
    public String address() {
        return address.getHostAddress();
    }

    /**
     * Returns what limits count by: one customer of a provider has one address of IPv4 but a whole /64 of IPv6.
     *
     * @return for example {@code 203.0.113.7} or {@code 2001:db8:0:0::/64}
     */
    public String network() {
        byte[] bytes = address.getAddress();
        if (bytes.length != IPV6_BYTES) {
            return address.getHostAddress();
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < NETWORK_BYTES; i += 2) {
            text.append(Integer.toHexString((bytes[i] & 0xFF) << Byte.SIZE | bytes[i + 1] & 0xFF))
                    .append(':');
        }
        return text.append(":/64").toString();
    }

    /** Returns {@link #address()}. */
    @Override
    public String toString() {
        return address();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientAddress client && address.equals(client.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }
}
