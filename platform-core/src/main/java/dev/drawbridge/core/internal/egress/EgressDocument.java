package dev.drawbridge.core.internal.egress;

import dev.drawbridge.core.http.Headers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document that was fetched, whole, or why there is none.
 *
 * @param status the HTTP status, or 0 without a response
 * @param headers the response's header fields, none without a response
 * @param text the whole body, as UTF-8; empty if there was a failure
 * @param failure why there is no document, or null
 */
public record EgressDocument(
        int status, Headers headers, String text, @Nullable EgressFailure failure) {

    private static final int MAX_DIGITS = 9;

    /**
     * Tells whether the document is there and is JSON.
     *
     * @return true for status 200 with {@code application/json} or a type that ends in {@code +json}
     */
    public boolean json() {
        String type = headers.first("Content-Type").orElse("");
        int semicolon = type.indexOf(';');
        String bare =
                (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        return status == 200 && failure == null && (bare.equals("application/json") || bare.endsWith("+json"));
    }

    /**
     * Returns how long the server lets the document be kept (RFC 9111 §5.2.2), less its {@code Age}.
     *
     * @return zero if it must not be kept; empty if the server does not say
     */
    public Optional<Duration> freshFor() {
        String control = String.join(",", headers.all("Cache-Control")).toLowerCase(Locale.ROOT);
        Optional<Duration> age = Optional.empty();
        for (String directive : control.split(",", -1)) {
            String bare = directive.strip();
            if (bare.equals("no-store") || bare.equals("no-cache") || bare.startsWith("no-cache=")) {
                return Optional.of(Duration.ZERO);
            }
            if (bare.startsWith("max-age=")) {
                age = Optional.of(seconds(bare.substring("max-age=".length())));
            }
        }
        return age.map(all -> {
            Duration rest =
                    all.minus(headers.first("Age").map(EgressDocument::seconds).orElse(Duration.ZERO));
            return rest.isNegative() ? Duration.ZERO : rest;
        });
    }

    /**
     * Returns how long to keep the document: as its server says, within bounds.
     *
     * @param least at least so long, whatever the server says
     * @param unsaid if the server does not say
     * @param most at most so long
     * @return from {@code least} to {@code most}
     */
    public Duration freshFor(Duration least, Duration unsaid, Duration most) {
        Duration said = freshFor().orElse(unsaid);
        if (said.compareTo(least) < 0) {
            return least;
        }
        return said.compareTo(most) > 0 ? most : said;
    }

    // What is no number counts as stale (RFC 9111 §4.2.1).
    private static Duration seconds(String text) {
        String digits = text.replace("\"", "").strip();
        boolean number = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number) {
            return Duration.ZERO;
        }
        return Duration.ofSeconds(digits.length() > MAX_DIGITS ? Integer.MAX_VALUE : Long.parseLong(digits));
    }

    static EgressDocument failed(EgressFailure failure) {
        return new EgressDocument(0, Headers.NONE, "", failure);
    }
}
