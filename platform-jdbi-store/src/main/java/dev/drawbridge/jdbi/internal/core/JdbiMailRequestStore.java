package dev.drawbridge.jdbi.internal.core;

import dev.drawbridge.core.spi.account.MailRequest;
import dev.drawbridge.core.spi.account.MailRequestStore;
import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import java.util.List;

/** Requests for mails in {@code dp_mail_request}. Thread-safe. */
final class JdbiMailRequestStore implements MailRequestStore {

    private static final String INSERT = """
            insert into dp_mail_request (id, kind, email, source, device, created_at)
            values (:id, :kind, :email, :source, :device, :createdAt)""";

    private static final String OLDEST = """
            select id, kind, email, source, device, created_at from dp_mail_request order by id limit :limit""";

    private static final String TAKE = "delete from dp_mail_request where id = :id";

    private static final String COUNT = "select count(*) from dp_mail_request";

    private final JdbiTransactions transactions;

    JdbiMailRequestStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void insert(MailRequest request) {
        transactions.useHandle(handle -> handle.createUpdate(INSERT)
                .bind("id", request.id())
                .bind("kind", request.kind().name())
                .bind("email", request.email())
                .bind("source", request.source())
                .bind("device", request.device())
                .bind("createdAt", request.createdAt())
                .execute());
    }

    @Override
    public List<MailRequest> oldest(int limit) {
        return transactions.withHandle(handle -> handle.createQuery(OLDEST)
                .bind("limit", limit)
                .map((row, context) -> new MailRequest(
                        row.getString("id"),
                        MailRequest.Kind.valueOf(row.getString("kind")),
                        row.getString("email"),
                        row.getString("source"),
                        row.getString("device"),
                        Columns.instant(row, "created_at")))
                .list());
    }

    @Override
    public boolean take(String id) {
        return transactions.withHandle(
                handle -> handle.createUpdate(TAKE).bind("id", id).execute() == 1);
    }

    @Override
    public int count() {
        return transactions.withHandle(
                handle -> handle.createQuery(COUNT).mapTo(Integer.class).one());
    }
}
