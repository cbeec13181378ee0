package dev.drawbridge.examples.host.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One word for one thing, in code, comments, messages, pages and documents: the words of the RFCs, in plain English. */
class GlossaryTest {

    /** Words that nobody uses, and what is said instead. */
    private static final Map<String, String> SAY = Map.ofEntries(
            Map.entry("answer", "response, decision, result"),
            Map.entry("answers", "responses, decisions, results"),
            Map.entry("answered", "handled, decided, refused"),
            Map.entry("answering", "responding"),
            Map.entry("at once", "immediately, together, at the same time"),
            Map.entry("whom", "who, which user"),
            Map.entry("lately", "recent"),
            Map.entry("goes on", "continues"),
            Map.entry("go on", "continue, keep"),
            Map.entry("of others", "of other people, of other clients"),
            Map.entry("ours", "this library's, the default"),
            Map.entry("unasked", "unsolicited"),
            Map.entry("meant", "for, resolved, intended"),
            Map.entry("stands", "is, comes, appears"),
            Map.entry("stand", "are, come"),
            Map.entry("he", "they"),
            Map.entry("his", "their"),
            Map.entry("him", "them"),
            Map.entry("himself", "themselves"));

    private static final Pattern WORDS = Pattern.compile(
            "\\b(?:" + SAY.keySet().stream().sorted().collect(Collectors.joining("|")) + ")\\b",
            Pattern.CASE_INSENSITIVE);

    /** The end of a line of text, with what begins the next one in a comment. */
    private static final Pattern LINE_END = Pattern.compile("\\s*\\n[\\s*/#]*");

    private static final int AROUND = 40;

    private static final Path ROOT = SourceTree.ofThisCheckout().root();

    @Test
    @DisplayName("nobody uses a word that the glossary replaces")
    void words() {
        List<String> found = Stream.of(sources(), documents())
                .flatMap(files -> files)
                .flatMap(file -> found(file).map(use -> ROOT.relativize(file) + ": " + use))
                .sorted()
                .toList();

        assertThat(found).as("say instead: %s", SAY).isEmpty();
    }

    private static Stream<String> found(Path file) {
        String text = LINE_END.matcher(read(file)).replaceAll(" ");
        return WORDS.matcher(text).results().map(use -> around(text, use));
    }

    private static String around(String text, MatchResult use) {
        return text.substring(Math.max(0, use.start() - AROUND), Math.min(text.length(), use.end() + AROUND));
    }

    private static Stream<Path> sources() {
        return SourceTree.modules(ROOT).stream()
                .map(module -> module.resolve("src/main"))
                .filter(Files::isDirectory)
                .flatMap(folder -> files(folder, "java", "jte", "properties"));
    }

    private static Stream<Path> documents() {
        return Stream.concat(
                list(ROOT).filter(file -> isOf(file, "md")),
                SourceTree.modules(ROOT).stream()
                        .map(module -> module.resolve("docs"))
                        .filter(Files::isDirectory)
                        .flatMap(folder -> files(folder, "md")));
    }

    private static Stream<Path> files(Path folder, String... endings) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> isOf(file, endings)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOf(Path file, String... endings) {
        return Files.isRegularFile(file)
                && Stream.of(endings).anyMatch(ending -> file.toString().endsWith("." + ending));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
