package dev.drawbridge.core.internal.mail;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of a notice, in parts, so that several notices can become one mail.
 *
 * @param subject one line without secrets
 * @param sentence what happened
 * @param advice what to do next, or if it was somebody else
 * @param label what the link does
 * @param link where to look, an absolute address of the platform itself
 * @param origin who caused it, or null if the platform did by itself
 */
public record NoticeText(
        String subject,
        String sentence,
        String advice,
        String label,
        URI link,
        @Nullable MailOrigin origin) {

    /**
     * Makes a notice of what the platform did by itself.
     *
     * @param subject one line without secrets
     * @param sentence what happened
     * @param advice what to do next
     * @param label what the link does
     * @param link where to look, an absolute address of the platform itself
     */
    public NoticeText(String subject, String sentence, String advice, String label, URI link) {
        this(subject, sentence, advice, label, link, null);
    }

    String toJson() {
        Map<String, Object> json = new LinkedHashMap<>(Map.of(
                "subject", subject, "sentence", sentence, "advice", advice, "label", label, "link", link.toString()));
        if (origin != null) {
            json.put("origin", origin.toMap());
        }
        return Json.write(json);
    }

    static NoticeText fromJson(byte[] json) {
        JsonObject read = Json.readObject(json);
        return new NoticeText(
                read.text("subject").orElse(""),
                read.text("sentence").orElse(""),
                read.text("advice").orElse(""),
                read.text("label").orElse(""),
                URI.create(read.text("link").orElse("")),
                read.object("origin").map(MailOrigin::fromJson).orElse(null));
    }
}
