package dev.drawbridge.core.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Header fields of a message, names without regard to case, values in the order received. Immutable. */
public final class Headers {

    /** No header at all. */
    public static final Headers NONE = new Headers(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));

    private final TreeMap<String, List<String>> byName;

    private Headers(TreeMap<String, List<String>> byName) {
        this.byName = byName;
    }

    /**
     * Copies header fields.
     *
     * @param fields name to values
     * @return the headers
     */
    public static Headers of(Map<String, List<String>> fields) {
        TreeMap<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.forEach((name, values) -> byName.merge(name, List.copyOf(values), Headers::join));
        return new Headers(byName);
    }

    /**
     * Returns a copy with one more value.
     *
     * @param name the field's name
     * @param value the value
     * @return the copy
     * @throws IllegalArgumentException if the name or value has a control character (header injection)
     */
    public Headers plus(String name, String value) {
        requireSafe(name, value);
        TreeMap<String, List<String>> copy = new TreeMap<>(byName);
        copy.merge(name, List.of(value), Headers::join);
        return new Headers(copy);
    }

    /**
     * Returns a copy in which this is the only value of the field.
     *
     * @param name the field's name
     * @param value the value
     * @return the copy
     * @throws IllegalArgumentException if the name or value has a control character (header injection)
     */
    public Headers with(String name, String value) {
        requireSafe(name, value);
        TreeMap<String, List<String>> copy = new TreeMap<>(byName);
        copy.put(name, List.of(value));
        return new Headers(copy);
    }

    /**
     * Returns a copy in which these are the only values of their fields.
     *
     * @param fields name to value
     * @return the copy
     * @throws IllegalArgumentException if a name or value has a control character (header injection)
     */
    public Headers with(Map<String, String> fields) {
        TreeMap<String, List<String>> copy = new TreeMap<>(byName);
        fields.forEach((name, value) -> {
            requireSafe(name, value);
            copy.put(name, List.of(value));
        });
        return new Headers(copy);
    }

    /**
     * Returns the first value of a field.
     *
     * @param name the field's name
     * @return the value
     */
    public Optional<String> first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /**
     * Returns all values of a field.
     *
     * @param name the field's name
     * @return the values, possibly none
     */
    public List<String> all(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /**
     * Returns all fields.
     *
     * @return an unmodifiable copy, name to values
     */
    public Map<String, List<String>> asMap() {
        return Map.copyOf(byName);
    }

    private static List<String> join(List<String> left, List<String> right) {
        List<String> both = new ArrayList<>(left);
        both.addAll(right);
        return List.copyOf(both);
    }

    private static void requireSafe(String name, String value) {
        if (hasControls(name) || hasControls(value)) {
            throw new IllegalArgumentException("A header field must not have control characters: " + name.strip());
        }
    }

    private static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if ((character < ' ' && character != '\t') || character == 0x7F) {
                return true;
            }
        }
        return false;
    }
}
