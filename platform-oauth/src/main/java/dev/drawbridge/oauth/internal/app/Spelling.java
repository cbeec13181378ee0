package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.oauth.AppDraft;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How a field of an app is written in forms and JSON, and how it is read from there: as one text, or as lines. Immutable.
 *
 * @param lines whether it may have any number of elements; otherwise it has one, possibly empty
 * @param nullable whether JSON has null for an empty text
 * @param write takes the field from a draft
 * @param read puts it into one
 */
record Spelling(
        boolean lines,
        boolean nullable,
        Function<AppDraft, List<String>> write,
        BiConsumer<AppReading, List<String>> read) {

    /** A text that is taken as it is. */
    static Spelling text(Function<AppDraft, String> get, BiConsumer<AppDraft.Builder, String> set) {
        return read(get, (reading, text) -> set.accept(reading.draft(), text));
    }

    /** A text that has to be understood. */
    static Spelling read(Function<AppDraft, String> get, BiConsumer<AppReading, String> read) {
        return new Spelling(
                false,
                false,
                draft -> List.of(get.apply(draft)),
                (reading, value) -> read.accept(reading, value.isEmpty() ? "" : value.get(0)));
    }

    /** Texts that are taken as they are, one per line of a form. */
    static Spelling lines(Function<AppDraft, List<String>> get, BiConsumer<AppDraft.Builder, List<String>> set) {
        return new Spelling(true, false, get, (reading, value) -> set.accept(reading.draft(), value));
    }

    /** Returns the spelling with null for an empty text in JSON. */
    Spelling nullIfEmpty() {
        return new Spelling(lines, true, write, read);
    }
}
