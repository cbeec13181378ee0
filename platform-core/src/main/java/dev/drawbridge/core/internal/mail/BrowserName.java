package dev.drawbridge.core.internal.mail;

import java.util.List;

/** Says what a {@code User-Agent} is, in words that its owner recognises. No more than a hint: anybody can send any. Pure. */
public final class BrowserName {

    private static final int MAX_UNKNOWN = 40;

    // The first that fits: every browser claims to be those below it too.
    private static final List<Hint> BROWSERS = List.of(
            new Hint("Edg", "Edge"),
            new Hint("OPR/", "Opera"),
            new Hint("SamsungBrowser/", "Samsung Internet"),
            new Hint("Firefox/", "Firefox"),
            new Hint("FxiOS/", "Firefox"),
            new Hint("CriOS/", "Chrome"),
            new Hint("Chrome/", "Chrome"),
            new Hint("Safari/", "Safari"),
            new Hint("curl/", "curl"));

    private static final List<Hint> SYSTEMS = List.of(
            new Hint("iPhone", "iPhone"),
            new Hint("iPad", "iPad"),
            new Hint("Android", "Android"),
            new Hint("Windows", "Windows"),
            new Hint("Mac OS X", "macOS"),
            new Hint("CrOS", "ChromeOS"),
            new Hint("Linux", "Linux"));

    private BrowserName() {}

    private record Hint(String mark, String name) {}

    /**
     * Names the browser and the system of a {@code User-Agent}.
     *
     * @param userAgent what the header says
     * @return for example "Firefox on Linux"; a program's first word if it is no browser, possibly empty
     */
    public static String of(String userAgent) {
        String browser = first(BROWSERS, userAgent);
        String system = first(SYSTEMS, userAgent);
        if (browser.isEmpty()) {
            // A program names itself first; what it says is a stranger's word, so no more than a word of it is shown.
            String program = userAgent.strip().split("[\\s/(]", 2)[0].replaceAll("[^A-Za-z0-9._-]", "");
            return program.substring(0, Math.min(MAX_UNKNOWN, program.length()));
        }
        return system.isEmpty() ? browser : browser + " on " + system;
    }

    private static String first(List<Hint> hints, String userAgent) {
        return hints.stream()
                .filter(hint -> userAgent.contains(hint.mark()))
                .map(Hint::name)
                .findFirst()
                .orElse("");
    }
}
