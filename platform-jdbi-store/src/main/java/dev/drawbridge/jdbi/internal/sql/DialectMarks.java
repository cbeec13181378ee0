package dev.drawbridge.jdbi.internal.sql;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a SQL file that serves both databases: a line that ends with {@code -- h2 only} or {@code -- postgresql only} is
 * for that database alone, every other line for both.
 */
final class DialectMarks {

    private static final Set<String> DIALECTS = Set.of(H2Dialect.NAME, PostgresDialect.NAME);

    private static final Pattern MARK = Pattern.compile("(?<sql>.*?)\\s*--\\s*(?<dialect>\\S+)\\s+only\\s*");

    private DialectMarks() {}

    /**
     * Returns the file as one database gets it, without the marks.
     *
     * @param text the file, its lines ended with {@code \n}
     * @param dialect {@link Dialect#name()}
     * @return lines of the database and lines of both
     * @throws IllegalArgumentException if a mark names no database: a mistyped one would drop its line everywhere
     */
    static String resolve(String text, String dialect) {
        return text.lines()
                .flatMap(line -> lineFor(dialect, line).stream())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static Optional<String> lineFor(String dialect, String line) {
        Matcher mark = MARK.matcher(line);
        if (!mark.matches()) {
            return Optional.of(line);
        }
        if (!DIALECTS.contains(mark.group("dialect"))) {
            throw new IllegalArgumentException("No database has the name of this mark: " + line.strip());
        }
        return mark.group("dialect").equals(dialect) ? Optional.of(mark.group("sql")) : Optional.empty();
    }
}
