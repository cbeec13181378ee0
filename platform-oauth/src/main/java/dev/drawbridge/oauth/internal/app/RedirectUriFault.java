package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.oauth.AppFieldCode;
import java.net.IDN;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why one text cannot be registered as a redirect URI: the first rule that it breaks.
 *
 * @param code for programs
 * @param text for people, the second half of a sentence that begins with the line
 */
public record RedirectUriFault(AppFieldCode code, String text) {

    private static final Set<String> LOOPBACK_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*]|[^:]*)(?::([0-9]{1,5}))?");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern IPV4 = Pattern.compile(
            "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:]{2,39}(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3})?]");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9A-Fa-f]*");
    private static final Pattern DOT_SEGMENT = Pattern.compile("(?i)(?:.*/)?(?:\\.|%2e){1,2}(?:/.*)?");
    private static final Pattern BAD_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern PATH_CHARACTERS = Pattern.compile("[A-Za-z0-9\\-._~!$&'()+,;=:@/?%]*");

    public static Optional<RedirectUriFault> of(String uri, PrivateUse privateUse) {
        if (uri.isEmpty()) {
            return fault(AppFieldCode.REDIRECT_URI_BLANK, "enter a URI.");
        }
        if (uri.length() > RedirectUris.MAX_LENGTH) {
            return fault(AppFieldCode.REDIRECT_URI_TOO_LONG, "keep the URI under 2,000 characters.");
        }
        if (uri.chars().anyMatch(c -> c <= ' ' || c == 0x7F || Character.isWhitespace(c) || isInvisible(c))) {
            return fault(AppFieldCode.REDIRECT_URI_WHITESPACE, "remove the space or invisible character.");
        }
        if (uri.indexOf('#') >= 0) {
            return fault(AppFieldCode.REDIRECT_URI_FRAGMENT, "remove the #fragment.");
        }
        if (uri.indexOf('*') >= 0) {
            return fault(
                    AppFieldCode.REDIRECT_URI_WILDCARD, "write out the full address; wildcards (*) are not supported.");
        }
        Matcher matcher = SCHEME.matcher(uri);
        if (!matcher.matches()) {
            return notHttps();
        }
        String scheme = matcher.group(1);
        String rest = matcher.group(2);
        if (scheme.equals("https") || scheme.equals("http")) {
            return rest.startsWith("//") ? ofWeb(scheme, rest.substring(2)) : notHttps();
        }
        if (PrivateUse.dangerous(scheme)) {
            return fault(AppFieldCode.REDIRECT_URI_DANGEROUS_SCHEME, "this scheme is never allowed.");
        }
        return privateUse.allowed() ? ofPrivateUse(scheme, rest, privateUse) : notHttps();
    }

    private static Optional<RedirectUriFault> ofWeb(String scheme, String rest) {
        int end = indexOfAny(rest, "/?");
        String authority = rest.substring(0, end);
        String path = rest.substring(end);
        if (authority.indexOf('@') >= 0) {
            return userinfo();
        }
        Matcher matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches() || !isHost(matcher.group(1)) || !isPort(matcher.group(2))) {
            return fault(AppFieldCode.REDIRECT_URI_HOST, "the host or port is not valid.");
        }
        if (scheme.equals("http") && !LOOPBACK_HOSTS.contains(matcher.group(1))) {
            return notHttps();
        }
        // What listens on the user's machine takes whatever comes; programs register their loopback without a path.
        if (scheme.equals("http") && path.isEmpty()) {
            return Optional.empty();
        }
        if (!path.startsWith("/")) {
            return fault(AppFieldCode.REDIRECT_URI_PATH, "add the path, for example /callback.");
        }
        return ofPath(path);
    }

    // RFC 8252 §7.1: a domain name under the developer's control, in reverse order, or what the host allows.
    private static Optional<RedirectUriFault> ofPrivateUse(String scheme, String rest, PrivateUse privateUse) {
        if (!privateUse.allows(scheme)) {
            return fault(
                    AppFieldCode.REDIRECT_URI_SCHEME,
                    "a custom scheme must be a reversed domain name, for example com.example.app:/callback.");
        }
        if (!rest.startsWith("/")) {
            return fault(AppFieldCode.REDIRECT_URI_PATH, "add the path, for example com.example.app:/callback.");
        }
        if (rest.startsWith("//")
                && rest.substring(2, 2 + indexOfAny(rest.substring(2), "/?")).indexOf('@') >= 0) {
            return userinfo();
        }
        return ofPath(rest);
    }

    private static Optional<RedirectUriFault> ofPath(String pathAndQuery) {
        String path = pathAndQuery.substring(0, indexOfAny(pathAndQuery, "?"));
        if (DOT_SEGMENT.matcher(path).matches()) {
            return fault(AppFieldCode.REDIRECT_URI_DOT_SEGMENT, "write the path without . or .. segments.");
        }
        if (BAD_PERCENT.matcher(pathAndQuery).find()
                || !PATH_CHARACTERS.matcher(pathAndQuery).matches()) {
            return fault(AppFieldCode.REDIRECT_URI_CHARACTER, "percent-encode the characters that a URI cannot have.");
        }
        return Optional.empty();
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return IPV6.matcher(host).matches();
        }
        String ascii;
        try {
            ascii = IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            return false;
        }
        String[] labels = ascii.split("\\.", -1);
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        // What ends in a number is an IPv4 address for browsers, however it is written: 127.1, 0x7f.1.
        boolean number = NUMBER.matcher(labels[labels.length - 1]).matches();
        return ascii.length() <= 253 && (!number || IPV4.matcher(host).matches());
    }

    private static boolean isPort(@Nullable String digits) {
        return digits == null || (Integer.parseInt(digits) > 0 && Integer.parseInt(digits) <= 65_535);
    }

    private static boolean isInvisible(int c) {
        int category = Character.getType(c);
        return category == Character.FORMAT || category == Character.CONTROL || Character.isSpaceChar(c);
    }

    private static int indexOfAny(String text, String characters) {
        int i = 0;
        while (i < text.length() && characters.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static Optional<RedirectUriFault> userinfo() {
        return fault(AppFieldCode.REDIRECT_URI_USERINFO, "remove the user name and password before the host.");
    }

    private static Optional<RedirectUriFault> notHttps() {
        return fault(
                AppFieldCode.REDIRECT_URI_NOT_HTTPS, "must start with https:// (http:// is allowed for localhost).");
    }

    private static Optional<RedirectUriFault> fault(AppFieldCode code, String text) {
        return Optional.of(new RedirectUriFault(code, text));
    }
}
