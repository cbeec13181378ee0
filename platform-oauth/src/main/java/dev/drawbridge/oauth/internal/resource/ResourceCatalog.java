package dev.drawbridge.oauth.internal.resource;

import dev.drawbridge.oauth.ProtectedResource;
import dev.drawbridge.oauth.spi.Resources;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resources of a host. The first is the default: it applies where a request names none (RFC 8707 §2). Immutable and
 * thread-safe; asking it costs no query.
 */
public final class ResourceCatalog {

    /** The most resources of one host. */
    public static final int MAX_RESOURCES = 20;

    // Empty and dot segments, parameters, backslashes.
    private static final Pattern ODD = Pattern.compile("//|/\\.{1,2}(/|$)|[;\\\\]");

    // Scheme, authority, and the rest; URIs without an authority are compared as they are.
    private static final Pattern PARTS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]+)(.*)");

    private final List<ProtectedResource> all;
    private final Map<String, ProtectedResource> bySpelling = new HashMap<>();
    // Those below the issuer by their paths, longest first.
    private final List<Mounted> mounted;
    private final List<String> problems = new ArrayList<>();

    private record Mounted(String path, ProtectedResource resource) {

        boolean holds(String requested, boolean ignoreCase) {
            return requested.regionMatches(ignoreCase, 0, path, 0, path.length())
                    && (requested.length() == path.length()
                            || path.endsWith("/")
                            || requested.charAt(path.length()) == '/');
        }
    }

    /**
     * Makes a catalog.
     *
     * @param issuer what guarded resources begin with
     * @param all at least one, the default first
     */
    public ResourceCatalog(URI issuer, List<ProtectedResource> all) {
        this.all = List.copyOf(all);
        all.forEach(this::add);
        this.mounted = this.all.stream()
                .filter(resource -> path(issuer, resource).isPresent())
                .map(resource -> new Mounted(path(issuer, resource).orElseThrow(), resource))
                .sorted(Comparator.comparing((Mounted one) -> one.path().length())
                        .reversed())
                .toList();
        if (all.size() > MAX_RESOURCES) {
            problems.add("resource: name " + MAX_RESOURCES + " resources at most.");
        }
    }

    private void add(ProtectedResource resource) {
        resource.spellings().forEach(spelling -> {
            URI uri = URI.create(spelling);
            if (!uri.isAbsolute() || uri.getRawFragment() != null || spelling.length() > ProtectedResource.MAX_URI) {
                problems.add("resource: use an absolute URI without fragment of at most " + ProtectedResource.MAX_URI
                        + " characters (RFC 8707 section 2), not " + spelling + ".");
            }
        });
        Set<String> keys = new LinkedHashSet<>();
        resource.spellings().forEach(spelling -> keys.add(key(spelling)));
        keys.forEach(key -> {
            if (bySpelling.put(key, resource) != null) {
                problems.add("resource: two have the URI " + key + "; name each once.");
            }
        });
    }

    /**
     * What URIs are compared by: scheme and host without case, and an origin with or without its slash (RFC 3986 §6.2.2,
     * §6.2.3).
     */
    private static String key(String uri) {
        Matcher parts = PARTS.matcher(uri);
        if (!parts.matches()) {
            return uri;
        }
        String authority = parts.group(2);
        int host = authority.lastIndexOf('@') + 1;
        String path = parts.group(3);
        return parts.group(1).toLowerCase(Locale.ROOT)
                + "://"
                + authority.substring(0, host)
                + authority.substring(host).toLowerCase(Locale.ROOT)
                + (path.equals("/") ? "" : path);
    }

    private static Optional<String> path(URI issuer, ProtectedResource resource) {
        String uri = resource.uri().toString();
        return Optional.of(uri)
                .filter(text -> text.startsWith(issuer + "/"))
                .map(text -> text.substring(issuer.toString().length()));
    }

    /**
     * Returns what is wrong with it.
     *
     * @return messages for the host, empty if nothing is
     */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /**
     * Returns the one that applies where none is named.
     *
     * @return the default resource
     */
    public ProtectedResource defaultResource() {
        return all.get(0);
    }

    /**
     * Returns all.
     *
     * @return the default first
     */
    public List<ProtectedResource> all() {
        return all;
    }

    /**
     * Finds the resource that a request names.
     *
     * @param indicator the value of a parameter {@code resource}
     * @return the resource whose URI or alias it is: scheme and host without case, the rest character by character; an
     *     origin with or without its slash
     */
    public Optional<ProtectedResource> find(String indicator) {
        ProtectedResource asSpelled = bySpelling.get(indicator);
        return asSpelled != null ? Optional.of(asSpelled) : Optional.ofNullable(bySpelling.get(key(indicator)));
    }

    /**
     * Finds the resources that a request names.
     *
     * @param indicators all values of the parameter {@code resource}
     * @return them in the spelling of the catalog, or empty if one is not in it
     */
    public Optional<Resources> read(List<String> indicators) {
        List<ProtectedResource> found = new ArrayList<>();
        for (String indicator : indicators) {
            find(indicator).ifPresent(found::add);
        }
        return found.size() == indicators.size() ? Optional.of(name(found)) : Optional.empty();
    }

    private static Resources name(List<ProtectedResource> resources) {
        return new Resources(
                resources.stream().map(resource -> resource.uri().toString()).toList());
    }

    /**
     * Resolves the resources that an app named earlier.
     *
     * @param named as they were kept
     * @return the default one if none was named; those that the host does not offer any more are left out
     */
    public List<ProtectedResource> resolve(Resources named) {
        return named.named()
                ? named.uris().stream()
                        .flatMap(uri -> find(uri).stream())
                        .distinct()
                        .toList()
                : List.of(defaultResource());
    }

    /**
     * Returns the resource that a path of this host belongs to. Servers read odd paths in different ways, and whoever holds
     * a token chooses the path: where there are several resources, a path that can be read in two ways belongs to none.
     *
     * @param path the raw path of a request to the host's API
     * @return the one with the longest path that it lies below; the default one if there is none; empty if that depends on
     *     how the path is read
     */
    public Optional<ProtectedResource> at(String path) {
        if (mounted.size() == 1) {
            return Optional.of(defaultResource());
        }
        ProtectedResource literally = at(path, false);
        Optional<String> decoded = decoded(path);
        boolean plain = decoded.isPresent()
                && !ODD.matcher(decoded.get()).find()
                && at(decoded.get(), true).equals(literally);
        return plain ? Optional.of(literally) : Optional.empty();
    }

    private ProtectedResource at(String path, boolean ignoreCase) {
        for (Mounted one : mounted) {
            if (one.holds(path, ignoreCase)) {
                return one.resource();
            }
        }
        return defaultResource();
    }

    private static Optional<String> decoded(String path) {
        if (path.indexOf('%') < 0) {
            return Optional.of(path);
        }
        try {
            // A plus is itself in a path.
            return Optional.of(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the resources that are part of this host, whose metadata it can publish.
     *
     * @return them by their paths below the issuer
     */
    public Map<String, ProtectedResource> byPath() {
        Map<String, ProtectedResource> paths = new HashMap<>();
        mounted.forEach(one -> paths.put(one.path(), one.resource()));
        return paths;
    }
}
