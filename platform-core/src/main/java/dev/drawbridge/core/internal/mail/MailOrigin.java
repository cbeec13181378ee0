package dev.drawbridge.core.internal.mail;

import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.spi.Actor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who caused a mail, as far as its recipient can use it to tell whether it was them.
 *
 * @param at when
 * @param ip from which address, possibly empty
 * @param browser with what, for example "Firefox on Linux", possibly empty
 * @param requestId in which request, possibly empty
 */
public record MailOrigin(Instant at, String ip, String browser, String requestId) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /**
     * Takes over what is known of an actor.
     *
     * @param actor who
     * @param at when
     * @return the origin
     */
    public static MailOrigin of(Actor actor, Instant at) {
        return new MailOrigin(
                at,
                Optional.ofNullable(actor.ip()).orElse(""),
                Optional.ofNullable(actor.userAgent()).map(BrowserName::of).orElse(""),
                Optional.ofNullable(actor.requestId()).orElse(""));
    }

    /**
     * Writes a time as mails have it, for example "27 Dec 2026, 01:47 UTC".
     *
     * @param at the time
     * @return to the minute
     */
    public static String time(Instant at) {
        return TIME.format(at);
    }

    /** {@return what is known, on one line} */
    String line() {
        return String.join(
                " \u00b7 ",
                Stream.of(time(at), ip, browser, requestId)
                        .filter(text -> !text.isEmpty())
                        .toList());
    }

    static MailOrigin fromJson(JsonObject read) {
        return new MailOrigin(
                Instant.parse(read.text("at").orElseThrow()),
                read.text("ip").orElse(""),
                read.text("browser").orElse(""),
                read.text("requestId").orElse(""));
    }

    /** {@return the same values for a JSON object} */
    Map<String, String> toMap() {
        return Map.of("at", at.toString(), "ip", ip, "browser", browser, "requestId", requestId);
    }
}
