package dev.drawbridge.oauth.internal.consent;

import dev.drawbridge.core.model.Scopes;
import java.util.TreeSet;

/** Union and difference of scopes. */
final class ScopeSets {

    private ScopeSets() {}

    /** Returns what is in the first set and not in the second. */
    static Scopes without(Scopes from, Scopes what) {
        return Scopes.of(
                from.names().stream().filter(name -> !what.contains(name)).toList());
    }

    /** Returns what is in either set. */
    static Scopes union(Scopes one, Scopes other) {
        TreeSet<String> names = new TreeSet<>(one.names());
        names.addAll(other.names());
        return Scopes.of(names);
    }
}
