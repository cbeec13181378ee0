package dev.drawbridge.core.mail;

import dev.drawbridge.core.host.Mail;
import dev.drawbridge.core.host.Mailer;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.secret.Vault;
import dev.drawbridge.core.secret.VaultException;
import dev.drawbridge.core.time.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands one claimed mail to the mailer, and says what became of it. Neither addresses nor bodies are logged. Thread-safe. */
final class MailSender {

    /** How many mails with notices a recipient gets in an hour before they are gathered. */
    static final int NOTICES_PER_HOUR = 10;

    private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);
    private static final int MERGED = 5_000;
    private static final int DEEPEST = 10;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration GATHERED = Duration.ofMinutes(10);
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1));

    private final MailStore store;
    private final Mailer mailer;
    private final Vault vault;
    private final PlatformClock clock;
    private final Claims claims;

    MailSender(MailStore store, Mailer mailer, Vault vault, PlatformClock clock, Claims claims) {
        this.store = store;
        this.mailer = mailer;
        this.vault = vault;
        this.clock = clock;
        this.claims = claims;
    }

    static String context(String id) {
        return "dp_mail/" + id;
    }

    void send(QueuedMail first) {
        if (!clock.instant().isBefore(usefulUntil(first))) {
            giveUp(first, "it is too late for it");
        } else if (first.label().urgency() == MailUrgency.NOTICE) {
            sendNotice(first);
        } else {
            body(first).ifPresent(body -> handOver(List.of(first), mail(first, body)));
        }
    }

    private void sendNotice(QueuedMail first) {
        Instant now = clock.instant();
        List<Instant> sent = store.noticesSent(first.to(), now.minus(HOUR));
        boolean many = sent.size() >= NOTICES_PER_HOUR;
        Instant free = many ? sent.get(sent.size() - 1).plus(GATHERED) : now;
        if (free.isAfter(now)) {
            store.retryAt(first.id(), first.attempts(), free);
            store.postponeNotices(first.to(), now, free);
            return;
        }
        Optional<String> topic =
                many ? Optional.empty() : Optional.of(first.label().topic());
        List<QueuedMail> claimed = new ArrayList<>(List.of(first));
        claimed.addAll(store.claimNotices(first.to(), topic, now, claims.end(), MERGED));
        List<QueuedMail> readable = new ArrayList<>();
        List<NoticeDigest.Item> items = new ArrayList<>();
        for (QueuedMail notice : claimed) {
            open(notice).ifPresent(body -> {
                readable.add(notice);
                items.add(new NoticeDigest.Item(notice.label().kind(), NoticeText.fromJson(body)));
            });
        }
        if (!readable.isEmpty()) {
            MailText words = NoticeDigest.words(items);
            QueuedMail lead = readable.get(0);
            handOver(readable, new Mail(lead.to(), NoticeDigest.subject(items), words.text(), words.html(), lead.id()));
        }
    }

    private void handOver(List<QueuedMail> claimed, Mail mail) {
        try {
            claims.during(claimed, () -> mailer.send(mail));
        } catch (RuntimeException | LinkageError | AssertionError e) {
            claimed.forEach(queued -> failed(queued, e));
            return;
        }
        Instant now = clock.instant();
        QueuedMail lead = claimed.get(0);
        store.finish(lead.id(), lead.attempts(), MailStore.End.SENT, now);
        claimed.stream()
                .skip(1)
                .forEach(other -> store.finish(other.id(), other.attempts(), MailStore.End.MERGED, now));
    }

    private void failed(QueuedMail queued, Throwable failure) {
        if (failure instanceof MailFailedException refusal && refusal.permanent()) {
            giveUp(queued, reason(failure));
            return;
        }
        Duration pause = PAUSES.get(Math.min(queued.attempts(), PAUSES.size()) - 1);
        Instant next = clock.instant().plus(pause);
        if (!next.isBefore(usefulUntil(queued))) {
            giveUp(queued, reason(failure));
            return;
        }
        LOG.warn(
                "Mail {} ({}) was not sent at try {}; next try in {}: {}",
                queued.id(),
                queued.label().kind(),
                queued.attempts(),
                pause,
                reason(failure));
        store.retryAt(queued.id(), queued.attempts(), next);
    }

    private void giveUp(QueuedMail queued, String reason) {
        LOG.error(
                "Mail {} ({}) is given up after {} tries: {}",
                queued.id(),
                queued.label().kind(),
                queued.attempts(),
                reason);
        store.finish(queued.id(), queued.attempts(), MailStore.End.FAILED, clock.instant());
    }

    private Optional<JsonObject> body(QueuedMail queued) {
        return open(queued).map(Json::readObject);
    }

    private Optional<byte[]> open(QueuedMail queued) {
        try {
            return Optional.of(vault.open(Vault.Purpose.MAIL, context(queued.id()), queued.sealedBody()));
        } catch (VaultException e) {
            giveUp(queued, "it cannot be opened with the master keys that there are");
            return Optional.empty();
        }
    }

    private static Mail mail(QueuedMail queued, JsonObject body) {
        return new Mail(
                queued.to(),
                queued.subject(),
                body.text("text").orElse(""),
                body.text("html").orElse(""),
                queued.id());
    }

    private static Instant usefulUntil(QueuedMail queued) {
        Instant useful = queued.createdAt().plus(queued.label().urgency().useful());
        return useful.isBefore(queued.expiresAt()) ? useful : queued.expiresAt();
    }

    // Others' messages repeat addresses and more, so only their kinds are told.
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
