package dev.drawbridge.core.internal.egress;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells public addresses from all others. The JDK's predicates miss half of these blocks, so the tables are our own (IANA
 * special-purpose registries, and the metadata services of clouds that live in public space).
 */
final class AddressRules {

    private static final List<Block> REFUSED_V4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** All of ::/8: unspecified, loopback, IPv4-compatible, -mapped and -translated, ISATAP. */
    private static final List<Block> REFUSED_V6 = blocks(
            "::/8",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
            "5f00::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8");

    /** Hosts behind NAT64 see every IPv4 address in this block: the embedded address decides. */
    private static final Block NAT64 = block("64:ff9b::/96");

    private static final int NAT64_PREFIX_BYTES = 12;

    private AddressRules() {}

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return none(REFUSED_V4, bytes);
        }
        if (address instanceof Inet6Address v6 && (v6.getScopeId() != 0 || v6.getScopedInterface() != null)) {
            return false;
        }
        if (NAT64.contains(bytes)) {
            return none(REFUSED_V4, Arrays.copyOfRange(bytes, NAT64_PREFIX_BYTES, bytes.length));
        }
        return none(REFUSED_V6, bytes);
    }

    private static boolean none(List<Block> blocks, byte[] address) {
        return blocks.stream().noneMatch(block -> block.contains(address));
    }

    private static List<Block> blocks(String... cidrs) {
        return Stream.of(cidrs).map(AddressRules::block).toList();
    }

    private static Block block(String cidr) {
        int slash = cidr.indexOf('/');
        try {
            byte[] prefix = InetAddress.getByName(cidr.substring(0, slash)).getAddress();
            return new Block(prefix, Integer.parseInt(cidr.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("Not a CIDR: " + cidr, e);
        }
    }

    private static final class Block {

        private final byte[] prefix;
        private final int bits;

        Block(byte[] prefix, int bits) {
            this.prefix = prefix;
            this.bits = bits;
        }

        boolean contains(byte[] address) {
            int whole = bits / Byte.SIZE;
            int rest = bits % Byte.SIZE;
            if (!Arrays.equals(prefix, 0, whole, address, 0, whole)) {
                return false;
            }
            int mask = rest == 0 ? 0 : 0xFF << (Byte.SIZE - rest);
            return rest == 0 || (prefix[whole] & mask) == (address[whole] & mask);
        }
    }
}
