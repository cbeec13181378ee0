package dev.drawbridge.core.internal.portal.frame;

import static dev.drawbridge.core.spi.PortalPaths.PAGES;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where a developer wanted to go before they had to log in: travels in a parameter of login pages. */
public final class NextPage {

    /** The parameter. */
    public static final String PARAMETER = "next";

    private NextPage() {}

    public static String after(String path, String next) {
        return path + "?" + PARAMETER + "=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    /** Lets through where to go next only if it is a page of the portal: anything else would be an open redirect. */
    public static Optional<String> safe(String next) {
        boolean below = next.equals(PAGES) || next.startsWith(PAGES + "/") || next.startsWith(PAGES + "?");
        boolean plain = next.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '\\') && !next.contains("//");
        return below && plain && !next.contains("..") ? Optional.of(next) : Optional.empty();
    }
}
