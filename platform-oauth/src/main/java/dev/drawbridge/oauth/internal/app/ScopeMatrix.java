package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.model.Scope;
import dev.drawbridge.core.model.ScopeCatalog;
import dev.drawbridge.core.model.Scopes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scopes of the catalog as resources with the boxes Read and Write, then those that are neither. The model of {@code
 * scopeMatrix.jte}.
 *
 * @param label what is read above the boxes
 * @param hint the help below it
 * @param error what is wrong, or empty
 * @param rows the resources, in the catalog's order
 */
record ScopeMatrix(String label, String hint, String error, List<Row> rows) {

    private static final Pattern NAME = Pattern.compile("(.+)[.:](read|write)");

    /**
     * A resource.
     *
     * @param resource its name; empty for a scope that is none of a resource
     * @param boxes at most one that reads and one that writes, in this order
     */
    record Row(String resource, List<Box> boxes) {}

    /**
     * A scope.
     *
     * @param id of the box on the page
     * @param scope its name
     * @param title what it allows, in the host's words
     * @param description a sentence about it, possibly empty
     * @param sensitive whether it allows more than usual
     * @param chosen whether the app has it
     */
    record Box(String id, String scope, String title, String description, boolean sensitive, boolean chosen) {}

    static ScopeMatrix of(ScopeCatalog catalog, List<String> chosen, String wildcardText, Texts texts) {
        Map<String, List<Box>> rows = new LinkedHashMap<>();
        Set<String> selected = Set.copyOf(chosen);
        int count = 0;
        for (Scope scope : catalog.all()) {
            Matcher name = NAME.matcher(scope.name());
            rows.computeIfAbsent(name.matches() ? name.group(1) : " " + scope.name(), unused -> new ArrayList<>())
                    .add(new Box(
                            id(count++),
                            scope.name(),
                            scope.title(),
                            scope.description(),
                            scope.sensitive(),
                            selected.contains(scope.name())));
        }
        // Wildcards are for those who know them: shown where an app has one, or a link or call asked for one.
        for (String wildcard : chosen) {
            if (Scopes.isWildcard(wildcard)) {
                rows.put(" " + wildcard, List.of(new Box(id(count++), wildcard, wildcard, wildcardText, false, true)));
            }
        }
        return new ScopeMatrix(
                texts.label(),
                texts.hint(),
                texts.error(),
                rows.entrySet().stream()
                        .map(row -> new Row(row.getKey().startsWith(" ") ? "" : row.getKey(), row.getValue()))
                        .toList());
    }

    /** What is around the boxes. */
    record Texts(String label, String hint, String error) {}

    private static String id(int index) {
        return index == 0 ? "f-scopes" : "f-scopes-" + index;
    }
}
