package dev.drawbridge.jdbi.internal.core;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.core.spi.account.MailRequest;
import dev.drawbridge.core.spi.account.MailRequestStore;
import dev.drawbridge.jdbi.internal.sql.ColumnType;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import java.util.List;

/** Requests for mails in {@code dp_mail_request}. Thread-safe. */
final class JdbiMailRequestStore implements MailRequestStore {

    private static final Table<MailRequest> TABLE = new Table<>("dp_mail_request", JdbiMailRequestStore::columns);

    private static final String OLDEST = "select * from dp_mail_request order by id limit :limit";

    private static final String TAKE = "delete from dp_mail_request where id = :id";

    private static final String COUNT = "select count(*) from dp_mail_request";

    private final JdbiTransactions transactions;

    JdbiMailRequestStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void insert(MailRequest request) {
        transactions.useHandle(handle -> TABLE.insert(handle, request));
    }

    @Override
    public List<MailRequest> oldest(int limit) {
        return TABLE.list(transactions, OLDEST, query -> query.bind("limit", limit));
    }

    @Override
    public boolean take(String id) {
        return transactions.changesOne(TAKE, update -> update.bind("id", id));
    }

    @Override
    public int count() {
        return transactions.withHandle(
                handle -> handle.createQuery(COUNT).mapTo(Integer.class).one());
    }

    private static MailRequest columns(Row<MailRequest> row) {
        return new MailRequest(
                row.column("id", TEXT, MailRequest::id),
                row.column("kind", ColumnType.names(MailRequest.Kind.class), MailRequest::kind),
                row.column("email", TEXT, MailRequest::email),
                row.column("source", TEXT, MailRequest::source),
                row.column("device", TEXT, MailRequest::device),
                row.column("created_at", INSTANT, MailRequest::createdAt));
    }
}
