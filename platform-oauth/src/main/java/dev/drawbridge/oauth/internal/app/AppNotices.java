package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.internal.mail.MailOutbox;
import dev.drawbridge.core.internal.mail.NoticeText;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.store.ChangeKind;
import java.net.URI;
import java.util.Map;

/**
 * Tells everyone that an app or its secrets changed: journal, change feed and, where it concerns credentials, a mail to the
 * developer. Call it inside the transaction of the change. Nothing here ever sees a secret. Thread-safe.
 */
public final class AppNotices {

    private final Journal journal;
    private final ChangeFeed changes;
    private final MailOutbox mails;
    private final URI issuer;

    /**
     * Makes the notices.
     *
     * @param journal records what happened
     * @param changes tells the other nodes
     * @param mails sends mails to developers
     * @param issuer begins the links of mails
     */
    public AppNotices(Journal journal, ChangeFeed changes, MailOutbox mails, URI issuer) {
        this.journal = journal;
        this.changes = changes;
        this.mails = mails;
        this.issuer = issuer;
    }

    void appChanged(App app, Actor actor, AppAction action, Map<String, String> details) {
        journal.record(actor, action, "app", app.id().value(), details);
        changes.drop(ChangeKind.APP, app.id().value());
    }

    void secretChanged(App app, Actor actor, AppAction action, Map<String, String> details) {
        journal.record(actor, action, "app", app.id().value(), details);
        changes.drop(ChangeKind.SECRET, app.id().value());
    }

    /**
     * Sends a notice about credentials. It goes to the developer, whose address is confirmed, never to the contact address
     * of the app, which anybody may have been entered as.
     *
     * @param kind for the outbox, for example {@code secret.rotated}
     * @param words what happened, after the name of the app and without secrets
     */
    public void mail(Developer to, App app, String kind, String words) {
        String name = app.profile().name();
        NoticeText text = new NoticeText(
                "Your app " + name,
                "The app \"" + name + "\" " + words,
                "If this was not you, change your password and rotate the client secret immediately.",
                "Open the app",
                issuer.resolve(AppPaths.page(app, AppPaths.CREDENTIALS)));
        mails.notice(kind, to.email(), app.id().value(), text);
    }
}
