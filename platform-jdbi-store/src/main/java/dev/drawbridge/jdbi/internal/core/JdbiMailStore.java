package dev.drawbridge.jdbi.internal.core;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.BOOLEAN;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INTEGER;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.LONG;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.core.spi.store.MailBacklog;
import dev.drawbridge.core.spi.store.MailLabel;
import dev.drawbridge.core.spi.store.MailStore;
import dev.drawbridge.core.spi.store.MailUrgency;
import dev.drawbridge.core.spi.store.QueuedMail;
import dev.drawbridge.core.spi.store.UnsolicitedMail;
import dev.drawbridge.jdbi.internal.sql.ColumnType;
import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Mails that wait in {@code dp_mail}. Thread-safe. */
final class JdbiMailStore implements MailStore {

    private static final Table<QueuedMail> TABLE = new Table<>("dp_mail", JdbiMailStore::columns);

    private static final String DUE = """
            select id, attempts from dp_mail
            where status = 'WAITING' and send_order < :end and due_at <= :now order by send_order limit :limit""";

    private static final String NOTICES_DUE = """
            select id, attempts from dp_mail
            where to_address = :to and status = 'WAITING' and urgency = 'NOTICE' and due_at <= :now
                and (:any = 1 or topic = :topic)
            order by send_order limit :limit""";

    private static final String FIND = "select * from dp_mail where id = :id";

    private static final String CLAIM = """
            update dp_mail set attempts = attempts + 1, due_at = :claimedUntil
            where id = :id and attempts = :attempts and status = 'WAITING'""";

    private static final String FINISH = """
            update dp_mail set status = :status, body = '', due_at = :at
            where id = :id and attempts = :attempt and status = 'WAITING'""";

    private static final String RETRY = """
            update dp_mail set due_at = :dueAt where id = :id and attempts = :attempt and status = 'WAITING'""";

    private static final String POSTPONE = """
            update dp_mail set due_at = :dueAt
            where to_address = :to and status = 'WAITING' and urgency = 'NOTICE' and due_at <= :now""";

    private static final String BACKLOG = """
            select count(case when status = 'WAITING' then 1 end) as waiting,
                count(case when status = 'WAITING' and attempts > 0 then 1 end) as retried,
                count(case when status = 'FAILED' then 1 end) as failed,
                min(case when status = 'WAITING' then created_at end) as oldest
            from dp_mail where status in ('WAITING', 'FAILED')""";

    private static final String NOTICES_SENT = """
            select due_at from dp_mail
            where to_address = :to and status = 'SENT' and urgency = 'NOTICE' and due_at > :since order by due_at""";

    private static final String UNSOLICITED = """
            select kind, created_at, status, case when status = 'WAITING' and attempts > 0 then created_at else due_at end as at
            from dp_mail
            where to_address = :to and unsolicited = true and status in ('WAITING', 'SENT') and created_at > :since
            order by created_at""";

    private static final String WANTED =
            "update dp_mail set unsolicited = false where to_address = :to and topic = :topic and unsolicited = true";

    private static final Purge PURGE = Purge.expired("dp_mail", "id");

    /** How many more rows are looked at than claimed, because other senders look at the same ones. */
    private static final int OTHERS = 16;

    private final JdbiTransactions transactions;

    JdbiMailStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void insert(QueuedMail mail) {
        transactions.useHandle(handle -> TABLE.insert(handle, mail));
    }

    @Override
    public List<QueuedMail> claimDue(Instant now, Instant claimedUntil, MailUrgency least, int limit) {
        return transactions.withHandle(handle -> claim(
                handle,
                handle.createQuery(DUE)
                        .bind("end", least.end())
                        .bind("now", now)
                        .bind("limit", limit + OTHERS)
                        .map(Candidate::read)
                        .list(),
                claimedUntil,
                limit));
    }

    @Override
    public List<QueuedMail> claimNotices(
            String to, Optional<String> topic, Instant now, Instant claimedUntil, int limit) {
        return transactions.withHandle(handle -> claim(
                handle,
                handle.createQuery(NOTICES_DUE)
                        .bind("to", to)
                        .bind("any", topic.isEmpty() ? 1 : 0)
                        .bind("topic", topic.orElse(""))
                        .bind("now", now)
                        .bind("limit", limit)
                        .map(Candidate::read)
                        .list(),
                claimedUntil,
                limit));
    }

