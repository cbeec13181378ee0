package dev.drawbridge.core.internal.html;

import java.util.Optional;
import java.util.regex.Pattern;

/** How well two colours are told apart (WCAG 2.2, relative luminance and contrast ratio). */
final class Contrast {

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

    private Contrast() {}

    /** Reads a colour {@code #rrggbb} as its relative luminance. */
    static Optional<Double> luminance(String colour) {
        if (!COLOUR.matcher(colour).matches()) {
            return Optional.empty();
        }
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return Optional.of(0.2126 * channel(rgb >> 16) + 0.7152 * channel(rgb >> 8) + 0.0722 * channel(rgb));
    }

    /** Returns the ratio of two luminances, from 1 to 21. */
    static double ratio(double one, double other) {
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double channel(int bits) {
        double value = (bits & 0xFF) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
