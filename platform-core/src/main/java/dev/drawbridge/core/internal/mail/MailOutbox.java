package dev.drawbridge.core.internal.mail;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.internal.cluster.DueQueue;
import dev.drawbridge.core.internal.cluster.PurgeJob;
import dev.drawbridge.core.internal.secret.Ulids;
import dev.drawbridge.core.internal.secret.Vault;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.Mailer;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.store.MailLabel;
import dev.drawbridge.core.spi.store.MailStore;
import dev.drawbridge.core.spi.store.MailUrgency;
import dev.drawbridge.core.spi.store.QueuedMail;
import dev.drawbridge.core.spi.store.UnsolicitedMail;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Mails that are kept if and only if the transaction around them is, and sent afterwards at least once. Thread-safe.
 *
 * <p>Several senders take one mail each: links to set a password first, the newest of them first, then other mails about
 * accounts, then notices. One sender takes no notices at all, so that no number of them, and no slow mail server, holds up an
 * account. Notices to one recipient about one thing that wait together become one mail; beyond {@value
 * MailSender#NOTICES_PER_HOUR} mails with notices in an hour, everything about everything becomes one mail every ten minutes.
 *
 * <p>A mail that cannot be sent is tried again after 10 s, 30 s, 2 min, 10 min and then hourly, for a day, or for as long as
 * its link works; one that was refused for good is given up immediately.
 */
public final class MailOutbox {

    /** How often the first sender looks for mails that are due. */
    public static final Duration INTERVAL = Duration.ofMillis(500);

    private static final int MAX_SUBJECT = 200;
    private static final int MOST_IN_A_RUN = 10_000;
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration CLAIM = Duration.ofMinutes(2);
    private static final Duration LONGEST_SEND = Duration.ofMinutes(2);
    private static final Duration RENEWAL = Duration.ofSeconds(20);

    private final MailStore store;
    private final Vault vault;
    private final PlatformClock clock;
    private final Ulids ids;
    private final MailTemplate template;
    private final MailSender sender;
    private final DueQueue<QueuedMail> queue;

    /**
     * Makes an outbox.
     *
     * @param store keeps the mails
     * @param mailer sends them
     * @param vault seals their bodies
     * @param clock says when they are due
     * @param ids names them
     * @param template gives them their forms
     */
    public MailOutbox(
            MailStore store, Mailer mailer, Vault vault, PlatformClock clock, Ulids ids, MailTemplate template) {
        this.store = store;
        this.vault = vault;
        this.clock = clock;
        this.ids = ids;
        this.template = template;
        ClaimedMails mails = new ClaimedMails(store, clock);
        this.queue = new DueQueue<>(clock, CLAIM, LONGEST_SEND, mails);
        this.sender = new MailSender(store, mailer, vault, clock, mails, queue, template);
    }

    /**
     * Puts a mail in, in the transaction of the thread.
     *
     * @param label how it is treated
     * @param to the address
     * @param subject one line without secrets, cut after 200 characters
     * @param words what it says
     * @param dueAt when it may go out
     */
    public void enqueue(MailLabel label, String to, String subject, MailText words, Instant dueAt) {
        MailTemplate.Rendered mail = template.render(subject, words);
        insert(label, to, subject, Json.write(Map.of("text", mail.text(), "html", mail.html())), dueAt);
    }

    /**
     * Puts a notice in, in the transaction of the thread. It may reach its recipient together with others.
     *
     * @param kind what happened, for example {@code secret.rotated}; at most 40 characters
     * @param to the address
     * @param topic what it happened to, for example the app's id; at most 64 characters
     * @param notice the words
     */
    public void notice(String kind, String to, String topic, NoticeText notice) {
        MailLabel label = new MailLabel(kind, MailUrgency.NOTICE, topic, false);
        insert(label, to, notice.subject(), notice.toJson(), clock.instant());
    }

    /**
     * Finds what a recipient was sent in the last day, or will be, without having asked.
     *
     * @param to the recipient
     * @return the mails, oldest first
     */
    public List<UnsolicitedMail> unsolicitedOfTheDay(String to) {
        return store.unsolicited(to, clock.instant().minus(Duration.ofDays(1)));
    }

    /**
     * Counts a mail as asked for: its recipient used the link in it.
     *
     * @param to the recipient
     * @param topic of the mail's label
     */
    public void wanted(String to, String topic) {
        store.wanted(to, topic);
    }

    /**
     * Returns the background work: the senders, and what keeps their claims.
     *
     * @return the jobs; each has a thread of its own
     */
    public List<Job> jobs() {
        return List.of(
                new Job("account-mails", INTERVAL, false, this::sendAccountMails),
                new Job("mails-1", INTERVAL, false, this::sendDue),
                // Idle senders look less often: they are for days on which the first one is busy.
                new Job("mails-2", INTERVAL.multipliedBy(2), false, this::sendDue),
                new Job("mails-3", INTERVAL.multipliedBy(4), false, this::sendDue),
                new Job("mail-claims", RENEWAL, false, this::renewClaims),
                PurgeJob.of("mail-purge", clock, store::purge));
    }

    /** Sends what is due, one mail after the other. A failure of one mail does not stop the others. */
    public void sendDue() {
        send(MailUrgency.NOTICE);
    }

    /** Sends what is due and no notice. */
    public void sendAccountMails() {
        send(MailUrgency.ACCOUNT);
    }

    /** Keeps the mails that this node is sending from other nodes. */
    public void renewClaims() {
        queue.renewClaims();
    }

    // One mail is claimed at a time: what is not being sent belongs to nobody.
    private void send(MailUrgency least) {
        for (int sent = 0; sent < MOST_IN_A_RUN; sent++) {
            List<QueuedMail> claimed = store.claimDue(clock.instant(), queue.claimEnd(), least, 1);
            if (claimed.isEmpty()) {
                return;
            }
            sender.send(claimed.get(0));
        }
    }

    private void insert(MailLabel label, String to, String subject, String body, Instant dueAt) {
        String id = ids.next();
        Instant now = clock.instant();
        String line = subject.length() <= MAX_SUBJECT ? subject : subject.substring(0, MAX_SUBJECT);
        String sealed = vault.seal(Vault.Purpose.MAIL, MailSender.context(id), body.getBytes(StandardCharsets.UTF_8));
        store.insert(new QueuedMail(id, label, to, line, sealed, 0, dueAt, now, now.plus(KEPT)));
    }
}
