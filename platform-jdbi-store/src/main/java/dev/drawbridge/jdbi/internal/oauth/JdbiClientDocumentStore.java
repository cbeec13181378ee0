package dev.drawbridge.jdbi.internal.oauth;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.oauth.spi.ClientDocumentStore;
import java.time.Instant;
import java.util.List;

/** When documents of clients are read again, in {@code dp_client_document}. Thread-safe. */
final class JdbiClientDocumentStore implements ClientDocumentStore {

    private static final String INSERT = "insert into dp_client_document (app_id, read_again_at) values (:app, :at)";

    private static final String UPDATE = "update dp_client_document set read_again_at = :at where app_id = :app";

    private static final String DUE = """
            select app_id from dp_client_document where read_again_at <= :now
            order by read_again_at fetch first :limit rows only""";

    private static final String DELETE = "delete from dp_client_document where app_id = :app";

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    JdbiClientDocumentStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    @Override
    public void readAgain(AppId app, Instant at) {
        transactions.useHandle(handle -> {
            boolean inserted = dialect.insertIfAbsent(
                    handle, INSERT, insert -> insert.bind("app", app.value()).bind("at", at));
            if (!inserted) {
                handle.createUpdate(UPDATE)
                        .bind("app", app.value())
                        .bind("at", at)
                        .execute();
            }
        });
    }

    @Override
    public List<AppId> due(Instant now, int limit) {
        return transactions.listValues(DUE, query -> query.bind("now", now).bind("limit", limit), AppId::new);
    }

    @Override
    public void remove(AppId app) {
        transactions.change(DELETE, update -> update.bind("app", app.value()));
    }
}
