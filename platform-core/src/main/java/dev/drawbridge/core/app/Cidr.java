package dev.drawbridge.core.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of addresses (RFC 4632, RFC 4291 §2.3). An IPv4-mapped IPv6 range is the IPv4 range it maps. Immutable.
 */
public final class Cidr {

    private static final int BITS_PER_BYTE = 8;
    private static final int MAPPED_PREFIX_BITS = 96;
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final String IPV4 = OCTET + "(?:\\." + OCTET + "){3}";
    private static final String IPV6 = "[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*";
    private static final Pattern SYNTAX = Pattern.compile("(" + IPV4 + "|" + IPV6 + ")(?:/(0|[1-9]\\d{0,2}))?");

    private final String text;
    private final byte[] network;
    private final int prefix;

    private Cidr(String text, byte[] network, int prefix) {
        this.text = text;
        this.network = network;
        this.prefix = prefix;
    }

    /**
     * Reads a range.
     *
     * @param text address literal, slash, number of leading bits; without slash the one address
     * @return the range
     * @throws IllegalArgumentException if it is none, or has bits behind the prefix
     */
    public static Cidr parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a CIDR such as 203.0.113.0/24 or 2001:db8::/32: " + text);
        }
        byte[] address = literal(matcher.group(1));
        boolean mapped = address.length == 4 && matcher.group(1).indexOf(':') >= 0;
        int offset = mapped ? MAPPED_PREFIX_BITS : 0;
        int bits = address.length * BITS_PER_BYTE;
        String suffix = matcher.group(2);
        int prefix = suffix == null ? bits : Integer.parseInt(suffix) - offset;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException(
                    "The prefix of " + text + " must be from " + offset + " to " + (offset + bits));
        }
        for (int bit = prefix; bit < bits; bit++) {
            if (bitOf(address, bit)) {
                throw new IllegalArgumentException("The address of " + text + " has bits behind its prefix");
            }
        }
        return new Cidr(text, address, prefix);
    }

    /**
     * Tells whether an address lies in this range.
     *
     * @param address the address; an IPv4-mapped IPv6 address is the IPv4 address it maps
     * @return true if it does
     */
    public boolean contains(InetAddress address) {
        // The JDK turns IPv4-mapped addresses into IPv4 ones by itself.
        byte[] bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            if (bitOf(bytes, bit) != bitOf(network, bit)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cidr cidr && text.equals(cidr.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns the text as it was read. */
    @Override
    public String toString() {
        return text;
    }

    private static boolean bitOf(byte[] bytes, int bit) {
        return (bytes[bit / BITS_PER_BYTE] & (0x80 >> (bit % BITS_PER_BYTE))) != 0;
    }

    private static byte[] literal(String address) {
        try {
            // The syntax was checked: this is a literal, so no name is looked up.
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("Not an address: " + address, e);
        }
    }
}
