package dev.drawbridge.core.internal.usage;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.store.UsageKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The routes of each app that a node tells apart on a day: the first ones that were called. Thread-safe. */
final class RouteNames {

    private final Map<AppDay, Set<String>> names = new ConcurrentHashMap<>();

    /** Returns the route, or {@link UsageKey#OTHER} if the app has called as many others on that day. */
    String nameOf(AppId app, String route, Instant minute) {
        Set<String> known = names.computeIfAbsent(
                new AppDay(app, LocalDate.ofInstant(minute, ZoneOffset.UTC)), day -> ConcurrentHashMap.newKeySet());
        if (known.contains(route)) {
            return route;
        }
        synchronized (known) {
            if (known.size() < UsageKey.MAX_ROUTES) {
                known.add(route);
            }
            return known.contains(route) ? route : UsageKey.OTHER;
        }
    }

    /** Forgets the days before the one of this instant. */
    void forgetBefore(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        names.keySet().removeIf(key -> key.day().isBefore(today));
    }

    private record AppDay(AppId app, LocalDate day) {}
}
