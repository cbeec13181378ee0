package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.oauth.AppDraft;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which fields an edit changed: details of a journal entry, which say what each was before and after. */
final class AppDifference {

    private AppDifference() {}

    static Map<String, String> between(App before, App after) {
        AppDraft old = AppDraft.from(before).build();
        AppDraft now = AppDraft.from(after).build();
        Map<String, String> details = new LinkedHashMap<>();
        for (AppField field : AppField.values()) {
            String was = text(field.json(old));
            String is = text(field.json(now));
            if (!was.equals(is)) {
                details.put(JournalEntry.BEFORE + field.wireName(), was);
                details.put(JournalEntry.AFTER + field.wireName(), is);
            }
        }
        return details;
    }

    private static String text(@Nullable Object value) {
        return value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : Objects.toString(value, "");
    }
}
