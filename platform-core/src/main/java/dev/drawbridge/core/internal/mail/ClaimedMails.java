package dev.drawbridge.core.internal.mail;

import dev.drawbridge.core.internal.cluster.DueQueue;
import dev.drawbridge.core.spi.MailFailedException;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.MailStore;
import dev.drawbridge.core.spi.store.QueuedMail;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mails that this node is sending. Neither addresses nor bodies are logged. Thread-safe. */
final class ClaimedMails implements DueQueue.Rows<QueuedMail> {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimedMails.class);
    private static final int DEEPEST = 10;

    private final MailStore store;
    private final PlatformClock clock;

    ClaimedMails(MailStore store, PlatformClock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public int attempts(QueuedMail mail) {
        return mail.attempts();
    }

    @Override
    public Instant usefulUntil(QueuedMail mail) {
        Instant useful = mail.createdAt().plus(mail.label().urgency().useful());
        return useful.isBefore(mail.expiresAt()) ? useful : mail.expiresAt();
    }

    @Override
    public void renew(QueuedMail mail, Instant claimedUntil) {
        store.renew(mail.id(), mail.attempts(), claimedUntil);
    }

    @Override
    public boolean isPermanent(Throwable failure) {
        return failure instanceof MailFailedException refusal && refusal.permanent();
    }

    @Override
    public void retry(QueuedMail mail, Duration pause, Throwable failure) {
        LOG.warn(
                "Mail {} ({}) was not sent at try {}; next try in {}: {}",
                mail.id(),
                mail.label().kind(),
                mail.attempts(),
                pause,
                reason(failure));
        store.retryAt(mail.id(), mail.attempts(), clock.instant().plus(pause));
    }

    @Override
    public void giveUp(QueuedMail mail, Throwable failure) {
        giveUp(mail, reason(failure));
    }

    void giveUp(QueuedMail mail, String reason) {
        LOG.error(
                "Mail {} ({}) is given up after {} tries: {}",
                mail.id(),
                mail.label().kind(),
                mail.attempts(),
                reason);
        store.finish(mail.id(), mail.attempts(), MailStore.End.FAILED, clock.instant());
    }

    /** Messages of other code repeat addresses and more, so only their kinds are told. */
    private static String reason(Throwable failure) {
        if (failure instanceof MailFailedException) {
            return String.valueOf(failure.getMessage());
        }
        StringBuilder kinds = new StringBuilder(failure.getClass().getName());
        @Nullable Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            kinds.append(" < ").append(cause.getClass().getName());
            cause = cause.getCause();
        }
        return kinds.toString();
    }
}
