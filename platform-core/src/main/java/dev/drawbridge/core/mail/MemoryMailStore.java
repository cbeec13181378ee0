package dev.drawbridge.core.mail;

import dev.drawbridge.core.tx.MemoryTable;
import dev.drawbridge.core.tx.MemoryTransactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Keeps mails in memory. Thread-safe. */
public final class MemoryMailStore implements MailStore {

    private final MemoryTransactions transactions;
    private final MemoryTable<String, Row> rows;

    /**
     * Makes an empty store.
     *
     * @param transactions shared by all memory stores of a platform
     */
    public MemoryMailStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.rows = transactions.table();
    }

    @Override
    public void insert(QueuedMail mail) {
        if (!rows.insert(mail.id(), new Row(mail, false))) {
            throw new IllegalStateException("There is a mail with this id already: " + mail.id());
        }
    }

    @Override
    public List<QueuedMail> claimDue(Instant now, Instant claimedUntil, int limit) {
        return transactions.inTransaction(() -> rows.list(row -> row.due(now)).stream()
                .limit(limit)
                .map(row -> with(row.mail(), row.mail().sealedBody(), row.mail().attempts() + 1, claimedUntil))
                .peek(mail -> rows.put(mail.id(), new Row(mail, false)))
                .toList());
    }

    @Override
    public void finish(String id, int attempt, boolean sent) {
        change(id, attempt, mail -> new Row(with(mail, "", mail.attempts(), mail.dueAt()), true));
    }

    @Override
    public void retryAt(String id, int attempt, Instant dueAt) {
        change(id, attempt, mail -> new Row(with(mail, mail.sealedBody(), mail.attempts(), dueAt), false));
    }

    @Override
    public int purge(Instant before, int limit) {
        return rows.removeIf(row -> row.mail().expiresAt().isBefore(before), limit);
    }

    private void change(String id, int attempt, Function<QueuedMail, Row> change) {
        transactions.inTransaction(() -> {
            Optional<Row> found =
                    rows.find(id).filter(row -> !row.finished() && row.mail().attempts() == attempt);
            found.ifPresent(row -> rows.put(id, change.apply(row.mail())));
        });
    }

    private static QueuedMail with(QueuedMail mail, String sealedBody, int attempts, Instant dueAt) {
        return new QueuedMail(
                mail.id(),
                mail.kind(),
                mail.to(),
                mail.subject(),
                sealedBody,
                attempts,
                dueAt,
                mail.createdAt(),
                mail.expiresAt());
    }

    private record Row(QueuedMail mail, boolean finished) {

        boolean due(Instant now) {
            return !finished && !mail.dueAt().isAfter(now);
        }
    }
}
