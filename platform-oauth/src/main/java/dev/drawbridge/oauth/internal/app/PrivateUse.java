package dev.drawbridge.oauth.internal.app;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which private-use schemes (RFC 8252 §7.1) redirect URIs of an app may have. Immutable.
 *
 * @param allowed whether it may have any: reversed domain names under the control of its developer
 * @param named the others that the host allows, in lower case
 */
public record PrivateUse(boolean allowed, Set<String> named) {

    /** None: the app is a web app. */
    static final PrivateUse NONE = new PrivateUse(false, Set.of());

    // They run or read something in the user's browser (CVE-2026-22752).
    private static final Set<String> DANGEROUS = Set.of(
            "javascript", "data", "vbscript", "file", "blob", "about", "filesystem", "view-source", "jar", "intent");

    // They are everybody's: no program can have them for itself.
    private static final Set<String> PUBLIC = Set.of("http", "https", "ws", "wss", "ftp", "mailto", "content", "urn");

    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");
    private static final Pattern REVERSED_DOMAIN = Pattern.compile("[a-z][a-z0-9-]*(?:\\.[a-z0-9][a-z0-9-]*)+");

    /** Copies the schemes. */
    public PrivateUse {
        named = Set.copyOf(named);
    }

    /** Tells whether the app may have a scheme. */
    boolean allows(String scheme) {
        return allowed
                && (named.contains(scheme) || REVERSED_DOMAIN.matcher(scheme).matches());
    }

    /** Tells whether a scheme is never taken, whoever asks. */
    static boolean dangerous(String scheme) {
        return DANGEROUS.contains(scheme.toLowerCase(Locale.ROOT));
    }

    /** Tells whether a host may allow a scheme. */
    public static boolean possible(String scheme) {
        return SCHEME.matcher(scheme).matches() && !dangerous(scheme) && !PUBLIC.contains(scheme);
    }
}
