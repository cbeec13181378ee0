package dev.drawbridge.core.internal.mail;

import dev.drawbridge.core.VaultException;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.internal.cluster.DueQueue;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.core.spi.Mail;
import dev.drawbridge.core.spi.Mailer;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.MailStore;
import dev.drawbridge.core.spi.store.MailUrgency;
import dev.drawbridge.core.spi.store.QueuedMail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hands one claimed mail to the mailer, and says what became of it. Neither addresses nor bodies are logged. Thread-safe. */
final class MailSender {

    /** How many mails with notices a recipient gets in an hour before they are gathered. */
    static final int NOTICES_PER_HOUR = 10;

    private static final int MERGED = 5_000;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration GATHERED = Duration.ofMinutes(10);

    private final MailStore store;
    private final Mailer mailer;
    private final Vault vault;
    private final PlatformClock clock;
    private final ClaimedMails mails;
    private final DueQueue<QueuedMail> queue;
    private final MailTemplate template;

    MailSender(
            MailStore store,
            Mailer mailer,
            Vault vault,
            PlatformClock clock,
            ClaimedMails mails,
            DueQueue<QueuedMail> queue,
            MailTemplate template) {
        this.store = store;
        this.mailer = mailer;
        this.vault = vault;
        this.clock = clock;
        this.mails = mails;
        this.queue = queue;
        this.template = template;
    }

    static String context(String id) {
        return "dp_mail/" + id;
    }

    void send(QueuedMail first) {
        if (!clock.instant().isBefore(mails.usefulUntil(first))) {
            mails.giveUp(first, "it is too late for it");
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
        claimed.addAll(store.claimNotices(first.to(), topic, now, queue.claimEnd(), MERGED));
        List<QueuedMail> readable = new ArrayList<>();
        List<NoticeDigest.Item> items = new ArrayList<>();
        for (QueuedMail notice : claimed) {
            open(notice).ifPresent(body -> {
                readable.add(notice);
                items.add(new NoticeDigest.Item(notice.label().kind(), NoticeText.fromJson(body)));
            });
        }
        if (!readable.isEmpty()) {
            QueuedMail lead = readable.get(0);
            String subject = NoticeDigest.subject(items);
            MailTemplate.Rendered words =
                    template.render(subject, NoticeDigest.words(items, template.texts(), template.productName()));
            handOver(readable, new Mail(lead.to(), subject, words.text(), words.html(), lead.id()));
        }
    }

    private void handOver(List<QueuedMail> claimed, Mail mail) {
        if (!queue.run(claimed, () -> mailer.send(mail))) {
            return;
        }
        Instant now = clock.instant();
        QueuedMail lead = claimed.get(0);
        store.finish(lead.id(), lead.attempts(), MailStore.End.SENT, now);
        claimed.stream()
                .skip(1)
                .forEach(other -> store.finish(other.id(), other.attempts(), MailStore.End.MERGED, now));
    }

    private Optional<JsonObject> body(QueuedMail queued) {
        return open(queued).map(Json::readObject);
    }

    private Optional<byte[]> open(QueuedMail queued) {
        try {
            return Optional.of(vault.open(Vault.Purpose.MAIL, context(queued.id()), queued.sealedBody()));
        } catch (VaultException e) {
            mails.giveUp(queued, "it cannot be opened with the master keys that there are");
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
}
