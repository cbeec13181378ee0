package dev.drawbridge.jdbi.internal.oauth;

import static dev.drawbridge.jdbi.internal.oauth.OAuthColumns.FAMILY;
import static dev.drawbridge.jdbi.internal.oauth.OAuthColumns.RESOURCES;
import static dev.drawbridge.jdbi.internal.oauth.OAuthColumns.THUMBPRINT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.APP;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.BOOLEAN;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.GRANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.LONG;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.SCOPES;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import dev.drawbridge.oauth.spi.Family;
import dev.drawbridge.oauth.spi.FamilyId;
import dev.drawbridge.oauth.spi.FamilyStore;
import dev.drawbridge.oauth.spi.Rotations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Refresh families in {@code dp_family}. Thread-safe. */
final class JdbiFamilyStore implements FamilyStore {

    private static final Table<Family> TABLE = new Table<>("dp_family", JdbiFamilyStore::columns);

    private static final String FIND = "select * from dp_family where id = :id";

    private static final String ROTATE = """
            update dp_family
            set generation = generation + 1, rotated_at = :now, idle_until = least(:idleUntil, expires_at)
            where id = :id and generation = :generation and ended = false and idle_until > :now and expires_at > :now""";

    private static final String RENEW = """
            update dp_family set idle_until = least(:idleUntil, expires_at)
            where id = :id and generation = :generation and ended = false and idle_until > :now and expires_at > :now""";

    private static final String END = "update dp_family set ended = true where id = :id and ended = false";

    private static final String END_ALL = """
            update dp_family set ended = true where grant_id = :grant and ended = false""";

    private static final Purge PURGE = Purge.expired("dp_family", "id");

    private final JdbiTransactions transactions;

    JdbiFamilyStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void insert(Family family) {
        transactions.useHandle(handle -> TABLE.insert(handle, family));
    }

    @Override
    public Optional<Family> find(FamilyId id) {
        return TABLE.find(transactions, FIND, query -> query.bind("id", id.value()));
    }

    @Override
    public Rotation rotate(FamilyId id, long generation, Instant now, Duration idle, Duration grace) {
        if (changed(ROTATE, id, generation, now, now.plus(idle))) {
            return Rotation.ROTATED;
        }
        // Nothing was changed, so a statement of its own may tell why; a family only ever moves on.
        return find(id).map(family -> Rotations.explain(family, generation, now, grace))
                .orElse(Rotation.UNKNOWN);
    }

    @Override
    public boolean renew(FamilyId id, long generation, Instant now, Duration idle) {
        return changed(RENEW, id, generation, now, now.plus(idle));
    }

    private boolean changed(String sql, FamilyId id, long generation, Instant now, Instant idleUntil) {
        return transactions.changesOne(
                sql,
                update -> update.bind("id", id.value())
                        .bind("generation", generation)
                        .bind("now", now)
                        .bind("idleUntil", idleUntil));
    }

    @Override
    public boolean end(FamilyId id) {
        return transactions.changesOne(END, update -> update.bind("id", id.value()));
    }

    @Override
    public int endAll(GrantId grant) {
        return transactions.change(END_ALL, update -> update.bind("grant", grant.value()));
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static Family columns(Row<Family> row) {
        return new Family(
                row.column("id", FAMILY, Family::id),
                row.column("app_id", APP, Family::app),
                row.column("grant_id", GRANT, Family::grant),
                row.column("scopes", SCOPES, Family::scopes),
                row.column("resources", RESOURCES, Family::resources),
                row.nullable("bound_to", THUMBPRINT, Family::boundTo),
                row.column("salt", TEXT, Family::salt),
                row.column("key_id", TEXT, Family::keyId),
                row.column("authenticated_at", INSTANT, Family::authenticatedAt),
                row.column("created_at", INSTANT, Family::createdAt),
                row.column("expires_at", INSTANT, Family::expiresAt),
                row.part(Family::state, JdbiFamilyStore::state));
    }

    private static Family.State state(Row<Family.State> row) {
        return new Family.State(
                row.column("generation", LONG, Family.State::generation),
                row.column("rotated_at", INSTANT, Family.State::rotatedAt),
                row.column("idle_until", INSTANT, Family.State::idleUntil),
                row.column("ended", BOOLEAN, Family.State::ended));
    }
}
