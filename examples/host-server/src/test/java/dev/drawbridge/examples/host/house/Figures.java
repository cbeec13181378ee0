package dev.drawbridge.examples.host.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The figures of the house: how large its rooms are and how much of it others see. Runs as a program too, over any checkout:
 * {@code Figures <folder>}.
 *
 * @param tree the sources
 */
record Figures(SourceTree tree) {

    static final int MOST_METHOD_LINES = 40;
    static final int MOST_PARAMETERS = 8;

    /**
     * Prints the figures.
     *
     * @param args the folder of a checkout; without it, the checkout of the working directory
     */
    public static void main(String[] args) {
        SourceTree tree = args.length == 0 ? SourceTree.ofThisCheckout() : SourceTree.of(Path.of(args[0]));
        System.out.println(new Figures(tree).report());
    }

    /** {@return the figures as text} */
    String report() {
        List<String> out = new ArrayList<>();
        out.add("Public types per module (outside spi and internal / spi / internal)");
        Map<String, List<SourceFile>> modules = by(tree.main(), SourceFile::module);
        modules.forEach((module, files) -> out.add("  %-28s %4d %4d %4d"
                .formatted(
                        module,
                        publicTypes(files, Figures::isApi),
                        publicTypes(files, file -> file.packageName().contains(".spi")),
                        publicTypes(files, file -> file.packageName().contains(".internal")))));
        out.add("Files and lines per package");
        by(tree.main(), SourceFile::packageName)
                .forEach((name, files) -> out.add("  %-52s %4d %6d".formatted(name, files.size(), lines(files))));
        out.add("Lines: median of a main file " + median(tree.main()) + ", main " + lines(tree.main()) + ", tests "
                + lines(tree.tests()));
        out.add("Largest ten files");
        largest(10).forEach(file -> out.add("  " + file.lines().size() + " " + file.path()));
        addAll(out, "Methods over " + MOST_METHOD_LINES + " lines", longMethods());
        addAll(out, "Constructors over " + MOST_PARAMETERS + " parameters", wideConstructors());
        addAll(out, "Types that see Environment or CoreServices", seeing());
        addAll(out, "Copies of " + Copies.RUN + " lines or more in main sources", Copies.among(tree.main()));
        addAll(out, "Test scaffolding", scaffolding());
        out.add("Schema scripts: " + schemaScripts());
        return String.join("\n", out);
    }

    /** {@return the methods that are too long, each with its length} */
    List<String> longMethods() {
        return methods(
                method -> !method.isConstructor() && method.lines() > MOST_METHOD_LINES, SourceFile.Method::lines);
    }

    /** {@return the constructors that take too much, each with the number} */
    List<String> wideConstructors() {
        return methods(method -> method.isConstructor() && method.parameters() > MOST_PARAMETERS, method ->
                (long) method.parameters());
    }

    /** {@return the largest main files, the largest first} */
    List<SourceFile> largest(int count) {
        return tree.main().stream()
                .sorted(Comparator.comparingInt(
                                (SourceFile file) -> file.lines().size())
                        .reversed())
                .limit(count)
                .toList();
    }

    /** {@return the main files that know what only entry types and the wiring should know} */
    List<String> seeing() {
        return tree.main().stream()
                .filter(file -> file.module().startsWith("platform-"))
                .filter(file -> file.mentions("Environment") || file.mentions("CoreServices"))
                .map(file -> file.path().toString())
                .toList();
    }

    private List<String> scaffolding() {
        return tree.tests().stream()
                .filter(file -> !file.name().equals("package-info"))
                .filter(file -> file.lines().stream().noneMatch(line -> line.matches(".*@(\\w*Test|Fuzz\\w*)\\b.*")))
                .map(file -> file.path().toString())
                .toList();
    }

    private List<String> methods(
            java.util.function.Predicate<SourceFile.Method> which, Function<SourceFile.Method, Long> figure) {
        return tree.main().stream()
                .flatMap(file -> file.methods().stream()
                        .filter(which)
                        .map(method -> figure.apply(method) + " " + file.path() + " " + method.name()))
                .toList();
    }

    private long schemaScripts() {
        try (Stream<Path> files = Files.walk(tree.root().resolve("platform-jdbi-store/src/main/resources"))) {
            return files.filter(file -> file.toString().endsWith(".sql")).count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static boolean isApi(SourceFile file) {
        return !file.packageName().contains(".spi") && !file.packageName().contains(".internal");
    }

    private static int publicTypes(List<SourceFile> files, java.util.function.Predicate<SourceFile> which) {
        return files.stream()
                .filter(which)
                .mapToInt(file -> file.publicTypes().size())
                .sum();
    }

    private static void addAll(List<String> out, String title, List<String> items) {
        out.add(title + ": " + items.size());
        items.forEach(item -> out.add("  " + item));
    }

    private static Map<String, List<SourceFile>> by(List<SourceFile> files, Function<SourceFile, String> key) {
        return files.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    }

    private static int lines(List<SourceFile> files) {
        ToIntFunction<SourceFile> size = file -> file.lines().size();
        return files.stream().mapToInt(size).sum();
    }

    private static int median(List<SourceFile> files) {
        return files.stream()
                .map(file -> file.lines().size())
                .sorted()
                .skip(files.size() / 2)
                .findFirst()
                .orElse(0);
    }
}
