package dev.drawbridge.examples.host.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the product promises, as {@code platform-core/docs/statements} lists it. Immutable.
 *
 * @param proved the ids of the statements that have a test
 * @param notProvedYet the ids of those that have none
 * @param unreadable the lines that are neither
 */
record Statements(List<String> proved, List<String> notProvedYet, List<String> unreadable) {

    private static final String NOT_PROVED_YET = "## Not proved yet";
    private static final Pattern STATEMENT = Pattern.compile("- (?<id>[A-Z]+-T?\\d+) [^ ].*?(?<reason> Reason: .+)?");

    static Statements of(SourceTree tree) throws IOException {
        Statements read = new Statements(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (Stream<Path> files = Files.list(tree.root().resolve("platform-core/docs/statements"))) {
            for (Path file : files.sorted().toList()) {
                read.add(Files.readAllLines(file));
            }
        }
        return new Statements(List.copyOf(read.proved), List.copyOf(read.notProvedYet), List.copyOf(read.unreadable));
    }

    private void add(List<String> lines) {
        boolean open = false;
        for (String line : lines) {
            if (line.startsWith("## ")) {
                open = line.equals(NOT_PROVED_YET);
            } else if (line.startsWith("-")) {
                Matcher statement = STATEMENT.matcher(line);
                if (statement.matches() && open == (statement.group("reason") != null)) {
                    (open ? notProvedYet : proved).add(statement.group("id"));
                } else {
                    unreadable.add(line);
                }
            }
        }
    }
}
