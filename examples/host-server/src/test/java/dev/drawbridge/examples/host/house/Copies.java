package dev.drawbridge.examples.host.house;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds runs of equal lines in sources. Blank lines, comments, imports and lone punctuation do not count. */
final class Copies {

    /** How many lines in a row make a copy. */
    static final int RUN = 6;

    private Copies() {}

    /** A line of a file. */
    private record Line(SourceFile file, int number, String text) {}

    /**
     * Finds the copies.
     *
     * @param files where to look
     * @return one text per pair of places, "A.java:10 = B.java:20 (7 lines)", the longest run of each pair of files first
     */
    static List<String> among(List<SourceFile> files) {
        Map<String, List<List<Line>>> places = new HashMap<>();
        Map<SourceFile, List<Line>> counted = new HashMap<>();
        for (SourceFile file : files) {
            List<Line> lines = counting(file);
            counted.put(file, lines);
            for (int i = 0; i + RUN <= lines.size(); i++) {
                List<Line> run = lines.subList(i, i + RUN);
                places.computeIfAbsent(key(run), any -> new ArrayList<>()).add(run);
            }
        }
        Set<String> found = new HashSet<>();
        Map<String, Integer> lengths = new HashMap<>();
        for (List<List<Line>> same : places.values()) {
            for (int i = 1; i < same.size(); i++) {
                Line first = same.get(0).get(0);
                Line other = same.get(i).get(0);
                String pair = first.file().path() + " = " + other.file().path();
                lengths.merge(pair, 1, Integer::sum);
                found.add(pair);
            }
        }
        return found.stream()
                .sorted((a, b) -> lengths.get(b) - lengths.get(a))
                .map(pair -> pair + " (" + (lengths.get(pair) + RUN - 1) + " lines)")
                .toList();
    }

    private static List<Line> counting(SourceFile file) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < file.lines().size(); i++) {
            String text = file.lines().get(i).strip();
            boolean thin = text.isEmpty()
                    || text.startsWith("import ")
                    || text.startsWith("*")
                    || text.startsWith("/*")
                    || text.startsWith("//")
                    || text.matches("[\\p{Punct}\\s]+");
            if (!thin) {
                lines.add(new Line(file, i + 1, text));
            }
        }
        return lines;
    }

    private static String key(List<Line> run) {
        return String.join("\n", run.stream().map(Line::text).toList());
    }
}
