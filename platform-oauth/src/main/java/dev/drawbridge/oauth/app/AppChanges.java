package dev.drawbridge.oauth.app;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.app.AppStatus;
import dev.drawbridge.core.app.AppStore;
import dev.drawbridge.core.http.FieldError;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.ProblemException;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.journal.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Writes apps that were judged before, each with its journal entry and its row in the change feed. Call it inside the
 * transaction of the change. Thread-safe.
 */
final class AppChanges {

    private final CoreServices env;
    private final AppStore store;
    private final AppNotices notices;

    AppChanges(CoreServices env, AppNotices notices) {
        this.env = env;
        this.store = env.stores().apps();
        this.notices = notices;
    }

    void insert(App app, Actor actor, Instant now) {
        switch (store.insert(app, OAuthAppRegistry.MAX_LIVE_APPS, now)) {
            case LIMIT_REACHED ->
                throw ProblemException.of(
                        409,
                        "app_limit_reached",
                        "You have " + OAuthAppRegistry.MAX_LIVE_APPS + " active apps. Revoke one to create another.");
            case NAME_TAKEN -> throw nameTaken();
            case CLIENT_ID_TAKEN ->
                throw ProblemException.of(409, "client_id_taken", "There is an app with this client id already.");
            case INSERTED ->
                notices.appChanged(
                        app,
                        actor,
                        "app.created",
                        Map.of(
                                "name", app.profile().name(),
                                "type", app.type().wireName(),
                                "definedBy", app.definedBy().name()));
        }
    }

    void update(App changed, Actor actor) {
        switch (store.update(changed, env.clock().instant())) {
            case STALE ->
                throw store.find(changed.id()).stream().anyMatch(it -> it.status() == AppStatus.REVOKED)
                        ? revokedAlready()
                        : ProblemException.of(
                                412, "stale_version", "The app was changed in the meantime. Read it again.");
            case NAME_TAKEN -> throw nameTaken();
            case UPDATED ->
                notices.appChanged(changed, actor, "app.updated", Map.of("version", Long.toString(changed.version())));
        }
    }

    App revoke(App app, Actor actor) {
        Instant now = env.clock().instant();
        boolean moved = store.moveStatus(app.id(), AppStatus.ACTIVE, AppStatus.REVOKED, now)
                || store.moveStatus(app.id(), AppStatus.SUSPENDED, AppStatus.REVOKED, now);
        if (!moved) {
            throw revokedAlready();
        }
        notices.appChanged(
                app, actor, "app.revoked", Map.of("name", app.profile().name()));
        return store.find(app.id()).orElse(app);
    }

    private static ProblemException nameTaken() {
        return new ProblemException(Problem.invalidFields(
                List.of(new FieldError(AppInput.NAME, "name_taken", "You already have an app with this name."))));
    }

    private static ProblemException revokedAlready() {
        return ProblemException.of(409, "app_revoked", "The app is revoked and cannot be changed.");
    }
}
