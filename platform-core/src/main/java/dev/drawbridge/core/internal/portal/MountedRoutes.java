package dev.drawbridge.core.internal.portal;

import dev.drawbridge.core.spi.AppPanel;
import dev.drawbridge.core.spi.FlashMessage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that the portal mounted.
 *
 * @param pages the paths that can be read
 * @param forms the paths of pages that are sent to themselves
 * @param panels the tabs of apps
 * @param messages what pages say after actions
 */
record MountedRoutes(Set<String> pages, Set<String> forms, List<AppPanel> panels, List<FlashMessage> messages) {

    /** Nothing, for pages that come in place of another one. */
    static final MountedRoutes NONE = new MountedRoutes(Set.of(), Set.of(), List.of(), List.of());

    static MountedRoutes of(List<MountedRoute> routes, List<AppPanel> panels, List<FlashMessage> own) {
        return new MountedRoutes(
                paths(routes, route -> !route.changes()),
                paths(routes, route -> route.changes() && !route.json()),
                panels,
                Stream.concat(own.stream(), panels.stream().flatMap(panel -> panel.flashes().stream()))
                        .toList());
    }

    boolean isReadable(MountedRoute route) {
        return pages.contains(route.path());
    }

    /** Tells whether a page is one whose form is sent to the page's own path. */
    boolean isForm(MountedRoute route) {
        return !route.json() && forms.contains(route.path());
    }

    /** Tells whether the page of a tab is a form. */
    boolean isForm(AppPanel panel) {
        return forms.contains(MountedRoute.pageOf(panel));
    }

    Optional<FlashMessage> message(String code) {
        return messages.stream().filter(message -> message.code().equals(code)).findFirst();
    }

    private static Set<String> paths(List<MountedRoute> routes, Predicate<MountedRoute> which) {
        return routes.stream().filter(which).map(MountedRoute::path).collect(Collectors.toUnmodifiableSet());
    }
}
