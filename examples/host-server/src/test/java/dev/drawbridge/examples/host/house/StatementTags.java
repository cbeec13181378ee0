package dev.drawbridge.examples.host.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The display names of all tests of this source tree, by what they begin with: statements ({@code RFT-07}) and advisories
 * ({@code CVE-2026-0976}). Names of inherited tests stand with the contract that has them.
 */
final class StatementTags {

    private static final Pattern ANNOTATION =
            Pattern.compile("@DisplayName\\(\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*\\+?\\s*)+)\\)");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([^\"]+)\"\\)");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ID = Pattern.compile("([A-Z]+(?:-[0-9A-Za-z]+)*-?[0-9][0-9A-Za-z-]*)[, ]+");

    private final Map<String, TreeSet<String>> classesById = new HashMap<>();

    private StatementTags() {}

    static StatementTags ofAllTests() {
        StatementTags names = new StatementTags();
        Path root = root();
        try (Stream<Path> modules = Files.walk(root, 2)) {
            modules.flatMap(module -> Stream.of(module.resolve("src/test/java"), module.resolve("src/main/java")))
                    .filter(Files::isDirectory)
                    .flatMap(StatementTags::walk)
                    .filter(file -> file.toString().endsWith(".java"))
                    .forEach(names::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    boolean has(String id) {
        return classesById.containsKey(id);
    }

    /** The test classes one of whose display names begins with the id, possibly after other ids. */
    List<String> classesWith(String id) {
        return List.copyOf(classesById.getOrDefault(id, new TreeSet<>()));
    }

    private void read(Path file) {
        String source;
        try {
            source = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String name = file.getFileName().toString().replace(".java", "");
        for (Matcher tag = TAG.matcher(source); tag.find(); ) {
            classesById.computeIfAbsent(tag.group(1), key -> new TreeSet<>()).add(name);
        }
        for (Matcher annotation = ANNOTATION.matcher(source); annotation.find(); ) {
            StringBuilder text = new StringBuilder();
            for (Matcher literal = LITERAL.matcher(annotation.group(1)); literal.find(); ) {
                text.append(literal.group(1));
            }
            Matcher id = ID.matcher(text);
            for (int at = 0; id.region(at, text.length()).lookingAt(); at = id.end()) {
                classesById.computeIfAbsent(id.group(1), key -> new TreeSet<>()).add(name);
            }
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("platform-core"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
