package dev.drawbridge.oauth.internal.dpop;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code htu} in one spelling (RFC 9449 §4.3, RFC 3986 §6.2): scheme and host in lower case, no default port, no query and
 * fragment, {@code /} for no path, escapes in upper case and none where they are not needed.
 */
final class TargetUri {

    private static final String UNRESERVED_MARKS = "-._~";

    private TargetUri() {}

    /** Returns the one spelling, or empty if it is no http or https URI with a host and without user information. */
    static Optional<String> normalized(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
            return Optional.empty();
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int defaultPort = switch (scheme) {
            case "https" -> 443;
            case "http" -> 80;
            default -> 0;
        };
        if (defaultPort == 0) {
            return Optional.empty();
        }
        int port = uri.getPort();
        String authority = uri.getHost().toLowerCase(Locale.ROOT) + (port < 0 || port == defaultPort ? "" : ":" + port);
        String path = uri.getRawPath();
        return Optional.of(scheme + "://" + authority + (path == null || path.isEmpty() ? "/" : escapes(path)));
    }

    // java.net.URI has made sure that two hexadecimal digits follow each percent sign.
    private static String escapes(String path) {
        StringBuilder result = new StringBuilder(path.length());
        int at = 0;
        while (at < path.length()) {
            char c = path.charAt(at);
            if (c != '%') {
                result.append(c);
                at++;
                continue;
            }
            char escaped = (char) Integer.parseInt(path.substring(at + 1, at + 3), 16);
            if (unreserved(escaped)) {
                result.append(escaped);
            } else {
                result.append(path.substring(at, at + 3).toUpperCase(Locale.ROOT));
            }
            at += 3;
        }
        return result.toString();
    }

    private static boolean unreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || UNRESERVED_MARKS.indexOf(c) >= 0;
    }
}
