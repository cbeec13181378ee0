package dev.drawbridge.core.model;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A set of scope names, as requested, granted or carried by a token (RFC 6749 §3.3). Immutable, sorted, without
 * duplicates.
 */
public final class Scopes implements Iterable<String> {

    /** No scope at all. */
    public static final Scopes NONE = new Scopes(new TreeSet<>());

    /** Matches every scope of the catalog. */
    public static final String WILDCARD = "*";

    private static final String WILDCARD_SUFFIX = ".*";

    private final SortedSet<String> names;

    private Scopes(SortedSet<String> names) {
        this.names = Collections.unmodifiableSortedSet(names);
    }

    /**
     * Makes a set of the given names.
     *
     * @param names scope tokens
     * @return the set
     * @throws IllegalArgumentException if one is no scope token
     */
    public static Scopes of(Collection<String> names) {
        names.forEach(Scopes::requireToken);
        return names.isEmpty() ? NONE : new Scopes(new TreeSet<>(names));
    }

    /**
     * Makes a set of the given names.
     *
     * @param names scope tokens
     * @return the set
     * @throws IllegalArgumentException if one is no scope token
     */
    public static Scopes of(String... names) {
        return of(Stream.of(names).toList());
    }

    /**
     * Reads the wire form: scope tokens separated by single spaces.
     *
     * @param wire the value of a {@code scope} parameter, possibly empty
     * @return the set
     * @throws IllegalArgumentException if the syntax of RFC 6749 §3.3 does not hold
     */
    public static Scopes parse(String wire) {
        return wire.isEmpty() ? NONE : of(Stream.of(wire.split(" ", -1)).toList());
    }

    /**
     * Returns the wire form.
     *
     * @return the names in order, separated by single spaces
     */
    public String toWire() {
        return String.join(" ", names);
    }

    /**
     * Returns the names.
     *
     * @return an unmodifiable sorted set
     */
    public SortedSet<String> names() {
        return names;
    }

    /**
     * Tells whether a name is in this set, literally.
     *
     * @param name a scope name
     * @return true if it is
     */
    public boolean contains(String name) {
        return names.contains(name);
    }

    /**
     * Tells whether every name of another set is in this one, literally.
     *
     * @param other the other set
     * @return true if it is a subset
     */
    public boolean containsAll(Scopes other) {
        return names.containsAll(other.names);
    }

    /**
     * Tells whether a scope is allowed by this set, wildcards included: {@code *} covers all, {@code tickets.*} covers
     * every name that begins with {@code tickets.}.
     *
     * @param name a scope name without wildcard
     * @return true if it is covered
     */
    public boolean covers(String name) {
        return names.contains(name)
                || names.contains(WILDCARD)
                || names.stream()
                        .anyMatch(own ->
                                own.endsWith(WILDCARD_SUFFIX) && name.startsWith(own.substring(0, own.length() - 1)));
    }

    /**
     * Tells whether a name is a wildcard.
     *
     * @param name a scope name
     * @return true for {@code *} and {@code x.*}
     */
    public static boolean isWildcard(String name) {
        return name.equals(WILDCARD) || name.endsWith(WILDCARD_SUFFIX);
    }

    /**
     * Returns what is in both sets.
     *
     * @param other the other set
     * @return the intersection
     */
    public Scopes intersect(Scopes other) {
        return of(names.stream().filter(other.names::contains).toList());
    }

    /**
     * Tells whether this set is empty.
     *
     * @return true if it has no name
     */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    @Override
    public Iterator<String> iterator() {
        return names.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scopes scopes && names.equals(scopes.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return names.stream().collect(Collectors.joining(" "));
    }

    // RFC 6749 §3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E )
    static void requireToken(String name) {
        boolean legal = !name.isEmpty() && name.chars().allMatch(c -> c >= 0x21 && c <= 0x7E && c != '"' && c != '\\');
        if (!legal) {
            throw new IllegalArgumentException("Not a scope token of RFC 6749 §3.3");
        }
    }
}
