package dev.drawbridge.examples.host;

import dev.drawbridge.core.spi.Mail;
import dev.drawbridge.core.spi.Mailer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The mailbox of development mode: every mail, kept in the database so that all nodes show it. Thread-safe. */
final class Mailbox implements Mailer {

    /** One mail as {@code /dev/mailbox} shows it. */
    record Item(String to, String subject, String text, String html, List<String> links, Instant at) {}

    /** The sender, if the SMTP URL names none. */
    static final String SENDER = "noreply@fieldwork.test";

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");
    private static final int MOST = 100;

    private final Sql sql;
    private final InstantSource clock;

    Mailbox(Sql sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public void send(Mail mail) {
        sql.inTransaction(connection -> {
            Sql.update(connection, "delete from fw_mail where idempotency_key = ?", mail.idempotencyKey());
            return Sql.update(
                    connection,
                    """
                    insert into fw_mail (idempotency_key, recipient, subject, plain, html, sent_at)
                    values (?, ?, ?, ?, ?, ?)
                    """,
                    mail.idempotencyKey(),
                    mail.to(),
                    mail.subject(),
                    mail.text(),
                    mail.html(),
                    clock.instant());
        });
    }

    /** Lists mails, newest first; an empty address lists all. */
    List<Item> to(String address) {
        return sql.query(
                "select recipient, subject, plain, html, sent_at from fw_mail where ? = '' or lower(recipient) = lower(?)"
                        + " order by sent_at desc, idempotency_key desc limit " + MOST,
                row -> new Item(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        LINK.matcher(row.getString(3))
                                .results()
                                .map(MatchResult::group)
                                .toList(),
                        row.getTimestamp(5).toInstant()),
                address,
                address);
    }
}
