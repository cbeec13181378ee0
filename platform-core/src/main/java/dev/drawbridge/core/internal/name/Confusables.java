package dev.drawbridge.core.internal.name;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The skeleton of a text (UTS #39 §4): two texts that look alike have the same one. It is for comparing, not for showing.
 * Immutable and thread-safe.
 */
final class Confusables {

    private static final String DATA = "confusables.txt";
    private static final int HEX = 16;

    private final Map<Integer, String> prototypes = new HashMap<>();
    private final TreeMap<Integer, Integer> ignorable = new TreeMap<>();

    private Confusables() {}

    /** The data, read when a name is judged for the first time. */
    private static final class Loaded {
        static final Confusables ALL = read();
    }

    /**
     * Returns the skeleton of a text.
     *
     * @param text any text
     * @return decomposed, without code points that show nothing, each of the others replaced by its prototype
     */
    static String skeleton(String text) {
        return Loaded.ALL.of(text);
    }

    private String of(String text) {
        StringBuilder replaced = new StringBuilder(text.length());
        decomposed(text).codePoints().filter(this::shows).forEach(c -> {
            String prototype = prototypes.get(c);
            if (prototype == null) {
                replaced.appendCodePoint(c);
            } else {
                replaced.append(prototype);
            }
        });
        return decomposed(replaced.toString());
    }

    private static String decomposed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD);
    }

    private boolean shows(int c) {
        Map.Entry<Integer, Integer> range = ignorable.floorEntry(c);
        return range == null || c > range.getValue();
    }

    private void add(String line) {
        int semicolon = line.indexOf(';');
        if (semicolon < 0) {
            int dots = line.indexOf("..");
            ignorable.put(codePoint(line.substring(0, dots)), codePoint(line.substring(dots + 2)));
        } else {
            String target = Stream.of(line.substring(semicolon + 1).split(" "))
                    .map(hex -> Character.toString(codePoint(hex)))
                    .collect(Collectors.joining());
            prototypes.put(codePoint(line.substring(0, semicolon)), target);
        }
    }

    private static int codePoint(String hex) {
        return Integer.parseInt(hex, HEX);
    }

    private static Confusables read() {
        Confusables all = new Confusables();
        try (InputStream data = Confusables.class.getResourceAsStream(DATA)) {
            if (data == null) {
                throw new IllegalStateException("The resource " + DATA + " is missing from the jar");
            }
            new BufferedReader(new InputStreamReader(data, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(all::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
