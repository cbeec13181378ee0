package dev.drawbridge.jdbi.internal.oauth;

import static dev.drawbridge.jdbi.internal.oauth.OAuthColumns.RESOURCES;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.APP;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.BOOLEAN;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.COMPANY;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.HASH;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.SCOPES;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.USER;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.UserId;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import dev.drawbridge.oauth.spi.AuthorizationRequest;
import dev.drawbridge.oauth.spi.Interaction;
import dev.drawbridge.oauth.spi.InteractionStore;
import java.time.Instant;
import java.util.Optional;

/** Interactions in {@code dp_interaction}. Thread-safe. */
final class JdbiInteractionStore implements InteractionStore {

    private static final Table<Interaction> TABLE = new Table<>("dp_interaction", JdbiInteractionStore::columns);

    private static final String FIND = "select * from dp_interaction where id = :id";

    private static final String CHOOSE = """
            update dp_interaction set user_id = :user, company_id = :company
            where id = :id and consumed_at is null and expires_at > :now""";

    private static final String CONSUME = """
            update dp_interaction set consumed_at = :now
            where id = :id and consumed_at is null and expires_at > :now and user_id = :user and company_id = :company""";

    private static final Purge PURGE = Purge.expired("dp_interaction", "id");

    private final JdbiTransactions transactions;

    JdbiInteractionStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void insert(Interaction interaction) {
        transactions.useHandle(handle -> TABLE.insert(handle, interaction));
    }

    @Override
    public Optional<Interaction> find(String id) {
        return TABLE.find(transactions, FIND, query -> query.bind("id", id));
    }

    @Override
    public boolean choose(String id, UserId user, CompanyId company, Instant now) {
        return update(CHOOSE, id, user, company, now);
    }

    @Override
    public boolean consume(String id, UserId user, CompanyId company, Instant now) {
        return update(CONSUME, id, user, company, now);
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private boolean update(String statement, String id, UserId user, CompanyId company, Instant now) {
        return transactions.changesOne(
                statement,
                update -> update.bind("id", id)
                        .bind("user", user.value())
                        .bind("company", company.value())
                        .bind("now", now));
    }

    private static Interaction columns(Row<Interaction> row) {
        return new Interaction(
                row.column("id", TEXT, Interaction::id),
                row.column("browser_hash", HASH, Interaction::browser),
                row.part(Interaction::request, JdbiInteractionStore::request),
                row.nullable("pushed_hash", HASH, Interaction::pushed),
                row.nullable("user_id", USER, Interaction::user),
                row.nullable("company_id", COMPANY, Interaction::company),
                row.column("expires_at", INSTANT, Interaction::expiresAt),
                row.nullable("consumed_at", INSTANT, Interaction::consumedAt));
    }

    private static AuthorizationRequest request(Row<AuthorizationRequest> row) {
        return new AuthorizationRequest(
                row.column("app_id", APP, AuthorizationRequest::app),
                row.part(AuthorizationRequest::binding, OAuthColumns::binding),
                row.nullable("state", TEXT, AuthorizationRequest::state),
                row.column("scopes", SCOPES, AuthorizationRequest::scopes),
                row.column("resources", RESOURCES, AuthorizationRequest::resources),
                row.column("page_required", BOOLEAN, AuthorizationRequest::pageRequired));
    }
}
