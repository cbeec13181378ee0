package dev.drawbridge.core.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network in CIDR notation (RFC 4632, RFC 4291 §2.3), IPv4 or IPv6. Immutable.
 *
 * <p>Reading one never asks the name service. An IPv4 address that arrives mapped into IPv6 counts as IPv4.
 */
public final class IpRange {

    private static final Pattern CIDR = Pattern.compile("([0-9A-Fa-f:.]{2,45})/(0|[1-9][0-9]{0,2})");
    private static final int IPV4_BYTES = 4;

    private final byte[] network;
    private final int prefix;

    private IpRange(byte[] network, int prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    /**
     * Reads a network.
     *
     * @param text for example {@code 203.0.113.0/24} or {@code 2001:db8::/32}
     * @return the network with its host bits set to zero; empty if the text is no CIDR
     */
    public static Optional<IpRange> parse(String text) {
        Matcher matcher = CIDR.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(matcher.group(2));
        return address(matcher.group(1))
                .filter(address -> prefix <= address.length * Byte.SIZE)
                .map(address -> new IpRange(masked(address, prefix), prefix));
    }

    /**
     * Reads a single address. No text whatever makes it ask the name service.
     *
     * @param text four decimal numbers without leading zeros, or IPv6 without brackets and zone
     * @return the address, IPv4 if it is mapped into IPv6; empty for anything else
     */
    public static Optional<InetAddress> parseAddress(String text) {
        return IpLiteral.parse(text);
    }

    /**
     * Tells whether a text is the notation of exactly this network: no host bit is set in it.
     *
     * @param text what {@link #parse} read
     * @return false if the text names an address inside the network
     */
    public boolean isNotedAs(String text) {
        return address(text.substring(0, text.indexOf('/')))
                .filter(address -> Arrays.equals(address, network))
                .isPresent();
    }

    /**
     * Tells whether the network has every address of its family.
     *
     * @return true for a prefix of no bits
     */
    public boolean isEverything() {
        return prefix == 0;
    }

    /**
     * Tells whether an address lies in the network.
     *
     * @param address an address, as taken from the socket
     * @return false for one of the other family
     */
    public boolean contains(InetAddress address) {
        // InetAddress itself turns ::ffff:a.b.c.d into a.b.c.d.
        byte[] bytes = address.getAddress();
        return bytes.length == network.length && Arrays.equals(masked(bytes, prefix), network);
    }

    /** Returns the notation, for example {@code 203.0.113.0/24}. */
    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(network).getHostAddress() + "/" + prefix;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("A network has 4 or 16 bytes", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpRange range && prefix == range.prefix && Arrays.equals(network, range.network);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(network) + prefix;
    }

    private static Optional<byte[]> address(String literal) {
        // An IPv4 address that is mapped into IPv6 is no way to write a network.
        return IpLiteral.parse(literal)
                .map(InetAddress::getAddress)
                .filter(bytes -> literal.indexOf(':') < 0 || bytes.length > IPV4_BYTES);
    }

    private static byte[] masked(byte[] address, int prefix) {
        byte[] masked = address.clone();
        for (int i = 0; i < masked.length; i++) {
            int bits = Math.min(Byte.SIZE, Math.max(0, prefix - i * Byte.SIZE));
            masked[i] = (byte) (masked[i] & (0xFF00 >> bits));
        }
        return masked;
    }
}
