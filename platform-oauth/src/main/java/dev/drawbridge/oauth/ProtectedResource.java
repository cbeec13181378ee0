package dev.drawbridge.oauth;

import dev.drawbridge.core.model.Scopes;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An API that access tokens are for (RFC 8707 §2). Immutable.
 *
 * @param uri names it: {@code aud} of its tokens, compared character by character
 * @param name its name for people, on the consent page
 * @param scopes what it takes, wildcards allowed; tokens for it have no others
 * @param aliases other spellings that requests may use, for example one with a slash at the end; tokens have {@code uri}
 */
public record ProtectedResource(URI uri, String name, Scopes scopes, Set<URI> aliases) {

    /** The longest URI, in characters. */
    public static final int MAX_URI = 300;

    /** Copies the set. */
    public ProtectedResource {
        aliases = Set.copyOf(aliases);
    }

    /**
     * Makes a resource that takes every scope and has no alias.
     *
     * @param uri absolute, without fragment, at most {@value #MAX_URI} characters
     * @param name its name for people
     * @return the resource
     */
    public static ProtectedResource of(URI uri, String name) {
        return new ProtectedResource(uri, name, Scopes.of(Scopes.WILDCARD), Set.of());
    }

    /**
     * Says which scopes it takes.
     *
     * @param names scopes of the catalog, or wildcards such as {@code tickets.*}
     * @return the same resource with these scopes alone
     */
    public ProtectedResource taking(String... names) {
        return new ProtectedResource(uri, name, Scopes.of(names), aliases);
    }

    /**
     * Adds another spelling. Only spellings that are listed are taken: the case of the path, a slash at its end and the
     * default port make a difference. Scheme and host are compared without case, and an origin may end in a slash or not
     * (RFC 3986 §6.2.2, §6.2.3).
     *
     * @param other absolute, without fragment, at most {@value #MAX_URI} characters
     * @return the same resource with one more alias
     */
    public ProtectedResource alias(URI other) {
        Set<URI> more = new LinkedHashSet<>(aliases);
        more.add(other);
        return new ProtectedResource(uri, name, scopes, more);
    }

    /**
     * Keeps what it takes.
     *
     * @param granted scopes without wildcards
     * @return those of them that mean something here
     */
    public Scopes filter(Scopes granted) {
        return Scopes.of(granted.names().stream().filter(scopes::covers).toList());
    }

    /**
     * Returns every text that names it.
     *
     * @return the URI first, then its aliases
     */
    public Stream<String> spellings() {
        return Stream.concat(Stream.of(uri), aliases.stream()).map(URI::toString);
    }

    /**
     * Keeps what some resources take.
     *
     * @param resources of this catalog
     * @param granted scopes without wildcards
     * @return those that at least one of the resources takes
     */
    public static Scopes filter(List<ProtectedResource> resources, Scopes granted) {
        if (resources.size() == 1) {
            return resources.get(0).filter(granted);
        }
        TreeSet<String> taken = new TreeSet<>();
        resources.forEach(resource -> taken.addAll(resource.filter(granted).names()));
        return Scopes.of(taken);
    }
}
