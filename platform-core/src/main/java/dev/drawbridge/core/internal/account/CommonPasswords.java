package dev.drawbridge.core.internal.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The passwords that anyone would try first. Long ones are nearly always glued from few pieces ({@code
 * Password1234567890}, {@code qwertyuiopasdfgh}, {@code iloveyouiloveyou}), so this does not list passwords: it asks
 * whether one falls apart into at most {@value #MAX_PIECES} different common pieces, in any number and order, separators and
 * look-alike digits aside.
 */
final class CommonPasswords {

    private static final int MAX_PIECES = 3;

    /** Nobody's list of common passwords has longer ones; words of the account count at any length. */
    private static final int LONGEST_COMMON = 40;

    private static final int MAX_STEPS = 50_000;
    private static final int MIN_RUN = 3;
    private static final int MAX_DIGITS = 4;
    private static final String RUN = "#run";
    private static final String DIGITS = "#digits";
    private static final List<String> ROWS = List.of(
            "qwertyuiop",
            "asdfghjkl",
            "zxcvbnm",
            "qwertz",
            "azerty",
            "1234567890",
            "0123456789",
            "abcdefghijklmnopqrstuvwxyz",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm");
    private static final Set<String> WORDS = words();
    private static final int LONGEST_WORD =
            WORDS.stream().mapToInt(String::length).max().orElse(0);

    private final String text;
    private final Set<String> context;
    private final Set<String> dead = new HashSet<>();
    private int steps;

    private CommonPasswords(String text, Set<String> context) {
        this.text = text;
        this.context = context;
    }

    /** Tells whether a password is common; {@code context} are folded words that belong to its account. */
    static boolean contains(String password, List<String> context) {
        if (password.length() <= LONGEST_COMMON && password.chars().distinct().count() == 1) {
            return true;
        }
        String folded = fold(password);
        String plain = unmask(folded);
        Set<String> words = new HashSet<>(context);
        words.remove("");
        return new CommonPasswords(folded, words).falls() || new CommonPasswords(plain, words).falls();
    }

    /** Keeps letters and digits only, in lower case. */
    static String fold(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> Character.isLetterOrDigit(c) || c == '@' || c == '$')
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** Undoes the usual disguise of letters. */
    private static String unmask(String folded) {
        return folded.replace('@', 'a')
                .replace('4', 'a')
                .replace('3', 'e')
                .replace('1', 'i')
                .replace('0', 'o')
                .replace('$', 's')
                .replace('5', 's')
                .replace('7', 't');
    }

    private boolean falls() {
        return !text.isEmpty() && falls(0, Set.of());
    }

    private boolean falls(int from, Set<String> used) {
        if (from == text.length()) {
            return true;
        }
        if (++steps > MAX_STEPS || !dead.add(from + "|" + used.stream().sorted().toList())) {
            return false;
        }
        for (Piece piece : piecesAt(from)) {
            Set<String> more = new HashSet<>(used);
            more.add(piece.name());
            if (more.size() <= MAX_PIECES && falls(piece.end(), more)) {
                return true;
            }
        }
        return false;
    }

    private List<Piece> piecesAt(int from) {
        List<Piece> pieces = new ArrayList<>();
        for (String word : context) {
            if (text.startsWith(word, from)) {
                pieces.add(new Piece(word, from + word.length()));
            }
        }
        if (text.length() > LONGEST_COMMON) {
            return pieces;
        }
        for (int end = Math.min(text.length(), from + LONGEST_WORD); end > from; end--) {
            String word = text.substring(from, end);
            if (WORDS.contains(word)) {
                pieces.add(new Piece(word, end));
            }
        }
        int run = runFrom(from);
        if (run - from >= MIN_RUN) {
            pieces.add(new Piece(RUN, run));
        }
        for (int end = from; end < text.length() && end - from < MAX_DIGITS && isDigit(text.charAt(end)); end++) {
            pieces.add(new Piece(DIGITS, end + 1));
        }
        return pieces;
    }

    /** Finds the end of what is one key held down, or keys in their order on the keyboard or in the alphabet. */
    private int runFrom(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) == text.charAt(from)) {
            end++;
        }
        for (String row : ROWS) {
            end = Math.max(end, alongRow(row, from));
            end = Math.max(end, alongRow(new StringBuilder(row).reverse().toString(), from));
        }
        return end;
    }

    private int alongRow(String row, int from) {
        int at = row.indexOf(text.charAt(from));
        int end = from;
        while (at >= 0 && at < row.length() && end < text.length() && row.charAt(at) == text.charAt(end)) {
            at++;
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Set<String> words() {
        try (InputStream file = CommonPasswords.class.getResourceAsStream("common-words.txt")) {
            if (file == null) {
                throw new IllegalStateException("common-words.txt is missing beside " + CommonPasswords.class);
            }
            return Set.of(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Piece(String name, int end) {}
}