    @Override
    public boolean renew(String id, int attempt, Instant claimedUntil) {
        return transactions.withHandle(handle -> due(handle, id, attempt, claimedUntil));
    }

    @Override
    public void finish(String id, int attempt, End end, Instant at) {
        transactions.change(
                FINISH,
                update -> update.bind("id", id)
                        .bind("attempt", attempt)
                        .bind("status", end.name())
                        .bind("at", at));
    }

    @Override
    public void retryAt(String id, int attempt, Instant dueAt) {
        transactions.useHandle(handle -> due(handle, id, attempt, dueAt));
    }

    @Override
    public void postponeNotices(String to, Instant now, Instant dueAt) {
        transactions.change(
                POSTPONE, update -> update.bind("to", to).bind("now", now).bind("dueAt", dueAt));
    }

    @Override
    public List<Instant> noticesSent(String to, Instant since) {
        return transactions.withHandle(handle -> handle.createQuery(NOTICES_SENT)
                .bind("to", to)
                .bind("since", since)
                .map((row, context) -> Columns.instant(row, "due_at"))
                .list());
    }

    @Override
    public List<UnsolicitedMail> unsolicited(String to, Instant since) {
        return transactions.withHandle(handle -> handle.createQuery(UNSOLICITED)
                .bind("to", to)
                .bind("since", since)
                .map((row, context) -> new UnsolicitedMail(
                        row.getString("kind"),
                        Columns.instant(row, "created_at"),
                        Columns.instant(row, "at"),
                        row.getString("status").equals("WAITING")))
                .list());
    }

    @Override
    public void wanted(String to, String topic) {
        transactions.change(WANTED, update -> update.bind("to", to).bind("topic", topic));
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    // Each row is claimed by itself and only if nobody claimed it since it was read: no lock is held in between.
    private static List<QueuedMail> claim(Handle handle, List<Candidate> candidates, Instant claimedUntil, int limit) {
        return candidates.stream()
                .filter(candidate -> claim(handle, candidate, claimedUntil))
                .limit(limit)
                .map(candidate -> handle.createQuery(FIND)
                        .bind("id", candidate.id())
                        .map(TABLE)
                        .one())
                .toList();
    }

    private static boolean claim(Handle handle, Candidate candidate, Instant claimedUntil) {
        return handle.createUpdate(CLAIM)
                        .bind("id", candidate.id())
                        .bind("attempts", candidate.attempts())
                        .bind("claimedUntil", claimedUntil)
                        .execute()
                == 1;
    }

    private static boolean due(Handle handle, String id, int attempt, Instant dueAt) {
        return handle.createUpdate(RETRY)
                        .bind("id", id)
                        .bind("attempt", attempt)
                        .bind("dueAt", dueAt)
                        .execute()
                == 1;
    }

    private static QueuedMail columns(Row<QueuedMail> row) {
        row.derived("send_order", LONG, QueuedMail::order);
        row.derived("status", TEXT, mail -> "WAITING");
        return new QueuedMail(
                row.column("id", TEXT, QueuedMail::id),
                row.part(QueuedMail::label, JdbiMailStore::label),
                row.column("to_address", TEXT, QueuedMail::to),
                row.column("subject", TEXT, QueuedMail::subject),
                row.column("body", TEXT, QueuedMail::sealedBody),
                row.column("attempts", INTEGER, QueuedMail::attempts),
                row.column("due_at", INSTANT, QueuedMail::dueAt),
                row.column("created_at", INSTANT, QueuedMail::createdAt),
                row.column("expires_at", INSTANT, QueuedMail::expiresAt));
    }

    private static MailLabel label(Row<MailLabel> row) {
        return new MailLabel(
                row.column("kind", TEXT, MailLabel::kind),
                row.column("urgency", ColumnType.names(MailUrgency.class), MailLabel::urgency),
                row.column("topic", TEXT, MailLabel::topic),
                row.column("unsolicited", BOOLEAN, MailLabel::unsolicited));
    }

    private record Candidate(String id, int attempts) {

        static Candidate read(ResultSet row, StatementContext context) throws SQLException {
            return new Candidate(row.getString("id"), row.getInt("attempts"));
        }
    }

    @Override
    public MailBacklog backlog() {
        return transactions.withHandle(handle -> handle.createQuery(BACKLOG)
                .map((row, context) -> new MailBacklog(
                        row.getLong("waiting"),
                        row.getLong("retried"),
                        row.getLong("failed"),
                        Columns.instantOrNull(row, "oldest")))
                .one());
    }
}
