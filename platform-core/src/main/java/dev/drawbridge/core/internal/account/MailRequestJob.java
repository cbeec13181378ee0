package dev.drawbridge.core.internal.account;

import dev.drawbridge.core.internal.cluster.Leases;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.core.spi.PlatformClock;
import dev.drawbridge.core.spi.account.AccountStore;
import dev.drawbridge.core.spi.account.MailRequest;
import dev.drawbridge.core.spi.account.MailRequestStore;
import dev.drawbridge.core.spi.store.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Looks up the addresses of mail requests, within a second, and has their mails written. Requests leave nothing behind, so that
 * addresses without an account do not either. Thread-safe.
 */
public final class MailRequestJob {

    /** How many requests may wait; beyond that everybody is told to come back later. */
    private static final int MOST_WAITING = 5_000;

    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int BATCH = 100;
    private static final int BATCHES = 50;

    private final MailRequests requests;
    private final MailRequestStore store;
    private final AccountStore accounts;
    private final Transactions transactions;
    private final Leases leases;
    private final PlatformClock clock;
    private final RequestedMails mails;

    /**
     * Makes the part.
     *
     * @param requests learns whether too many wait
     * @param store keeps them
     * @param accounts keeps accounts
     * @param transactions hold a request and its mail together
     * @param leases let one node at a time do it
     * @param clock the time
     * @param mails writes the mails
     */
    public MailRequestJob(
            MailRequests requests,
            MailRequestStore store,
            AccountStore accounts,
            Transactions transactions,
            Leases leases,
            PlatformClock clock,
            RequestedMails mails) {
        this.requests = requests;
        this.store = store;
        this.accounts = accounts;
        this.transactions = transactions;
        this.leases = leases;
        this.clock = clock;
        this.mails = mails;
    }

    /**
     * Returns the background work.
     *
     * @return the job
     */
    public Job job() {
        return new Job("mail-requests", INTERVAL, false, this::run);
    }

    /** Looks at what waits; one node at a time, so that the limits of a recipient hold over all nodes. */
    private void run() {
        for (int batch = 0; batch < BATCHES; batch++) {
            // Links first: of those that came together, one is worth more than a word.
            List<MailRequest> waiting = store.oldest(BATCH).stream()
                    .sorted(Comparator.comparing(MailRequest::kind))
                    .toList();
            requests.full(waiting.size() == BATCH && store.count() >= MOST_WAITING);
            if (waiting.isEmpty()
                    || !leases.runExclusively("mail-requests", LEASE, () -> waiting.forEach(this::handle))
                    || waiting.size() < BATCH) {
                return;
            }
        }
    }

    private void handle(MailRequest request) {
        transactions.inTransaction(() -> {
            boolean mine = store.take(request.id());
            Instant now = clock.instant();
            if (mine && !now.isAfter(request.createdAt().plus(KEPT))) {
                accounts.findByEmail(request.email()).ifPresent(account -> mails.mail(request, account, now));
            }
        });
    }
}
