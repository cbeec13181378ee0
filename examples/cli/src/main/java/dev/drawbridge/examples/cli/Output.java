package dev.drawbridge.examples.cli;

import dev.drawbridge.core.http.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prints results: JSON, or text for people. */
final class Output {

    private final PrintWriter out;
    private final boolean json;

    Output(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** Prints a list; as text, one line each with these members in columns. */
    void list(List<Map<String, Object>> items, String... members) {
        if (json) {
            out.println(Json.write(Map.of("items", items)));
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (Map<String, Object> item : items) {
            List<String> row = new ArrayList<>();
            for (String member : members) {
                row.add(text(item.get(member)));
            }
            rows.add(row);
        }
        rows.forEach(row -> out.println(line(row, rows)));
    }

    /** Prints an object; as text, one line for each member that has a value. */
    void object(Map<String, ? extends @Nullable Object> object) {
        if (json) {
            out.println(Json.write(object));
            return;
        }
        object.forEach((member, value) -> {
            if (value != null) {
                out.println(member + ": " + text(value));
            }
        });
    }

    /** Prints what was done; as JSON, the object that it was done to. */
    void done(String sentence, Map<String, ? extends @Nullable Object> object) {
        out.println(json ? Json.write(object) : sentence);
    }

    /** Prints text as it is. */
    void raw(String text) {
        out.print(text);
        out.flush();
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width = rows.stream()
                    .mapToInt(other -> other.get(column).length())
                    .max()
                    .orElse(0);
            line.append(row.get(i));
            if (i + 1 < row.size()) {
                line.append(" ".repeat(width - row.get(i).length() + 2));
            }
        }
        return line.toString().stripTrailing();
    }

    private static String text(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return String.join(",", list.stream().map(Objects::toString).toList());
        }
        // One line each: names are what strangers typed.
        return value == null ? "" : value.toString().replaceAll("\\p{Cntrl}", " ");
    }
}
