package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.AppFieldCode;
import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one validator of redirect URIs, and the one comparison.
 *
 * <p>Stored byte for byte and compared as strings (RFC 3986 §6.2.1, RFC 9700 §4.1.3). The single exception is the port of
 * an {@code http} loopback URI (RFC 8252 §7.3), which a native client learns only when it starts to listen.
 */
public final class RedirectUris {

    /** The most a developer's app may register. */
    public static final int MAX_COUNT = 5;

    /** The most an app without an owner may register: one registration serves every program that it is part of. */
    public static final int MAX_COUNT_UNOWNED = 10;

    /** Characters of one. */
    public static final int MAX_LENGTH = 2_000;

    /** The form field and JSON member. */
    public static final String FIELD = "redirectUris";

    private static final Pattern LOOPBACK =
            Pattern.compile("http://(localhost|127\\.0\\.0\\.1|\\[::1])(?::([0-9]{1,5}))?(/.*|)");

    private static final Pattern OWN_MACHINE = Pattern.compile(
            "^https://(([^/?#]*\\.)?localhost\\.?|127(\\.[0-9]+){3}|\\[[0:]*1])([:/?#]|$)", Pattern.CASE_INSENSITIVE);

    private RedirectUris() {}

    /** Checks what a developer registers, {@value #MAX_COUNT} at most. */
    public static List<FieldError> check(List<String> uris, AppType type) {
        return check(uris, type, MAX_COUNT, new PrivateUse(type == AppType.PUBLIC, Set.of()));
    }

    /**
     * Checks what somebody registers.
     *
     * @param uris as written, one per line of the form
     * @param type of the app
     * @param most how many there may be
     * @param privateUse which private-use schemes they may have
     * @return what is wrong, naming the line; empty if nothing is
     */
    public static List<FieldError> check(List<String> uris, AppType type, int most, PrivateUse privateUse) {
        List<FieldError> errors = new ArrayList<>();
        if (type == AppType.MACHINE) {
            if (!uris.isEmpty()) {
                errors.add(error(
                        AppFieldCode.REDIRECT_URIS_NOT_USED, "Machine apps have no redirect URIs. Leave this empty."));
            }
            return errors;
        }
        if (uris.isEmpty()) {
            errors.add(error(AppFieldCode.REDIRECT_URI_REQUIRED, "Add at least one redirect URI."));
        }
        if (uris.size() > most) {
            errors.add(error(AppFieldCode.TOO_MANY_REDIRECT_URIS, "Add at most " + most + " redirect URIs."));
            return errors;
        }
        for (int i = 0; i < uris.size(); i++) {
            int line = i + 1;
            int first = uris.indexOf(uris.get(i)) + 1;
            Optional<RedirectUriFault> fault = first < line
                    ? Optional.of(new RedirectUriFault(
                            AppFieldCode.REDIRECT_URI_DUPLICATE, "the same as line " + first + "."))
                    : RedirectUriFault.of(uris.get(i), privateUse);
            fault.ifPresent(found -> errors.add(error(found.code(), "Line " + line + ": " + found.text())));
        }
        return errors;
    }

    /**
     * Tells whether a requested redirect URI is one that the app registered.
     *
     * @param app the app
     * @param requested the parameter {@code redirect_uri}, decoded once
     * @return true for the same string, or a loopback URI that differs in the port alone
     */
    public static boolean matches(App app, String requested) {
        return app.access().redirectUris().stream().anyMatch(registered -> matches(registered, requested));
    }

    public static boolean matches(String registered, String requested) {
        if (registered.equals(requested)) {
            return true;
        }
        Matcher known = LOOPBACK.matcher(registered);
        Matcher sent = LOOPBACK.matcher(requested);
        return known.matches()
                && sent.matches()
                && known.group(1).equals(sent.group(1))
                && known.group(3).equals(sent.group(3))
                && isPort(sent.group(2));
    }

    /**
     * Tells whether a redirect URI stays on the machine of the user.
     *
     * @param uri a registered redirect URI, or one that matched
     * @return true for http on a loopback host
     */
    public static boolean isLoopback(String uri) {
        return LOOPBACK.matcher(uri).matches();
    }

    /**
     * Tells whether a redirect URI belongs to its owner alone (RFC 8252 §7.2): https, on a host that others can reach too.
     *
     * @param uri a registered redirect URI, or one that matched
     * @return false for http, private-use schemes and https on the user's own machine
     */
    public static boolean isClaimed(String uri) {
        return uri.startsWith("https://") && !OWN_MACHINE.matcher(uri).find();
    }

    /**
     * Returns where a redirect URI leads, for people: a look-alike host shows its punycode.
     *
     * @param uri a registered redirect URI, or one that matched
     * @return the ASCII host with its port, or the scheme of a private-use URI
     */
    public static String destination(String uri) {
        // What follows a private-use scheme names no host, even where it looks like one.
        return isWeb(uri) ? split(uri)[1] : uri.substring(0, uri.indexOf(':'));
    }

    /**
     * Returns the form for a {@code Location} header, which is ASCII.
     *
     * @param uri a registered redirect URI, or one that matched
     * @return the same with a Unicode host in punycode (RFC 3490)
     */
    public static String wireForm(String uri) {
        return String.join("", split(uri));
    }

    /**
     * Tells whether a host may allow a scheme for redirect URIs of programs on the user's own machine.
     *
     * @param scheme without colon
     * @return false if it is no scheme in lower case, or one that browsers act upon themselves
     */
    public static boolean isPrivateUseScheme(String scheme) {
        return PrivateUse.possible(scheme);
    }

    private static String[] split(String uri) {
        int slashes = uri.indexOf("://");
        if (slashes < 0) {
            return new String[] {uri, "", ""};
        }
        int start = slashes + 3;
        int end = start;
        while (end < uri.length() && "/?#".indexOf(uri.charAt(end)) < 0) {
            end++;
        }
        String authority = uri.substring(start, end);
        // What follows a private-use scheme is no domain name, and ASCII already.
        String ascii = isWeb(uri) && !authority.startsWith("[") ? toAscii(authority) : authority;
        return new String[] {uri.substring(0, start), ascii, uri.substring(end)};
    }

    private static boolean isWeb(String uri) {
        return uri.startsWith("https://") || uri.startsWith("http://");
    }

    private static String toAscii(String authority) {
        int colon = authority.indexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        return IDN.toASCII(host) + (colon < 0 ? "" : authority.substring(colon));
    }

    // RFC 6335 §6: 0 is reserved. No port at all is the default one.
    private static boolean isPort(@Nullable String digits) {
        if (digits == null) {
            return true;
        }
        int port = Integer.parseInt(digits);
        return port > 0 && port <= 65_535;
    }

    private static FieldError error(AppFieldCode code, String message) {
        return new FieldError(FIELD, code, message);
    }
}
