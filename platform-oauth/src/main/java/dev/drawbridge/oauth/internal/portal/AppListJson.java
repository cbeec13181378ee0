package dev.drawbridge.oauth.internal.portal;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalCall;
import dev.drawbridge.core.spi.PortalResponse;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.DefinedBy;
import dev.drawbridge.oauth.AppFieldCode;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.OAuthAppRegistry;
import dev.drawbridge.oauth.internal.review.AppReviews;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The list of a developer's apps in the portal's JSON, with filters and pages. Thread-safe. */
final class AppListJson {

    private static final int PAGE_SIZE = 25;
    private static final String ALL = "ALL";
    private static final String EXPIRED = "EXPIRED";

    private final OAuthAppRegistry registry;
    private final AppReviews reviews;
    private final PlatformClock clock;

    AppListJson(OAuthAppRegistry registry, AppReviews reviews, PlatformClock clock) {
        this.registry = registry;
        this.reviews = reviews;
        this.clock = clock;
    }

    PortalResponse list(PortalCall call) {
        Parameters query = call.request().query();
        Instant now = clock.instant();
        String status = choice(query, "status", Stream.concat(names(AppStatus.values()), Stream.of(EXPIRED, ALL)));
        String definedBy = choice(query, "definedBy", Stream.concat(names(DefinedBy.values()), Stream.of(ALL)));
        List<App> matching = shown(call, definedBy).stream()
                .filter(app -> status.equals(ALL) || app.statusAt(now).equals(status))
                .filter(app -> definedBy.equals(ALL) || app.definedBy().name().equals(definedBy))
                .toList();
        List<App> page = after(matching, query.text("cursor"));
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put(
                "items",
                page.stream()
                        .limit(PAGE_SIZE)
                        .map(app -> AppJson.of(app, reviews.pending(app), now))
                        .toList());
        body.put("next", page.size() > PAGE_SIZE ? page.get(PAGE_SIZE - 1).id().value() : null);
        body.put(
                "limit",
                Map.of(
                        "max",
                        OAuthAppRegistry.MAX_LIVE_APPS,
                        "active",
                        registry.countLive(call.developer().id())));
        return PortalResponse.json(200, body);
    }

    /** The developer's apps, with the host's own where they are asked for by name. */
    private List<App> shown(PortalCall call, String definedBy) {
        List<App> own = registry.list(call.developer().id());
        if (!definedBy.equals(DefinedBy.INTERNAL.name())) {
            return own;
        }
        Map<AppId, App> shown = new LinkedHashMap<>();
        Stream.concat(own.stream(), registry.internal().stream()).forEach(app -> shown.put(app.id(), app));
        return List.copyOf(shown.values());
    }

    private static List<App> after(List<App> apps, String cursor) {
        return apps.stream()
                .dropWhile(app -> !cursor.isEmpty() && !app.id().value().equals(cursor))
                .skip(cursor.isEmpty() ? 0 : 1)
                .toList();
    }

    private static String choice(Parameters query, String name, Stream<String> known) {
        String wanted = query.text(name).toUpperCase(Locale.ROOT);
        return known.filter(wanted.isEmpty() ? ALL::equals : wanted::equals)
                .findFirst()
                .orElseThrow(() -> AppRefusedException.invalidField(
                        name, AppFieldCode.UNKNOWN_VALUE, PortalTexts.text().of("refused.unknown-value")));
    }

    private static Stream<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name);
    }
}
