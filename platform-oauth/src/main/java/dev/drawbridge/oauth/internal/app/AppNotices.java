package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.internal.mail.MailOutbox;
import dev.drawbridge.core.internal.mail.NoticeText;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.oauth.spi.OAuthAction;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells everyone that an app or its secrets changed: journal, change feed and, where it concerns credentials, a mail to the
 * developer. Call it inside the transaction of the change. Nothing here ever sees a secret. Thread-safe.
 */
public final class AppNotices {

    private final Journal journal;
    private final ChangeFeed changes;
    private final MailOutbox mails;
    private final URI issuer;
    private final Messages text = Templates.of(AppNotices.class).text();

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

    /** Records a change of an app, and lets every node forget what it knows of it. */
    public void appChanged(App app, Actor actor, OAuthAction action, Map<String, String> details) {
        journal.record(actor, action, "app", app.id().value(), details);
        changes.drop(ChangeKind.APP, app.id().value());
    }

    void secretChanged(App app, Actor actor, OAuthAction action, Map<String, String> details) {
        journal.record(actor, action, "app", app.id().value(), details);
        changes.drop(ChangeKind.SECRET, app.id().value());
    }

    /**
     * Tells that an app was created.
     *
     * @param last4 the end of its client secret; empty if it has none
     */
    void created(Developer to, App app, Optional<String> last4) {
        String happened = last4.map(it -> text.of("mail.created-with-secret", name(app), it))
                .orElseGet(() -> text.of("mail.created", name(app)));
        mail(to, app, OAuthAction.APP_CREATED.wireName(), happened);
    }

    /**
     * Tells what an edit changed of who gets the data of the app's users.
     *
     * @param changed the fields
     */
    public void accessChanged(Developer to, App app, List<AppField> changed) {
        mail(to, app, "app.access_changed", text.of("mail.access-changed", name(app), names(changed)));
    }

    private String names(List<AppField> fields) {
        return fields.stream()
                .map(field -> text.of("mail.field." + field.wireName()))
                .collect(Collectors.joining(", "));
    }

    /**
     * Tells what operators decided about an app.
     *
     * @param change whether they judged a change of it alone
     * @param comment what they wrote, possibly empty
     */
    void reviewed(String to, App app, OAuthAction action, boolean change, String comment) {
        String sentence = text.of("mail." + action.wireName() + (change ? "-change" : ""), name(app));
        NoticeText notice = new NoticeText(
                text.of("mail.subject", name(app)),
                comment.isEmpty() ? sentence : text.of("mail.review.comment", sentence, comment),
                text.of("mail.review.advice"),
                text.of("mail.review.link"),
                issuer.resolve(AppPaths.page(app, AppPaths.REVIEW)));
        mails.notice(action.wireName(), to, app.id().value(), notice);
    }

    /**
     * Tells that a developer asked for a change that operators have to approve.
     *
     * @param changed the fields
     */
    public void accessProposed(Developer to, App app, List<AppField> changed) {
        mail(to, app, "app.access_proposed", text.of("mail.access-proposed", name(app), names(changed)));
    }

    public void keysChanged(Developer to, App app) {
        mail(to, app, "app.keys_changed", text.of("mail.keys-changed", name(app)));
    }

    public void revoked(Developer to, App app) {
        mail(to, app, OAuthAction.APP_REVOKED.wireName(), text.of("mail.revoked", name(app)));
    }

    public void secretRotated(Developer to, App app, StoredSecret secret) {
        String happened = text.of("mail.secret-rotated", name(app), secret.last4());
        mail(to, app, OAuthAction.SECRET_ROTATED.wireName(), happened);
    }

    public void secretEnded(Developer to, App app, StoredSecret secret) {
        String happened = text.of("mail.secret-ended", name(app), secret.last4());
        mail(to, app, OAuthAction.SECRET_ENDED.wireName(), happened);
    }

    /**
     * Tells that the newer of two secrets was dropped.
     *
     * @param kept the secret that works on
     */
    public void rotationCancelled(Developer to, App app, StoredSecret kept) {
        String happened = text.of("mail.rotation-cancelled", name(app), kept.last4());
        mail(to, app, OAuthAction.SECRET_ROTATION_CANCELLED.wireName(), happened);
    }

    private static String name(App app) {
        return app.profile().name();
    }

    // To the developer, whose address is confirmed, never to the contact address of the app, which may be anybody's.
    private void mail(Developer to, App app, String kind, String happened) {
        NoticeText notice = new NoticeText(
                text.of("mail.subject", name(app)),
                happened,
                text.of("mail.not-you"),
                text.of("mail.link"),
                issuer.resolve(AppPaths.page(app, AppPaths.CREDENTIALS)));
        mails.notice(kind, to.email(), app.id().value(), notice);
    }
}
