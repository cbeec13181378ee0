package dev.drawbridge.core.internal.http;

import dev.drawbridge.core.http.Route;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a path where nothing is would be for: it takes after the nearest folder that is known. Immutable and thread-safe.
 *
 * <p>A folder is for what is directly in it, otherwise for what is deeper below, otherwise for what is at its own path. If
 * programs call anything there, the folder is for programs, who cannot read pages; people can read JSON if they must. What is
 * in no known folder is for people.
 */
final class Neighbours {

    private final Map<String, Route.Kind> folders = new HashMap<>();
    private final int deepest;

    private Neighbours(Map<String, Set<Route.Kind>> kinds) {
        kinds.forEach((folder, all) -> folders.put(folder, prevailing(all)));
        this.deepest = kinds.keySet().stream()
                .mapToInt(folder -> folder.split("/", -1).length)
                .max()
                .orElse(0);
    }

    static Neighbours of(List<Route> routes) {
        Map<String, Set<Route.Kind>> inside = new HashMap<>();
        Map<String, Set<Route.Kind>> below = new HashMap<>();
        Map<String, Set<Route.Kind>> itself = new HashMap<>();
        for (Route route : routes) {
            if (route.kind() == Route.Kind.HIDDEN) {
                // A path beside a hidden one is like any other where nothing is.
                continue;
            }
            String path = route.template();
            put(itself, path, route.kind());
            int slash = path.lastIndexOf('/');
            put(inside, path.substring(0, slash), route.kind());
            for (slash = path.lastIndexOf('/', slash - 1); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
                put(below, path.substring(0, slash), route.kind());
            }
        }
        Map<String, Set<Route.Kind>> kinds = new HashMap<>(inside);
        below.forEach(kinds::putIfAbsent);
        itself.forEach(kinds::putIfAbsent);
        kinds.keySet().removeIf(String::isEmpty);
        return new Neighbours(kinds);
    }

    Route.Kind kind(String path) {
        Route.Kind nearest = Route.Kind.PAGE;
        int slash = path.indexOf('/', 1);
        // From the top, and no deeper than there are folders: a path may have thousands of slashes.
        for (int depth = 1; slash > 0 && depth <= deepest; depth++) {
            nearest = folders.getOrDefault(path.substring(0, slash), nearest);
            slash = path.indexOf('/', slash + 1);
        }
        return nearest;
    }

    private static void put(Map<String, Set<Route.Kind>> kinds, String folder, Route.Kind kind) {
        kinds.computeIfAbsent(folder, any -> EnumSet.noneOf(Route.Kind.class)).add(kind);
    }

    private static Route.Kind prevailing(Collection<Route.Kind> kinds) {
        return kinds.stream()
                .filter(kind -> !kind.isPage())
                .findFirst()
                .orElseGet(() -> kinds.iterator().next());
    }
}
