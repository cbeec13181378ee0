package dev.drawbridge.core.internal.html;

import dev.drawbridge.core.spi.site.Branding;
import dev.drawbridge.core.spi.site.Branding.Accent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A host's branding as a style sheet of its own, behind the common one, and what is wrong with it. */
public final class BrandStyle {

    private static final double READABLE = 4.5;

    /** The tokens {@code --surface} of the common style sheet. */
    private static final String LIGHT_SURFACE = "#ffffff";

    private static final String DARK_SURFACE = "#15181e";

    private BrandStyle() {}

    /** Returns every fault of a branding, each with what to do about it. */
    public static List<String> problems(Branding branding) {
        List<String> problems = new ArrayList<>();
        branding.accent().ifPresent(accent -> {
            contrast("light", accent.light(), LIGHT_SURFACE, "darker", problems);
            contrast("dark", accent.dark(), DARK_SURFACE, "lighter", problems);
        });
        branding.font()
                .filter(font -> !font.matches("[\\w \"',-]+"))
                .ifPresent(font ->
                        problems.add("branding: give fonts as names, separated by commas, not '" + font + "'."));
        branding.radius()
                .filter(radius -> radius < 0 || radius > Branding.MAX_RADIUS)
                .ifPresent(radius -> problems.add(
                        "branding: the radius is 0 to " + Branding.MAX_RADIUS + " pixels, not " + radius + "."));
        mark("logo", branding.logo(), problems);
        mark("logo for dark surfaces", branding.darkLogo(), problems);
        mark("icon", branding.icon(), problems);
        return problems;
    }

    private static void contrast(String theme, String colour, String surface, String remedy, List<String> problems) {
        Optional<Double> luminance = Contrast.luminance(colour);
        if (luminance.isEmpty()) {
            problems.add("branding: give the accent as #rrggbb, not '" + colour + "'.");
            return;
        }
        double ratio =
                Contrast.ratio(luminance.get(), Contrast.luminance(surface).orElseThrow());
        if (ratio < READABLE) {
            problems.add(String.format(
                    Locale.ROOT,
                    "branding: the %s accent %s has a contrast of %.1f to 1 with %s, and links need %.1f: choose a %s one.",
                    theme,
                    colour,
                    ratio,
                    surface,
                    READABLE,
                    remedy));
        }
    }

    private static void mark(String what, Optional<byte[]> image, List<String> problems) {
        if (image.isPresent() && mediaType(image.get()).isEmpty()) {
            problems.add("branding: the " + what + " is neither an SVG nor a PNG image.");
        }
        if (image.isPresent() && image.get().length > Branding.MAX_MARK_BYTES) {
            problems.add("branding: the " + what + " has " + image.get().length + " bytes, and "
                    + Branding.MAX_MARK_BYTES + " are the most.");
        }
    }

    /** Tells what an image is by its first bytes. */
    static Optional<String> mediaType(byte[] image) {
        String head = new String(image, 0, Math.min(image.length, 512), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of("image/png");
        }
        return head.contains("<svg") ? Optional.of("image/svg+xml") : Optional.empty();
    }

    /** Writes the style sheet; empty for a plain branding. */
    static String css(Branding branding) {
        StringBuilder css = new StringBuilder();
        List<String> tokens = new ArrayList<>();
        branding.accent().ifPresent(accent -> accent(accent, tokens));
        branding.font().ifPresent(font -> tokens.add("--sans: " + font));
        branding.radius().ifPresent(radius -> {
            tokens.add("--radius: " + radius + "px");
            tokens.add("--radius-large: " + radius * 3 / 2 + "px");
        });
        if (!tokens.isEmpty()) {
            css.append(":root {\n  ").append(String.join(";\n  ", tokens)).append(";\n}\n");
        }
        if (branding.logo().isPresent()) {
            css.append("""
                .brand-logo { background-image: url("logo"); }
                @media (prefers-color-scheme: dark) {
                  :root:not([data-theme="light"]) .brand-logo { background-image: url("logo-dark"); }
                }
                :root[data-theme="dark"] .brand-logo { background-image: url("logo-dark"); }
                """);
        }
        return css.toString();
    }

    private static void accent(Accent accent, List<String> tokens) {
        String both = "light-dark(" + accent.light() + ", " + accent.dark() + ")";
        String onLight = on(accent.light());
        String onDark = on(accent.dark());
        tokens.add("--accent: " + both);
        tokens.add("--link: " + both);
        tokens.add("--focus: " + both);
        tokens.add("--chart-ok: " + both);
        tokens.add("--on-accent: light-dark(" + onLight + ", " + onDark + ")");
        // Away from what is written on it, so that it is read no worse under the pointer.
        tokens.add("--accent-hover: light-dark(color-mix(in srgb, " + accent.light() + " 88%, " + opposite(onLight)
                + "), color-mix(in srgb, " + accent.dark() + " 88%, " + opposite(onDark) + "))");
    }

    /** Returns white or black, whichever is read better on a colour. */
    static String on(String colour) {
        double luminance = Contrast.luminance(colour).orElseThrow();
        return Contrast.ratio(luminance, 1) >= Contrast.ratio(luminance, 0) ? "#fff" : "#000";
    }

    private static String opposite(String colour) {
        return colour.equals("#fff") ? "#000" : "#fff";
    }
}
