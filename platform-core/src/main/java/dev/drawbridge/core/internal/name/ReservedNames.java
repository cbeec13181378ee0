package dev.drawbridge.core.internal.name;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells which names pass for the host's product, as "Fieldwork Official" and "Fіeldwоrk" (with Cyrillic letters) do for
 * Fieldwork. Immutable and thread-safe.
 *
 * <p>A name is reserved if it contains one of the reserved ones: as a word, as words in a row ("Field work helper"), or
 * within a word, unless the reserved name is so short that many words contain it by chance ("Ace" leaves "Palace" alone).
 * Case, accents, punctuation and characters that show nothing do not count, and characters that look alike are the same
 * (UTS #39 §4).
 */
public final class ReservedNames {

    /** Letters of a reserved name that counts within words, too. */
    static final int WITHIN_WORDS = 5;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    // FieldworkOfficial is two words.
    private static final Pattern BEFORE_CAPITAL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");

    private final List<String> names;

    private ReservedNames(List<String> names) {
        this.names = names;
    }

    /**
     * Reserves names.
     *
     * @param names as the host writes them; those without letters and digits reserve nothing
     * @return what judges others
     */
    public static ReservedNames of(Collection<String> names) {
        return new ReservedNames(List.copyOf(names));
    }

    /**
     * Tells whether a name is reserved.
     *
     * @param name as its owner wrote it
     * @return true if users could take it for one of the host's own
     */
    public boolean reserves(String name) {
        List<List<String>> readings = readings(name).map(ReservedNames::words).toList();
        return names.stream().anyMatch(reserved -> {
            boolean withinWords =
                    reserved.codePoints().filter(Character::isLetterOrDigit).count() >= WITHIN_WORDS;
            return looks(reserved)
                    .anyMatch(look -> readings.stream().anyMatch(words -> contains(words, look, withinWords)));
        });
    }

    // Letters of another case or width are read alike, and each may have look-alikes of its own.
    private static Stream<String> readings(String name) {
        return Stream.of(name, Normalizer.normalize(name, Normalizer.Form.NFKC))
                .flatMap(text -> Stream.of(text, text.toLowerCase(Locale.ROOT)));
    }

    // Capitals look like other characters than small letters do: the I of FIELDWORK like an l.
    private static Stream<String> looks(String reserved) {
        return Stream.of(reserved, reserved.toLowerCase(Locale.ROOT), reserved.toUpperCase(Locale.ROOT))
                .map(form -> String.join("", words(form)))
                .filter(look -> !look.isEmpty())
                .distinct();
    }

    private static List<String> words(String text) {
        String skeleton = Confusables.skeleton(BEFORE_CAPITAL.matcher(text).replaceAll(" "));
        return BETWEEN_WORDS
                .splitAsStream(withoutAccents(skeleton))
                // Small letters have other prototypes than capitals: M is itself, m is rn.
                .map(word -> Confusables.skeleton(word.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    // Marks of no script of their own are accents; those of a script are part of its letters.
    private static String withoutAccents(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK
                        || UnicodeScript.of(c) != UnicodeScript.INHERITED)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean contains(List<String> words, String look, boolean withinWords) {
        if (withinWords && words.stream().anyMatch(word -> word.contains(look))) {
            return true;
        }
        for (int from = 0; from < words.size(); from++) {
            StringBuilder row = new StringBuilder();
            for (int to = from; to < words.size() && row.length() < look.length(); to++) {
                row.append(words.get(to));
                if (row.toString().equals(look)) {
                    return true;
                }
            }
        }
        return false;
    }
}
