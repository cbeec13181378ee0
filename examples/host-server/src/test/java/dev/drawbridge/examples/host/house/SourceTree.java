package dev.drawbridge.examples.host.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Java sources of a checkout, parsed. Immutable.
 *
 * @param root the folder of the checkout
 * @param main the sources that are delivered
 * @param tests the sources that are not
 */
record SourceTree(Path root, List<SourceFile> main, List<SourceFile> tests) {

    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([^\"]+)\"\\)");

    /**
     * Reads the checkout that the working directory is part of.
     *
     * @return its sources
     */
    static SourceTree ofThisCheckout() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("platform-core"))) {
            root = root.getParent();
        }
        return of(root);
    }

    /**
     * Reads a checkout.
     *
     * @param root its folder
     * @return its sources
     */
    static SourceTree of(Path root) {
        List<Path> main = new ArrayList<>();
        List<Path> tests = new ArrayList<>();
        for (Path module : modules(root)) {
            main.addAll(java(module.resolve("src/main/java")));
            tests.addAll(java(module.resolve("src/test/java")));
        }
        return new SourceTree(root, SourceFile.parse(root, main), SourceFile.parse(root, tests));
    }

    /** {@return all sources, those of the testkit's contracts among them} */
    Stream<SourceFile> all() {
        return Stream.concat(main.stream(), tests.stream());
    }

    /** {@return the tags of all tests, inherited ones too} */
    Set<String> tags() {
        return all().flatMap(file -> file.lines().stream())
                .flatMap(line -> TAG.matcher(line).results())
                .map(tag -> tag.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Finds the folders that hold a module with sources.
     *
     * @param root the folder of the checkout
     * @return the folders, at most two levels down, sorted
     */
    static List<Path> modules(Path root) {
        try (Stream<Path> folders = Files.walk(root, 2)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")))
                    .filter(folder -> Files.isDirectory(folder.resolve("src")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> java(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
