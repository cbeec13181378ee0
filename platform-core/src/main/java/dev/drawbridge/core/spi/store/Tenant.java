package dev.drawbridge.core.spi.store;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Who takes part of something that there is little of.
 *
 * @param kind how hard it is to be another one
 * @param id names it among those of its kind
 */
public record Tenant(Kind kind, String id) {

    /** How hard it is to be another tenant. */
    public enum Kind {
        /** The host itself, and what it defined. */
        HOST,
        /** A developer's account: all its apps together, as it can create many. */
        DEVELOPER,
        /**
         * A site that clients without an owner come from: anybody can register as many clients as they like, but only so
         * many sites.
         */
        STRANGER
    }

    /** The host itself. */
    public static final Tenant HOST = new Tenant(Kind.HOST, "");

    private static final int SHORT_LABEL = 3;
    private static final int COUNTRY = 2;
    private static final int NETWORK_BYTES = 8;

    /**
     * Names a developer.
     *
     * @param id the id of the account
     * @return the developer
     */
    public static Tenant developer(String id) {
        return new Tenant(Kind.DEVELOPER, id);
    }

    /**
     * Names an app that the host defined.
     *
     * @param id the id of the app
     * @return the app
     */
    public static Tenant hostApp(String id) {
        return new Tenant(Kind.HOST, id);
    }

    /**
     * Names the site of a host that nobody known is responsible for.
     *
     * @param host a host name, or the literal of an address
     * @return one tenant for all hosts of the {@link #site}
     */
    public static Tenant stranger(String host) {
        return new Tenant(Kind.STRANGER, site(host));
    }

    /**
     * Returns the part of a host name that its owner cannot vary for nothing: the last two labels, or three where the
     * last is a country's and the one before is short ({@code example.co.uk}). A rule of thumb that rather takes two owners
     * for one than one for two. Of an IPv4 address the first three numbers, of an IPv6 address the first four groups.
     *
     * @param host a host name, or the literal of an address
     * @return the site, in lower case
     */
    public static String site(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.indexOf(':') >= 0) {
            return network(name);
        }
        List<String> labels = Arrays.asList(name.split("\\.", 0));
        int count = labels.size();
        if (count < 2) {
            return name;
        }
        String last = labels.get(count - 1);
        if (last.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return String.join(".", labels.subList(0, count - 1));
        }
        boolean shared = last.length() == COUNTRY && labels.get(count - 2).length() <= SHORT_LABEL;
        return String.join(".", labels.subList(count - Math.min(count, shared ? 3 : 2), count));
    }

    private static String network(String literal) {
        String bare = literal.startsWith("[") ? literal.substring(1, literal.length() - 1) : literal;
        try {
            // A literal with a colon never causes a look-up.
            byte[] address = InetAddress.getByName(bare).getAddress();
            return HexFormat.of().formatHex(address, 0, Math.min(address.length, NETWORK_BYTES));
        } catch (UnknownHostException e) {
            return literal;
        }
    }
}
