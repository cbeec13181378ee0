package dev.drawbridge.core.internal.mail;

import dev.drawbridge.core.internal.html.Messages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes one mail of one or more notices. Of each kind {@value #EACH} are told in full, the rest is counted: a rare kind is
 * never hidden behind a common one.
 */
final class NoticeDigest {

    static final int EACH = 20;

    private static final int LINKS = 20;

    private NoticeDigest() {}

    /** A notice and its kind. */
    record Item(String kind, NoticeText text) {}

    static String subject(List<Item> items) {
        List<String> subjects = distinct(items, NoticeText::subject);
        return subjects.size() == 1 ? subjects.get(0) : subjects.get(0) + " and " + (subjects.size() - 1) + " more";
    }

    static MailText words(List<Item> items, Messages text, String productName) {
        MailText words = null;
        Map<String, List<Item>> byKind =
                items.stream().collect(Collectors.groupingBy(Item::kind, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<Item>> kind : byKind.entrySet()) {
            List<Item> all = kind.getValue();
            for (Item item : all.subList(0, Math.min(EACH, all.size()))) {
                String sentence = item.text().sentence();
                words = words == null ? MailText.of(sentence) : words.paragraph(sentence);
                MailOrigin origin = item.text().origin();
                if (origin != null && items.size() > 1) {
                    words = words.details(origin.line());
                }
            }
            if (all.size() > EACH) {
                words = Objects.requireNonNull(words).paragraph(text.of("mail.more", all.size() - EACH, kind.getKey()));
            }
        }
        MailText told = Objects.requireNonNull(words, "at least one notice");
        for (String advice : distinct(items, NoticeText::advice)) {
            told = told.paragraph(advice);
        }
        return withLinks(told, items)
                .origin(items.size() == 1 ? items.get(0).text().origin() : null)
                .why(text.of("mail.why-apps", productName));
    }

    private static MailText withLinks(MailText words, List<Item> items) {
        Map<String, NoticeText> links = new LinkedHashMap<>();
        items.forEach(item -> links.putIfAbsent(item.text().link().toString(), item.text()));
        if (links.size() == 1) {
            NoticeText only = items.get(0).text();
            return words.button(only.label(), only.link());
        }
        MailText linked = words;
        for (NoticeText notice : links.values().stream().limit(LINKS).toList()) {
            linked = linked.link(notice.label() + " (" + notice.subject() + ")", notice.link());
        }
        return linked;
    }

    private static List<String> distinct(List<Item> items, Function<NoticeText, String> part) {
        return items.stream().map(item -> part.apply(item.text())).distinct().toList();
    }
}
