package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.internal.throttle.Throttles;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.oauth.AppFieldCode;
import dev.drawbridge.oauth.AppRefusal;
import dev.drawbridge.oauth.AppRefusedException;
import dev.drawbridge.oauth.OAuthAppRegistry;
import dev.drawbridge.oauth.spi.OAuthAction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Writes apps that were judged before, each with its journal entry and its row in the change feed. Call it inside the
 * transaction of the change. Thread-safe.
 */
public final class AppChanges {

    private final AppStore store;
    private final Throttles throttles;
    private final AppNotices notices;
    private final PlatformClock clock;

    /**
     * Makes the writer.
     *
     * @param store where the apps are kept
     * @param throttles counts what a developer creates
     * @param notices tells everyone
     * @param clock says when
     */
    public AppChanges(AppStore store, Throttles throttles, AppNotices notices, PlatformClock clock) {
        this.store = store;
        this.throttles = throttles;
        this.notices = notices;
        this.clock = clock;
    }

    void insert(App app, Actor actor, Instant now) {
        switch (store.insert(app, OAuthAppRegistry.MAX_LIVE_APPS, now)) {
            case LIMIT_REACHED -> throw new AppRefusedException(AppRefusal.APP_LIMIT_REACHED);
            case NAME_TAKEN -> throw nameTaken();
            case CLIENT_ID_TAKEN -> throw new AppRefusedException(AppRefusal.CLIENT_ID_TAKEN);
            case INSERTED -> inserted(app, actor);
        }
    }

    private void inserted(App app, Actor actor) {
        notices.appChanged(
                app,
                actor,
                OAuthAction.APP_CREATED,
                Map.of(
                        "name", app.profile().name(),
                        "type", app.type().wireName(),
                        "definedBy", app.definedBy().name()));
        DeveloperId owner = app.owner();
        if (owner != null) {
            // After the insertion: what is refused for another reason is not created and does not count.
            throttles
                    .attempt("app.create", owner.value(), OAuthAppRegistry.MAX_CREATED_PER_HOUR, Duration.ofHours(1))
                    .ifPresent(wait -> {
                        throw AppRefusedException.tooManyApps(wait);
                    });
        }
    }

    void update(App before, App changed, Actor actor) {
        switch (store.update(changed, clock.instant())) {
            case STALE ->
                throw new AppRefusedException(
                        store.find(changed.id()).stream().anyMatch(it -> it.status() == AppStatus.REVOKED)
                                ? AppRefusal.APP_REVOKED
                                : AppRefusal.STALE_VERSION);
            case NAME_TAKEN -> throw nameTaken();
            case UPDATED -> updated(before, changed, actor);
        }
    }

    private void updated(App before, App changed, Actor actor) {
        Map<String, String> details = AppDifference.between(before, changed);
        details.put("version", Long.toString(changed.version()));
        notices.appChanged(changed, actor, OAuthAction.APP_UPDATED, details);
    }

    App revoke(App app, Actor actor) {
        Instant now = clock.instant();
        boolean moved = store.moveStatus(app.id(), AppStatus.ACTIVE, AppStatus.REVOKED, now)
                || store.moveStatus(app.id(), AppStatus.SUSPENDED, AppStatus.REVOKED, now);
        if (!moved) {
            throw new AppRefusedException(AppRefusal.APP_REVOKED);
        }
        notices.appChanged(
                app,
                actor,
                OAuthAction.APP_REVOKED,
                Map.of("name", app.profile().name()));
        return store.find(app.id()).orElse(app);
    }

    private static AppRefusedException nameTaken() {
        return AppRefusedException.invalidFields(List.of(FieldRefusal.of(AppField.NAME, AppFieldCode.NAME_TAKEN)));
    }
}
