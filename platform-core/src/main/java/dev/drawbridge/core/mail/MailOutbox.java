package dev.drawbridge.core.mail;

import dev.drawbridge.core.host.Mail;
import dev.drawbridge.core.host.Mailer;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.http.JsonObject;
import dev.drawbridge.core.model.Ulids;
import dev.drawbridge.core.secret.Vault;
import dev.drawbridge.core.secret.VaultException;
import dev.drawbridge.core.time.PlatformClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails that are kept if and only if the transaction around them is, and sent afterwards at least once. Thread-safe.
 *
 * <p>A mail that cannot be sent is tried again after 10 s, 30 s, 2 min, 10 min and then hourly, for a day.
 */
public final class MailOutbox {

    /** How often a node looks for mails that are due. */
    public static final Duration INTERVAL = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(MailOutbox.class);
    private static final int BATCH = 20;
    private static final int PURGE_BATCH = 1_000;
    private static final int MAX_SUBJECT = 200;
    private static final Duration CLAIM = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofDays(1);
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
    private final Ulids ids;

    /**
     * Makes an outbox.
     *
     * @param store keeps the mails
     * @param mailer sends them
     * @param vault seals their bodies
     * @param clock says when they are due
     * @param ids names them
     */
    public MailOutbox(MailStore store, Mailer mailer, Vault vault, PlatformClock clock, Ulids ids) {
        this.store = store;
        this.mailer = mailer;
        this.vault = vault;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Puts a mail in, in the transaction of the thread.
     *
     * @param kind what it is about, for example {@code account.verify}; at most 40 characters
     * @param to the address
     * @param subject one line without secrets, cut after 200 characters
     * @param text the plain form
     * @param html the HTML form
     */
    public void enqueue(String kind, String to, String subject, String text, String html) {
        String id = ids.next();
        Instant now = clock.instant();
        String line = subject.length() <= MAX_SUBJECT ? subject : subject.substring(0, MAX_SUBJECT);
        byte[] body = Json.write(Map.of("text", text, "html", html)).getBytes(StandardCharsets.UTF_8);
        String sealed = vault.seal(Vault.Purpose.MAIL, context(id), body);
        store.insert(new QueuedMail(id, kind, to, line, sealed, 0, now, now, now.plus(KEPT)));
    }

    /** Sends what is due; called by the background job. A failure of one mail does not stop the others. */
    public void sendDue() {
        List<QueuedMail> claimed;
        do {
            Instant now = clock.instant();
            claimed = store.claimDue(now, now.plus(CLAIM), BATCH);
            claimed.forEach(this::send);
        } while (claimed.size() == BATCH);
    }

    /** Deletes mails that are a day old; called by the background job. */
    public void purge() {
        while (store.purge(clock.coordination(), PURGE_BATCH) == PURGE_BATCH) {
            LOG.debug("Purged {} mails", PURGE_BATCH);
        }
    }

    private void send(QueuedMail queued) {
        try {
            mailer.send(open(queued));
        } catch (VaultException e) {
            LOG.error("Mail {} ({}) cannot be opened and is given up", queued.id(), queued.kind(), e);
            store.finish(queued.id(), queued.attempts(), false);
            return;
        } catch (RuntimeException e) {
            fail(queued, e);
            return;
        }
        store.finish(queued.id(), queued.attempts(), true);
    }

    private Mail open(QueuedMail queued) {
        JsonObject body = Json.readObject(vault.open(Vault.Purpose.MAIL, context(queued.id()), queued.sealedBody()));
        return new Mail(
                queued.to(),
                queued.subject(),
                body.text("text").orElse(""),
                body.text("html").orElse(""),
                queued.id());
    }

    private void fail(QueuedMail queued, RuntimeException failure) {
        Duration pause = PAUSES.get(Math.min(queued.attempts(), PAUSES.size()) - 1);
        Instant next = clock.instant().plus(pause);
        if (next.isBefore(queued.expiresAt())) {
            LOG.warn(
                    "Mail {} ({}) was not sent at try {}; next try in {}",
                    queued.id(),
                    queued.kind(),
                    queued.attempts(),
                    pause,
                    failure);
            store.retryAt(queued.id(), queued.attempts(), next);
        } else {
            LOG.error(
                    "Mail {} ({}) is given up after {} tries", queued.id(), queued.kind(), queued.attempts(), failure);
            store.finish(queued.id(), queued.attempts(), false);
        }
    }

    private static String context(String id) {
        return "dp_mail/" + id;
    }
}
