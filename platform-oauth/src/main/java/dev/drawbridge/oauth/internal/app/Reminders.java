package dev.drawbridge.oauth.internal.app;

import dev.drawbridge.core.internal.html.Messages;
import dev.drawbridge.core.internal.html.Templates;
import dev.drawbridge.core.internal.mail.MailOrigin;
import dev.drawbridge.core.internal.mail.MailOutbox;
import dev.drawbridge.core.internal.mail.NoticeText;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.core.spi.app.DeveloperContact;
import dev.drawbridge.core.spi.app.Developers;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.oauth.spi.SecretStore;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reminds developers of what ends by itself: client secrets that are still in use, and apps with an expiry. Each reminder is
 * decided once over all nodes: it is remembered in the transaction that writes its mail. Thread-safe.
 */
public final class Reminders {

    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final int BATCH = 1_000;
    private static final String SPACE = "reminder";

    /** A secret that nobody used for so long needs no reminder. */
    private static final Duration IN_USE = Duration.ofDays(7);

    private static final List<Duration> BEFORE_SECRET = List.of(Duration.ofDays(7), Duration.ofDays(1));
    private static final List<Duration> BEFORE_EXPIRY = List.of(Duration.ofDays(14), Duration.ofDays(3), Duration.ZERO);

    private final SecretStore secrets;
    private final AppStore apps;
    private final Developers developers;
    private final CoreStores stores;
    private final MailOutbox mails;
    private final URI issuer;
    private final PlatformClock clock;
    private final Messages text = Templates.of(Reminders.class).text();

    /**
     * Makes the reminders.
     *
     * @param secrets know when they end
     * @param apps know when they expire
     * @param developers say where to write to
     * @param stores remember what was decided
     * @param mails send it
     * @param issuer begins the links of mails
     * @param clock the time
     */
    public Reminders(
            SecretStore secrets,
            AppStore apps,
            Developers developers,
            CoreStores stores,
            MailOutbox mails,
            URI issuer,
            PlatformClock clock) {
        this.secrets = secrets;
        this.apps = apps;
        this.developers = developers;
        this.stores = stores;
        this.mails = mails;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * Returns the background work.
     *
     * @return the job, one node at a time
     */
    public Job job() {
        return new Job("reminders", INTERVAL, true, this::run);
    }

    private void run() {
        Instant now = clock.instant();
        secrets.endingBetween(now, now.plus(BEFORE_SECRET.get(0)), BATCH).forEach(secret -> remind(secret, now));
        // Those that expired within a day are told that they did.
        apps.expiringBetween(now.minus(Duration.ofDays(1)), now.plus(BEFORE_EXPIRY.get(0)), BATCH)
                .forEach(app -> remind(app, now));
    }

    private void remind(StoredSecret secret, Instant now) {
        Instant end = Objects.requireNonNull(secret.expiresAt());
        Duration left = Duration.between(now, end);
        last(BEFORE_SECRET, left)
                .ifPresent(before -> stores.transactions().inTransaction(() -> {
                    String key = secret.id() + ":" + end + ":" + before;
                    if (stores.replays().firstUse(SPACE, key, end.plus(before)) && inUse(secret, now)) {
                        Optional<StoredSecret> next = successor(secret, now);
                        // The mail about the rotation was the reminder if the overlap is no longer than this.
                        if (next.filter(it ->
                                        Duration.between(it.createdAt(), end).compareTo(before) > 0)
                                .isPresent()) {
                            apps.find(secret.app()).ifPresent(app -> tell(app, secret, next.get(), end, left));
                        }
                    }
                }));
    }

    private static boolean inUse(StoredSecret secret, Instant now) {
        Instant used = secret.lastUsedAt();
        return used != null && !used.isBefore(now.minus(IN_USE));
    }

    private Optional<StoredSecret> successor(StoredSecret secret, Instant now) {
        return secrets.live(secret.app(), now).stream()
                .filter(other -> other.expiresAt() == null)
                .findFirst();
    }

    private void tell(App app, StoredSecret secret, StoredSecret next, Instant end, Duration left) {
        mail(
                app,
                "secret.ending",
                text.of("mail.secret-ends.subject", secret.last4(), days(left)),
                text.of("mail.secret-ends.sentence", secret.last4(), MailOrigin.time(end)),
                text.of("mail.secret-ends.advice", next.last4()));
    }

    private void remind(App app, Instant now) {
        Instant end = Objects.requireNonNull(app.expiresAt());
        Duration left = Duration.between(now, end);
        last(BEFORE_EXPIRY, left)
                .ifPresent(before -> stores.transactions().inTransaction(() -> {
                    String key = app.id().value() + ":" + end + ":" + before;
                    if (stores.replays().firstUse(SPACE, key, end.plus(Duration.ofDays(15)))) {
                        boolean over = before.isZero();
                        mail(
                                app,
                                "app.expiring",
                                over ? text.of("mail.expired.subject") : text.of("mail.expires.subject", days(left)),
                                text.of(over ? "mail.expired.sentence" : "mail.expires.sentence", MailOrigin.time(end)),
                                text.of(over ? "mail.expired.advice" : "mail.expires.advice"));
                    }
                }));
    }

    private void mail(App app, String kind, String subject, String sentence, String advice) {
        DeveloperId owner = app.owner();
        if (owner == null) {
            return;
        }
        String name = app.profile().name();
        NoticeText notice = new NoticeText(
                "[" + name + "] " + subject,
                sentence,
                advice,
                text.of("mail.link"),
                issuer.resolve(AppPaths.page(app, AppPaths.CREDENTIALS)));
        developers
                .find(owner)
                .map(DeveloperContact::email)
                .filter(to -> !to.isEmpty())
                .ifPresent(to -> mails.notice(kind, to, app.id().value(), notice));
    }

    /** The latest of the moments that has come; if several passed unnoticed, the earlier ones are not made up for. */
    private static Optional<Duration> last(List<Duration> moments, Duration left) {
        return moments.stream().filter(before -> left.compareTo(before) <= 0).reduce((earlier, later) -> later);
    }

    private static long days(Duration left) {
        return Math.max(1, left.plusDays(1).minusNanos(1).toDays());
    }
}
