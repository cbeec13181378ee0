package dev.drawbridge.core.internal.http;

import dev.drawbridge.core.model.IpRange;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses that proxies wrote into a header, first hop first: {@code Forwarded} (RFC 7239 §4) and {@code
 * X-Forwarded-For}. Lines are read one after the other, so that what is wrong with one does not touch the next. What cannot
 * be read keeps its place and is empty.
 */
final class ForwardedAddresses {

    private static final String FOR = "for";

    /** RFC 7239 §6: an address, in brackets if it is IPv6, and perhaps a port, which may be obfuscated. */
    private static final Pattern NODE =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([0-9.]+))(?::(?:[0-9]{1,5}|_[A-Za-z0-9._-]+))?");

    /** One parameter with what follows it: the end, the next parameter or the next element. */
    private static final Pattern PAIR = Pattern.compile(
            "\\G[ \\t]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s\",;]*))" + "[ \\t]*(;|,|$)");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private ForwardedAddresses() {}

    /** Reads the lines of {@code X-Forwarded-For}. */
    static List<Optional<InetAddress>> ofList(List<String> lines) {
        List<Optional<InetAddress>> addresses = new ArrayList<>();
        for (String line : lines) {
            for (String node : line.split(",", -1)) {
                addresses.add(address(node.strip()));
            }
        }
        return addresses;
    }

    /** Reads the lines of {@code Forwarded}. */
    static List<Optional<InetAddress>> ofForwarded(List<String> lines) {
        List<Optional<InetAddress>> addresses = new ArrayList<>();
        lines.forEach(line -> addresses.addAll(elements(line)));
        return addresses;
    }

    private static List<Optional<InetAddress>> elements(String line) {
        List<Optional<InetAddress>> addresses = new ArrayList<>();
        List<String> nodes = new ArrayList<>();
        Matcher pair = PAIR.matcher(line);
        while (pair.find()) {
            if (pair.group(1).equalsIgnoreCase(FOR)) {
                nodes.add(value(pair));
            }
            if (pair.group(4).equals(";")) {
                continue;
            }
            // An element that names no client, or two, names none that can be told.
            addresses.add(nodes.size() == 1 ? address(nodes.get(0)) : Optional.empty());
            nodes.clear();
            if (pair.group(4).isEmpty()) {
                return addresses;
            }
        }
        // Whatever is left is malformed, and where its elements begin is anybody's guess.
        return List.of(Optional.empty());
    }

    private static String value(Matcher pair) {
        String quoted = pair.group(2);
        return quoted == null ? pair.group(3) : ESCAPE.matcher(quoted).replaceAll("$1");
    }

    private static Optional<InetAddress> address(String node) {
        Optional<InetAddress> bare = IpRange.parseAddress(node);
        if (bare.isPresent()) {
            return bare;
        }
        Matcher matcher = NODE.matcher(node);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String bracketed = matcher.group(1);
        return bracketed == null
                ? IpRange.parseAddress(matcher.group(2))
                : Optional.of(bracketed).filter(text -> text.indexOf(':') >= 0).flatMap(IpRange::parseAddress);
    }
}
