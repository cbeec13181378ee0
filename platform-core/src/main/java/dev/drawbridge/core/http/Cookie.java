package dev.drawbridge.core.http;

import java.time.Duration;
import java.util.Optional;

/**
 * A cookie of the platform (RFC 6265): for the whole host, not readable by scripts, sent on top-level navigations from
 * elsewhere ({@code SameSite=Lax}, so that links from mails keep the session).
 *
 * @param name the bare name; over https it is sent with the prefix {@code __Host-}, see {@link #wireName}
 * @param value unreserved characters
 * @param maxAge how long browsers keep it; zero deletes it
 * @param secure whether the platform is served over https
 */
public record Cookie(String name, String value, Duration maxAge, boolean secure) {

    /**
     * Returns the name on the wire.
     *
     * @param name the bare name
     * @param secure whether the platform is served over https
     * @return {@code __Host-} and the name over https, the bare name otherwise
     */
    public static String wireName(String name, boolean secure) {
        return secure ? "__Host-" + name : name;
    }

    /**
     * Returns the header's value.
     *
     * @return the value of {@code Set-Cookie}
     */
    public String toHeader() {
        return wireName(name, secure) + "=" + value + "; Path=/; Max-Age=" + maxAge.toSeconds()
                + "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }

    /** Leaves out the value: it is a credential. */
    @Override
    public String toString() {
        return "Cookie[" + name + "]";
    }

    /** Finds the first cookie of a name in the {@code Cookie} fields of a request (RFC 6265 §5.4). */
    static Optional<String> find(Headers headers, String name) {
        for (String header : headers.all("Cookie")) {
            for (String pair : header.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
                    return Optional.of(unquoted(pair.substring(equals + 1).strip()));
                }
            }
        }
        return Optional.empty();
    }

    // RFC 6265 §4.1.1 allows quotes around the value; the cookie handler of the JDK's own client adds them.
    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
