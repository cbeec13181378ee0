package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.model.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Scopes as resources that are read and written.
 *
 * @param rows in the order of the catalog
 */
record ScopeMatrix(List<Row> rows) {

    private static final int LONGEST_ABBREVIATION = 3;

    /**
     * A resource.
     *
     * @param resource as people write it
     * @param read the scopes that read it
     * @param write all other scopes of it
     */
    record Row(String resource, List<String> read, List<String> write) {}

    static ScopeMatrix of(List<Scope> scopes) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (Scope scope : scopes) {
            String name = scope.name();
            int end = Math.max(name.lastIndexOf('.'), name.lastIndexOf(':'));
            String resource = end < 0 ? name : name.substring(0, end);
            Row row = rows.computeIfAbsent(resource, key -> new Row(title(key), new ArrayList<>(), new ArrayList<>()));
            (name.endsWith("read") ? row.read() : row.write()).add(name);
        }
        return new ScopeMatrix(List.copyOf(rows.values()));
    }

    /** The names of the first resources, as in a sentence. */
    List<String> words(int most) {
        return rows.stream()
                .limit(most)
                .map(row -> row.resource().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String title(String resource) {
        String words = resource.replace('_', ' ').replace('-', ' ').replace('.', ' ');
        if (words.length() <= LONGEST_ABBREVIATION) {
            return words.toUpperCase(Locale.ROOT);
        }
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
