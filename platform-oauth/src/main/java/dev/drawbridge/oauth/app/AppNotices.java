package dev.drawbridge.oauth.app;

import dev.drawbridge.core.app.App;
import dev.drawbridge.core.change.ChangeKind;
import dev.drawbridge.core.internal.CoreServices;
import dev.drawbridge.core.journal.Actor;
import dev.drawbridge.core.mail.NoticeText;
import dev.drawbridge.core.panel.Developer;
import java.util.Map;

/**
 * Tells everyone that an app or its secrets changed: journal, change feed and, where it concerns credentials, a mail to the
 * developer. Call it inside the transaction of the change. Nothing here ever sees a secret. Thread-safe.
 */
final class AppNotices {

    private final CoreServices env;

    AppNotices(CoreServices env) {
        this.env = env;
    }

    void appChanged(App app, Actor actor, String action, Map<String, String> details) {
        env.journal().record(actor, action, "app", app.id().value(), details);
        env.changes().drop(ChangeKind.APP, app.id().value());
    }

    void secretChanged(App app, Actor actor, String action, Map<String, String> details) {
        env.journal().record(actor, action, "app", app.id().value(), details);
        env.changes().drop(ChangeKind.SECRET, app.id().value());
    }

    /**
     * Sends a notice about credentials. It goes to the developer, whose address is confirmed, never to the contact address
     * of the app, which anybody may have been entered as.
     *
     * @param kind for the outbox, for example {@code secret.rotated}
     * @param words what happened, after the name of the app and without secrets
     */
    void mail(Developer to, App app, String kind, String words) {
        String name = app.profile().name();
        NoticeText text = new NoticeText(
                "Your app " + name,
                "The app \"" + name + "\" " + words,
                "If this was not you, change your password and rotate the client secret immediately.",
                "Open the app",
                env.issuer().resolve("/developers/apps/" + app.id() + "/credentials"));
        env.mails().notice(kind, to.email(), app.id().value(), text);
    }
}
