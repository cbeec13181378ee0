package dev.drawbridge.core.internal.egress;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Judges URLs that strangers chose, without looking anything up. Immutable and thread-safe.
 *
 * <p>A target is https, names a public host (or a public address in its canonical form) and uses a port that no internal
 * service is known for. In development mode http and https to a loopback host are allowed as well, at any port.
 */
public final class TargetRules {

    /** The longest URL that is accepted, in characters. */
    public static final int MAX_URL_LENGTH = 2_000;

    private static final int DEFAULT_PORT = -1;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_NAME_LENGTH = 253;
    private static final Set<Integer> WEB_PORTS = Set.of(DEFAULT_PORT, 443, 8443);
    private static final int FIRST_FREE_PORT = 1024;

    /** Databases, caches, container and cluster services that listen without asking who is there. */
    private static final Set<Integer> SERVICE_PORTS = Set.of(
            1433, 1521, 2049, 2181, 2375, 2376, 2379, 2380, 3306, 3389, 4194, 5000, 5432, 5433, 5601, 5672, 5984, 6000,
            6379, 6443, 7001, 8086, 8500, 8600, 9042, 9092, 9200, 9300, 10250, 10255, 11211, 15672, 27017, 50070);

    private static final List<String> PRIVATE_SUFFIXES = List.of(
            ".localhost",
            ".local",
            ".internal",
            ".lan",
            ".home.arpa",
            ".onion",
            ".svc",
            ".cluster.local",
            ".intranet",
            ".corp",
            ".home");

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern DOTTED_QUAD = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);

    /** ASCII letters, digits and hyphens; the last label begins with a letter, so that no number passes for a name. */
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    private final boolean development;

    private TargetRules(boolean development) {
        this.development = development;
    }

    /**
     * Returns the rules.
     *
     * @param development whether loopback hosts are targets as well, also over http
     * @return the rules
     */
    public static TargetRules of(boolean development) {
        return new TargetRules(development);
    }

    /**
     * Judges a URL as it was typed.
     *
     * @param text the URL
     * @return what is wrong with it, or empty
     */
    public Optional<TargetProblem> check(String text) {
        if (text.length() > MAX_URL_LENGTH) {
            return Optional.of(TargetProblem.TOO_LONG);
        }
        try {
            return check(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.of(TargetProblem.MALFORMED);
        }
    }

    /**
     * Judges a URL.
     *
     * @param target the URL
     * @return what is wrong with it, or empty
     */
    public Optional<TargetProblem> check(URI target) {
        String scheme = target.getScheme() == null ? "" : target.getScheme().toLowerCase(Locale.ROOT);
        if (target.toString().length() > MAX_URL_LENGTH) {
            return Optional.of(TargetProblem.TOO_LONG);
        }
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return Optional.of(target.isAbsolute() ? TargetProblem.NOT_HTTPS : TargetProblem.MALFORMED);
        }
        if (target.getRawUserInfo() != null) {
            return Optional.of(TargetProblem.HAS_CREDENTIALS);
        }
        if (target.getRawFragment() != null) {
            return Optional.of(TargetProblem.HAS_FRAGMENT);
        }
        // The JDK leaves the host null for everything it cannot read as host and port: underscores, short forms,
        // non-ASCII.
        String host = target.getHost();
        if (host == null || host.isEmpty()) {
            return Optional.of(target.getRawAuthority() == null ? TargetProblem.MALFORMED : TargetProblem.NOT_PUBLIC);
        }
        return checkParts(scheme, host, target.getPort());
    }

    private Optional<TargetProblem> checkParts(String scheme, String host, int port) {
        if (port == 0 || port > MAX_PORT) {
            return Optional.of(TargetProblem.PORT);
        }
        if (development && isLoopback(host)) {
            return Optional.empty();
        }
        if (!scheme.equals("https")) {
            return Optional.of(TargetProblem.NOT_HTTPS);
        }
        if (!WEB_PORTS.contains(port) && (port < FIRST_FREE_PORT || SERVICE_PORTS.contains(port))) {
            return Optional.of(TargetProblem.PORT);
        }
        return isPublicHost(host) ? Optional.empty() : Optional.of(TargetProblem.NOT_PUBLIC);
    }

    /**
     * Tells whether a connection to an address may be opened for a host.
     *
     * @param host the host of the URL
     * @param address one of its addresses
     * @return true if the address is public, or loopback for a loopback host in development mode
     */
    boolean mayConnect(String host, InetAddress address) {
        if (development && isLoopback(host)) {
            return address.isLoopbackAddress();
        }
        return AddressRules.isPublic(address);
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || host.equals("::1")
                || (DOTTED_QUAD.matcher(host).matches() && host.startsWith("127."));
    }

    private static boolean isPublicHost(String host) {
        if (host.startsWith("[")) {
            return isPublicLiteral(host.substring(1, host.length() - 1));
        }
        if (DOTTED_QUAD.matcher(host).matches()) {
            return isPublicLiteral(host);
        }
        String name = host.toLowerCase(Locale.ROOT);
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return bare.length() <= MAX_NAME_LENGTH
                && NAME.matcher(bare).matches()
                && PRIVATE_SUFFIXES.stream().noneMatch(bare::endsWith);
    }

    private static boolean isPublicLiteral(String literal) {
        try {
            // A literal never causes a look-up. A scope id (%eth0) is for this machine's own links.
            return literal.indexOf('%') < 0 && AddressRules.isPublic(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
