package dev.drawbridge.core.internal.portal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The addresses of the portal. */
final class PortalPaths {

    static final String PAGES = "/developers";
    static final String JSON = "/developers/api/v1";
    static final String APP = "/apps/{app}";
    static final String LOGIN = PAGES + "/login";
    static final String DASHBOARD = PAGES + "/dashboard";
    static final String REAUTH = PAGES + "/reauth";
    static final String NEXT = "next";

    private PortalPaths() {}

    static String ofApp(String appId) {
        return PAGES + "/apps/" + appId;
    }

    static String withNext(String path, String next) {
        return path + "?" + NEXT + "=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    /** Lets through where to go next only if it is a page of the portal: anything else would be an open redirect. */
    static Optional<String> safeNext(String next) {
        boolean below = next.equals(PAGES) || next.startsWith(PAGES + "/") || next.startsWith(PAGES + "?");
        boolean plain = next.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '\\') && !next.contains("//");
        return below && plain && !next.contains("..") ? Optional.of(next) : Optional.empty();
    }
}
