package dev.drawbridge.jdbi.internal.core;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.DEVELOPER;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.HASH;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.account.LinkStore;
import dev.drawbridge.core.spi.account.MailLink;
import dev.drawbridge.jdbi.internal.sql.ColumnType;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Links in {@code dp_mail_link}. Thread-safe. */
final class JdbiLinkStore implements LinkStore {

    private static final Table<MailLink> TABLE = new Table<>("dp_mail_link", JdbiLinkStore::columns);

    // The developer's row is the lock: links of one developer are issued one by one.
    private static final String LOCK = "select id from dp_developer where id = :developer for update";

    private static final String LIVE = """
            select hash from dp_mail_link
            where developer_id = :developer and kind = :kind and source = :source and status = 'LIVE' and hash <> :hash
            order by created_at desc""";

    private static final String END = "update dp_mail_link set status = 'ENDED' where hash = :hash and status = 'LIVE'";

    private static final String END_ALL = """
            update dp_mail_link set status = 'ENDED'
            where developer_id = :developer and kind = :kind and status = 'LIVE'""";

    private static final String FIND = "select * from dp_mail_link where hash = :hash";

    private static final String USE = """
            update dp_mail_link set status = 'USED' where hash = :hash and status = 'LIVE' and expires_at > :now""";

    private static final Purge PURGE = Purge.expired("dp_mail_link", "hash");

    private final JdbiTransactions transactions;

    JdbiLinkStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void issue(MailLink link, int maxLive) {
        transactions.inTransaction(() -> transactions.useHandle(handle -> {
            handle.createQuery(LOCK)
                    .bind("developer", link.developer().value())
                    .mapTo(String.class)
                    .findOne();
            TABLE.insert(handle, link);
            List<String> older = handle.createQuery(LIVE)
                    .bind("developer", link.developer().value())
                    .bind("kind", link.kind().name())
                    .bind("source", link.source())
                    .bind("hash", link.hash().value())
                    .mapTo(String.class)
                    .list();
            older.stream()
                    .skip(maxLive - 1L)
                    .forEach(hash -> handle.createUpdate(END).bind("hash", hash).execute());
        }));
    }

    @Override
    public Optional<MailLink> find(TokenHash hash) {
        return TABLE.find(transactions, FIND, query -> query.bind("hash", hash.value()));
    }

    @Override
    public boolean use(TokenHash hash, Instant now) {
        return transactions.changesOne(
                USE, update -> update.bind("hash", hash.value()).bind("now", now));
    }

    @Override
    public void endAll(DeveloperId developer, MailLink.Kind kind) {
        transactions.change(
                END_ALL, update -> update.bind("developer", developer.value()).bind("kind", kind.name()));
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static MailLink columns(Row<MailLink> row) {
        return new MailLink(
                row.column("hash", HASH, MailLink::hash),
                row.column("kind", ColumnType.names(MailLink.Kind.class), MailLink::kind),
                row.column("developer_id", DEVELOPER, MailLink::developer),
                row.column("email", TEXT, MailLink::email),
                row.column("source", TEXT, MailLink::source),
                row.column("status", ColumnType.names(MailLink.Status.class), MailLink::status),
                row.column("created_at", INSTANT, MailLink::createdAt),
                row.column("expires_at", INSTANT, MailLink::expiresAt));
    }
}
