package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.internal.change.ChangeFeed;
import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.journal.Journal;
import dev.drawbridge.core.internal.mail.MailOrigin;
import dev.drawbridge.core.internal.mail.MailOutbox;
import dev.drawbridge.core.internal.mail.NoticeText;
import dev.drawbridge.core.spi.Actor;
import dev.drawbridge.core.spi.Developer;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.PortalPaths;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.core.spi.app.Grants;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.oauth.SecretRotator.RotatedSecret;
import dev.drawbridge.oauth.spi.OAuthAction;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.net.URI;
import java.time.Instant;
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
    private final Grants grants;
    private final PlatformClock clock;
    private final Messages text = Templates.of(AppNotices.class).text();

    /**
     * Makes the notices.
     *
     * @param journal records what happened
     * @param changes tells the other nodes
     * @param mails sends mails to developers
     * @param issuer begins the links of mails
     * @param grants tell how many companies are connected
     * @param clock the time
     */
    public AppNotices(
            Journal journal, ChangeFeed changes, MailOutbox mails, URI issuer, Grants grants, PlatformClock clock) {
        this.journal = journal;
        this.changes = changes;
        this.mails = mails;
        this.issuer = issuer;
        this.grants = grants;
        this.clock = clock;
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
    void created(Developer to, App app, Optional<String> last4, Actor actor) {
        String type = text.of("mail.type." + app.type());
        String happened = last4.map(it -> text.of("mail.created.with-secret", name(app), type, it))
                .orElseGet(() -> text.of("mail.created.without", name(app), type));
        mail(to, app, OAuthAction.APP_CREATED.wireName(), subject(app, "created"), happened, "created", actor);
    }

    /**
     * Tells what an edit changed of who gets the data of the app's users.
     *
     * @param changed the fields
     */
    public void accessChanged(Developer to, App app, List<AppField> changed, Actor actor) {
        String happened = text.of("mail.access-changed.sentence", names(changed));
        mail(to, app, "app.access_changed", subject(app, "access-changed"), happened, "access-changed", actor);
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
                subject(app, action.wireName()),
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
    public void accessProposed(Developer to, App app, List<AppField> changed, Actor actor) {
        String happened = text.of("mail.access-proposed.sentence", names(changed));
        mail(to, app, "app.access_proposed", subject(app, "access-proposed"), happened, "access-changed", actor);
    }

    /** Tells that an app proves who it is in another way, or with other keys. */
    public void keysChanged(Developer to, App app, Actor actor) {
        String happened = text.of("mail.keys-changed.sentence");
        mail(to, app, "app.keys_changed", subject(app, "keys-changed"), happened, "access-changed", actor);
    }

    /** Tells that an app was revoked. */
    public void revoked(Developer to, App app, Actor actor) {
        long companies = grants.activeOf(app.id()).stream()
                .map(Grant::company)
                .distinct()
                .count();
        String happened = text.of("mail.revoked.sentence", companies);
        mail(to, app, OAuthAction.APP_REVOKED.wireName(), subject(app, "revoked"), happened, "revoked", actor);
    }

    /** Tells of a new client secret, and until when the old one works. */
    public void secretRotated(Developer to, App app, RotatedSecret rotated, Actor actor) {
        String last4 = rotated.current().last4();
        String happened = rotated.previous()
                .map(previous -> text.of(
                        endsLater(previous) ? "mail.rotated.until" : "mail.rotated.ended",
                        last4,
                        previous.last4(),
                        previous.expiresAt() == null ? "" : MailOrigin.time(previous.expiresAt())))
                .orElseGet(() -> text.of("mail.rotated.first", last4));
        mail(to, app, OAuthAction.SECRET_ROTATED.wireName(), subject(app, "rotated"), happened, "rotated", actor);
    }

    private boolean endsLater(StoredSecret previous) {
        return previous.expiresAt() == null || previous.expiresAt().isAfter(clock.instant());
    }

    /** Tells that a client secret ended, and when it was used last. */
    public void secretEnded(Developer to, App app, StoredSecret secret, Actor actor) {
        Instant used = secret.lastUsedAt();
        String happened = used == null
                ? text.of("mail.ended.unused", secret.last4())
                : text.of("mail.ended.used", secret.last4(), MailOrigin.time(used));
        mail(
                to,
                app,
                OAuthAction.SECRET_ENDED.wireName(),
                subject(app, "ended", secret.last4()),
                happened,
                "ended",
                actor);
    }

    /**
     * Tells that the newer of two secrets was dropped.
     *
     * @param kept the secret that keeps working
     */
    public void rotationCancelled(Developer to, App app, StoredSecret kept, Actor actor) {
        String happened = text.of("mail.cancelled.sentence", kept.last4());
        mail(
                to,
                app,
                OAuthAction.SECRET_ROTATION_CANCELLED.wireName(),
                subject(app, "cancelled"),
                happened,
                "cancelled",
                actor);
    }

    private static String name(App app) {
        return app.profile().name();
    }

    private String subject(App app, String mail, Object... more) {
        return "[" + name(app) + "] " + text.of("mail." + mail + ".subject", more);
    }

    // To the developer, whose address is confirmed, never to the contact address of the app, which may be anybody's.
    private void mail(Developer to, App app, String kind, String subject, String happened, String mail, Actor actor) {
        NoticeText notice = new NoticeText(
                subject,
                happened,
                text.of("mail." + mail + ".not-you"),
                text.of("mail.link"),
                issuer.resolve(
                        mail.equals("created") ? PortalPaths.app(app.id()) : AppPaths.page(app, AppPaths.CREDENTIALS)),
                MailOrigin.of(actor, clock.instant()));
        mails.notice(kind, to.email(), app.id().value(), notice);
    }
}
