package dev.drawbridge.core.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The permissions that the host offers, in the order in which pages show them. Immutable. */
public final class ScopeCatalog {

    private final Map<String, Scope> byName;

    private ScopeCatalog(Map<String, Scope> byName) {
        this.byName = byName;
    }

    /**
     * Makes a catalog.
     *
     * @param scopes the scopes in the order of pages
     * @return the catalog
     * @throws IllegalArgumentException if a name occurs twice or is a wildcard
     */
    public static ScopeCatalog of(List<Scope> scopes) {
        Map<String, Scope> byName = new LinkedHashMap<>();
        for (Scope scope : scopes) {
            if (Scopes.isWildcard(scope.name())) {
                throw new IllegalArgumentException("A catalog lists no wildcards: " + scope.name());
            }
            if (byName.put(scope.name(), scope) != null) {
                throw new IllegalArgumentException("The scope occurs twice in the catalog: " + scope.name());
            }
        }
        return new ScopeCatalog(byName);
    }

    /**
     * Returns all scopes.
     *
     * @return the scopes in the order of pages
     */
    public List<Scope> all() {
        return List.copyOf(byName.values());
    }

    /**
     * Finds a scope.
     *
     * @param name its name
     * @return the scope, or empty if the host does not offer it
     */
    public Optional<Scope> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Tells whether the host offers all of these.
     *
     * @param names scope names without wildcards
     * @return true if each is in the catalog
     */
    public boolean offers(Collection<String> names) {
        return byName.keySet().containsAll(names);
    }

    /**
     * Replaces wildcards by the scopes they cover.
     *
     * @param scopes names, possibly with {@code *} or {@code x.*}
     * @return the scopes of this catalog that are covered
     */
    public Scopes expand(Scopes scopes) {
        return Scopes.of(byName.keySet().stream().filter(scopes::covers).toList());
    }
}
