package dev.drawbridge.core.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads addresses that are written as literals. No text whatever makes it ask the name service. Stateless and thread-safe.
 */
final class IpLiteral {

    private static final Pattern IPV4 = Pattern.compile(
            "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}");
    // With this beginning and a colon in it InetAddress takes a text for IPv6 or refuses it, and never looks for a
    // name.
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:][0-9A-Fa-f:.]{1,44}");

    private IpLiteral() {}

    /**
     * Reads an address.
     *
     * @param text four decimal numbers without leading zeros, or IPv6 without brackets and zone
     * @return the address, IPv4 if it is mapped into IPv6; empty for anything else
     */
    static Optional<InetAddress> parse(String text) {
        boolean ipv6 = text.indexOf(':') >= 0;
        if (!(ipv6 ? IPV6 : IPV4).matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
