package dev.drawbridge.oauth.internal.grant;

import dev.drawbridge.core.model.Scopes;
import java.util.TreeSet;

/** Union and difference of scopes. */
public final class ScopeSets {

    private ScopeSets() {}

    /**
     * Returns what is in the first set and not in the second.
     *
     * @param from the first set
     * @param what the second
     * @return the difference
     */
    public static Scopes without(Scopes from, Scopes what) {
        return Scopes.of(
                from.names().stream().filter(name -> !what.contains(name)).toList());
    }

    /**
     * Returns what is in either set.
     *
     * @param one a set
     * @param other another
     * @return the union
     */
    public static Scopes union(Scopes one, Scopes other) {
        TreeSet<String> names = new TreeSet<>(one.names());
        names.addAll(other.names());
        return Scopes.of(names);
    }
}
