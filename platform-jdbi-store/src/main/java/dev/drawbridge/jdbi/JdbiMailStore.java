package dev.drawbridge.jdbi;

import dev.drawbridge.core.mail.MailStore;
import dev.drawbridge.core.mail.QueuedMail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Mails that wait in {@code dp_mail}. Thread-safe. */
final class JdbiMailStore implements MailStore {

    private static final String INSERT = """
            insert into dp_mail
                (id, kind, to_address, subject, body, status, attempts, due_at, created_at, expires_at)
            values (:id, :kind, :to, :subject, :body, 'WAITING', :attempts, :dueAt, :createdAt, :expiresAt)""";

    private static final String DUE = """
            select id, kind, to_address, subject, body, attempts, due_at, created_at, expires_at
            from dp_mail where status = 'WAITING' and due_at <= :now order by due_at limit :limit""";

    private static final String CLAIM = """
            update dp_mail set attempts = attempts + 1, due_at = :claimedUntil
            where id = :id and attempts = :attempts and status = 'WAITING'""";

    private static final String FINISH = """
            update dp_mail set status = :status, body = ''
            where id = :id and attempts = :attempt and status = 'WAITING'""";

    private static final String RETRY = """
            update dp_mail set due_at = :dueAt where id = :id and attempts = :attempt and status = 'WAITING'""";

    private static final String PURGE = """
            delete from dp_mail where id in (
                select id from dp_mail where expires_at < :before limit :limit)""";

    private final JdbiTransactions transactions;

    JdbiMailStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void insert(QueuedMail mail) {
        transactions.useHandle(handle -> handle.createUpdate(INSERT)
                .bind("id", mail.id())
                .bind("kind", mail.kind())
                .bind("to", mail.to())
                .bind("subject", mail.subject())
                .bind("body", mail.sealedBody())
                .bind("attempts", mail.attempts())
                .bind("dueAt", mail.dueAt())
                .bind("createdAt", mail.createdAt())
                .bind("expiresAt", mail.expiresAt())
                .execute());
    }

    // Each row is claimed by itself and only if nobody claimed it since it was read: no lock is held in between.
    @Override
    public List<QueuedMail> claimDue(Instant now, Instant claimedUntil, int limit) {
        return transactions.withHandle(handle ->
                handle.createQuery(DUE).bind("now", now).bind("limit", limit).map(JdbiMailStore::read).list().stream()
                        .filter(mail -> claim(handle, mail, claimedUntil))
                        .map(mail -> claimed(mail, claimedUntil))
                        .toList());
    }

    @Override
    public void finish(String id, int attempt, boolean sent) {
        transactions.useHandle(handle -> handle.createUpdate(FINISH)
                .bind("id", id)
                .bind("attempt", attempt)
                .bind("status", sent ? "SENT" : "FAILED")
                .execute());
    }

    @Override
    public void retryAt(String id, int attempt, Instant dueAt) {
        transactions.useHandle(handle -> handle.createUpdate(RETRY)
                .bind("id", id)
                .bind("attempt", attempt)
                .bind("dueAt", dueAt)
                .execute());
    }

    @Override
    public int purge(Instant before, int limit) {
        return transactions.withHandle(handle -> handle.createUpdate(PURGE)
                .bind("before", before)
                .bind("limit", limit)
                .execute());
    }

    private static boolean claim(Handle handle, QueuedMail mail, Instant claimedUntil) {
        return handle.createUpdate(CLAIM)
                        .bind("id", mail.id())
                        .bind("attempts", mail.attempts())
                        .bind("claimedUntil", claimedUntil)
                        .execute()
                == 1;
    }

    private static QueuedMail claimed(QueuedMail mail, Instant claimedUntil) {
        return new QueuedMail(
                mail.id(),
                mail.kind(),
                mail.to(),
                mail.subject(),
                mail.sealedBody(),
                mail.attempts() + 1,
                claimedUntil,
                mail.createdAt(),
                mail.expiresAt());
    }

    private static QueuedMail read(ResultSet row, StatementContext context) throws SQLException {
        return new QueuedMail(
                row.getString("id"),
                row.getString("kind"),
                row.getString("to_address"),
                row.getString("subject"),
                row.getString("body"),
                row.getInt("attempts"),
                Columns.instant(row, "due_at"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "expires_at"));
    }
}
