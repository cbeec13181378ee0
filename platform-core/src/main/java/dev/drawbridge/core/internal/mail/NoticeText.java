package dev.drawbridge.core.internal.mail;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import java.net.URI;
import java.util.Map;

/**
 * The words of a notice, in parts, so that several notices can become one mail.
 *
 * @param subject one line without secrets, the same for all notices about one thing
 * @param sentence what happened
 * @param advice what to do if it was somebody else
 * @param label what the link does
 * @param link where to look, an absolute address of the platform itself
 */
public record NoticeText(String subject, String sentence, String advice, String label, URI link) {

    String toJson() {
        return Json.write(Map.of(
                "subject", subject, "sentence", sentence, "advice", advice, "label", label, "link", link.toString()));
    }

    static NoticeText fromJson(byte[] json) {
        JsonObject read = Json.readObject(json);
        return new NoticeText(
                read.text("subject").orElse(""),
                read.text("sentence").orElse(""),
                read.text("advice").orElse(""),
                read.text("label").orElse(""),
                URI.create(read.text("link").orElse("")));
    }
}
