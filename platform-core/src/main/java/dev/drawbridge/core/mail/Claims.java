package dev.drawbridge.core.mail;

import dev.drawbridge.core.time.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node is sending. A claim is kept for as long as its mail is being sent, so that no other node sends it too,
 * however slow the mail server is; a send that takes longer than any should is interrupted and loses its claim. Thread-safe.
 */
final class Claims {

    /** How long a node has a mail for itself without renewing the claim. */
    static final Duration CLAIM = Duration.ofMinutes(2);

    /** The longest one send may take. */
    static final Duration LONGEST_SEND = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private final MailStore store;
    private final PlatformClock clock;
    private final Set<Sending> sending = ConcurrentHashMap.newKeySet();

    Claims(MailStore store, PlatformClock clock) {
        this.store = store;
        this.clock = clock;
    }

    Instant end() {
        return clock.instant().plus(CLAIM);
    }

    /** Runs a send of this thread; nothing of an interruption is left behind. */
    void during(List<QueuedMail> claimed, Runnable send) {
        Sending mine = new Sending(Thread.currentThread(), claimed, clock.elapsed());
        sending.add(mine);
        try {
            send.run();
        } finally {
            // Whoever interrupts holds the lock: after this nobody does any more.
            synchronized (mine) {
                sending.remove(mine);
                if (Thread.interrupted()) {
                    LOG.debug("The interruption of a mailer ends with its mail");
                }
            }
        }
    }

    void renew() {
        sending.forEach(mails -> {
            if (clock.elapsed() - mails.since < LONGEST_SEND.toNanos()) {
                mails.claimed.forEach(mail -> store.renew(mail.id(), mail.attempts(), end()));
            } else {
                interrupt(mails);
            }
        });
    }

    private void interrupt(Sending mails) {
        synchronized (mails) {
            if (sending.contains(mails)) {
                LOG.warn("A mail has been on its way for more than {}; the mailer is interrupted", LONGEST_SEND);
                mails.thread.interrupt();
            }
        }
    }

    /** A send in progress; each is itself alone. */
    private static final class Sending {

        private final Thread thread;
        private final List<QueuedMail> claimed;
        private final long since;

        Sending(Thread thread, List<QueuedMail> claimed, long since) {
            this.thread = thread;
            this.claimed = claimed;
            this.since = since;
        }
    }
}
