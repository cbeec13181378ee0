package dev.drawbridge.core.internal.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The colours of the common style sheet, in light and in dark. */
class TokensTest {

    private static final String CSS = read();

    @ParameterizedTest
    @CsvSource({"chart-ok", "chart-error", "chart-limited", "line-strong", "focus"})
    @Tag("A-094")
    @DisplayName("bars, their outlines and focus rings are told apart from what they are on")
    void parts(String part) {
        assertThat(ratios(part, "surface")).allMatch(ratio -> ratio >= 3);
    }

    @ParameterizedTest
    @CsvSource({
        "text, surface",
        "text, page",
        "text, sunken",
        "muted, surface",
        "muted, page",
        "muted, sunken",
        "link, surface",
        "link, page",
        "on-accent, accent",
        "on-accent, accent-hover",
        "neutral-text, neutral-bg",
        "info-text, info-bg",
        "good-text, good-bg",
        "warn-text, warn-bg",
        "bad-text, bad-bg",
        "bad-text, surface"
    })
    @DisplayName("every text is read well on what it is on")
    void texts(String text, String ground) {
        assertThat(ratios(text, ground)).allMatch(ratio -> ratio >= 4.5);
    }

    private static double[] pair(String token) {
        Matcher both = Pattern.compile("--" + token + ": light-dark\\((#\\w+), (#\\w+)\\);")
                .matcher(CSS);
        if (both.find()) {
            return new double[] {luminance(both.group(1)), luminance(both.group(2))};
        }
        Matcher one = Pattern.compile("--" + token + ": (#\\w+);").matcher(CSS);
        assertThat(one.find()).as(token).isTrue();
        return new double[] {luminance(one.group(1)), luminance(one.group(1))};
    }

    private static List<Double> ratios(String one, String other) {
        double[] first = pair(one);
        double[] second = pair(other);
        return List.of(Contrast.ratio(first[0], second[0]), Contrast.ratio(first[1], second[1]));
    }

    private static double luminance(String colour) {
        String full = colour.length() == 7 ? colour : colour.replaceAll("#(.)(.)(.)", "#$1$1$2$2$3$3");
        return Contrast.luminance(full).orElseThrow();
    }

    private static String read() {
        try (InputStream css = TokensTest.class.getResourceAsStream("app.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
