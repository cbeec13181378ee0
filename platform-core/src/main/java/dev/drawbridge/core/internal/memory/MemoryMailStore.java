package dev.drawbridge.core.internal.memory;

import dev.drawbridge.core.spi.store.MailBacklog;
import dev.drawbridge.core.spi.store.MailStore;
import dev.drawbridge.core.spi.store.MailUrgency;
import dev.drawbridge.core.spi.store.QueuedMail;
import dev.drawbridge.core.spi.store.UnsolicitedMail;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps mails in memory. Thread-safe. */
public final class MemoryMailStore implements MailStore {

    private static final Comparator<Row> ORDER =
            Comparator.comparingLong(row -> row.mail().order());

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
        if (!rows.insert(mail.id(), new Row(mail, null, mail.label().unsolicited()))) {
            throw new IllegalStateException("There is a mail with this id already: " + mail.id());
        }
    }

    @Override
    public List<QueuedMail> claimDue(Instant now, Instant claimedUntil, MailUrgency least, int limit) {
        return claim(row -> row.due(now) && row.mail().order() < least.end(), claimedUntil, limit);
    }

    @Override
    public List<QueuedMail> claimNotices(
            String to, Optional<String> topic, Instant now, Instant claimedUntil, int limit) {
        return claim(
                row -> row.due(now)
                        && row.noticeTo(to)
                        && topic.map(row.mail().label().topic()::equals).orElse(true),
                claimedUntil,
                limit);
    }

    @Override
    public boolean renew(String id, int attempt, Instant claimedUntil) {
        return change(id, attempt, row -> row.with(row.mail().dueAt(claimedUntil), null));
    }

    @Override
    public void finish(String id, int attempt, End end, Instant at) {
        change(id, attempt, row -> row.with(row.mail().withoutBody(at), end));
    }

    @Override
    public void retryAt(String id, int attempt, Instant dueAt) {
        renew(id, attempt, dueAt);
    }

    @Override
    public void postponeNotices(String to, Instant now, Instant dueAt) {
        transactions.inTransaction(() -> rows.list(row -> row.due(now) && row.noticeTo(to))
                .forEach(row -> rows.put(row.mail().id(), row.with(row.mail().dueAt(dueAt), null))));
    }

    @Override
    public List<Instant> noticesSent(String to, Instant since) {
        return rows
                .list(row -> row.noticeTo(to)
                        && row.end() == End.SENT
                        && row.mail().dueAt().isAfter(since))
                .stream()
                .map(row -> row.mail().dueAt())
                .sorted()
                .toList();
    }

    @Override
    public List<UnsolicitedMail> unsolicited(String to, Instant since) {
        return rows
                .list(row -> row.unsolicited()
                        && row.end() != End.FAILED
                        && row.mail().to().equals(to)
                        && row.mail().createdAt().isAfter(since))
                .stream()
                .map(row -> new UnsolicitedMail(
                        row.mail().label().kind(),
                        row.mail().createdAt(),
                        row.end() == null && row.mail().attempts() > 0
                                ? row.mail().createdAt()
                                : row.mail().dueAt(),
                        row.end() == null))
                .sorted(Comparator.comparing(UnsolicitedMail::createdAt))
                .toList();
    }

    @Override
    public void wanted(String to, String topic) {
        transactions.inTransaction(() -> rows.list(row ->
                        row.mail().to().equals(to) && row.mail().label().topic().equals(topic))
                .forEach(row -> rows.put(row.mail().id(), new Row(row.mail(), row.end(), false))));
    }

    @Override
    public int purge(Instant before, int limit) {
        return rows.removeIf(row -> row.mail().expiresAt().isBefore(before), limit);
    }

    private List<QueuedMail> claim(Predicate<Row> which, Instant claimedUntil, int limit) {
        return transactions.inTransaction(() -> {
            List<Row> found =
                    rows.list(which).stream().sorted(ORDER).limit(limit).toList();
            found.forEach(row -> rows.put(row.mail().id(), row.with(row.mail().claimed(claimedUntil), null)));
            return found.stream().map(row -> row.mail().claimed(claimedUntil)).toList();
        });
    }

    private boolean change(String id, int attempt, Function<Row, Row> change) {
        return transactions.inTransaction(() -> {
            Optional<Row> found =
                    rows.find(id).filter(row -> row.end() == null && row.mail().attempts() == attempt);
            found.ifPresent(row -> rows.put(id, change.apply(row)));
            return found.isPresent();
        });
    }

    private record Row(QueuedMail mail, @Nullable End end, boolean unsolicited) {

        boolean due(Instant now) {
            return end == null && !mail.dueAt().isAfter(now);
        }

        boolean noticeTo(String to) {
            return mail.label().urgency() == MailUrgency.NOTICE && mail.to().equals(to);
        }

        Row with(QueuedMail changed, @Nullable End ended) {
            return new Row(changed, ended, unsolicited);
        }
    }

    @Override
    public MailBacklog backlog() {
        List<Row> waiting = rows.list(row -> row.end() == null);
        return new MailBacklog(
                waiting.size(),
                waiting.stream().filter(row -> row.mail().attempts() > 0).count(),
                rows.list(row -> row.end() == End.FAILED).size(),
                waiting.stream()
                        .map(row -> row.mail().createdAt())
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }
}
