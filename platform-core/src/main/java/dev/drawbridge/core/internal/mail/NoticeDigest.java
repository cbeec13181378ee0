package dev.drawbridge.core.internal.mail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    static MailText words(List<Item> items) {
        MailText words = MailText.of("Hello,");
        Map<String, List<Item>> byKind =
                items.stream().collect(Collectors.groupingBy(Item::kind, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<Item>> kind : byKind.entrySet()) {
            List<Item> all = kind.getValue();
            for (Item item : all.subList(0, Math.min(EACH, all.size()))) {
                words = words.paragraph(item.text().sentence());
            }
            if (all.size() > EACH) {
                words = words.paragraph("And " + (all.size() - EACH) + " more of this kind: " + kind.getKey() + ".");
            }
        }
        for (String advice : distinct(items, NoticeText::advice)) {
            words = words.paragraph(advice);
        }
        Map<String, NoticeText> links = new LinkedHashMap<>();
        items.forEach(item -> links.putIfAbsent(item.text().link().toString(), item.text()));
        boolean several = links.size() > 1;
        for (NoticeText text : links.values().stream().limit(LINKS).toList()) {
            words = words.link(several ? text.label() + " (" + text.subject() + ")" : text.label(), text.link());
        }
        return words;
    }

    private static List<String> distinct(List<Item> items, Function<NoticeText, String> part) {
        return items.stream().map(item -> part.apply(item.text())).distinct().toList();
    }
}
