package dev.drawbridge.jdbi.internal.oauth;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.oauth.spi.Family;
import dev.drawbridge.oauth.spi.FamilyId;
import dev.drawbridge.oauth.spi.FamilyStore;
import dev.drawbridge.oauth.spi.JwkThumbprint;
import dev.drawbridge.oauth.spi.Resources;
import dev.drawbridge.oauth.spi.Rotations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Refresh families in {@code dp_family}. Thread-safe. */
final class JdbiFamilyStore implements FamilyStore {

    private static final String INSERT = """
            insert into dp_family
                (id, app_id, grant_id, scopes, salt, key_id, authenticated_at, created_at, expires_at, generation,
                rotated_at, idle_until, ended, resources, bound_to)
            values (:id, :app, :grant, :scopes, :salt, :keyId, :authenticatedAt, :createdAt, :expiresAt, :generation,
                :rotatedAt, :idleUntil, :ended, :resources, :boundTo)""";

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
        Family.State state = family.state();
        JwkThumbprint boundTo = family.boundTo();
        transactions.useHandle(handle -> handle.createUpdate(INSERT)
                .bind("id", family.id().value())
                .bind("app", family.app().value())
                .bind("grant", family.grant().value())
                .bind("scopes", family.scopes().toWire())
                .bind("salt", family.salt())
                .bind("keyId", family.keyId())
                .bind("authenticatedAt", family.authenticatedAt())
                .bind("createdAt", family.createdAt())
                .bind("expiresAt", family.expiresAt())
                .bind("generation", state.generation())
                .bind("rotatedAt", state.rotatedAt())
                .bind("idleUntil", state.idleUntil())
                .bind("ended", state.ended())
                .bind("resources", family.resources().toWire())
                .bind("boundTo", boundTo == null ? null : boundTo.value())
                .execute());
    }

    @Override
    public Optional<Family> find(FamilyId id) {
        return transactions.withHandle(handle -> handle.createQuery(FIND)
                .bind("id", id.value())
                .map((row, context) -> family(row))
                .findOne());
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
        return transactions.withHandle(handle -> handle.createUpdate(sql)
                        .bind("id", id.value())
                        .bind("generation", generation)
                        .bind("now", now)
                        .bind("idleUntil", idleUntil)
                        .execute()
                == 1);
    }

    @Override
    public boolean end(FamilyId id) {
        return transactions.withHandle(
                handle -> handle.createUpdate(END).bind("id", id.value()).execute() == 1);
    }

    @Override
    public int endAll(GrantId grant) {
        return transactions.withHandle(handle ->
                handle.createUpdate(END_ALL).bind("grant", grant.value()).execute());
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static Family family(ResultSet row) throws SQLException {
        String boundTo = row.getString("bound_to");
        return new Family(
                new FamilyId(row.getString("id")),
                new AppId(row.getString("app_id")),
                new GrantId(row.getString("grant_id")),
                Scopes.parse(row.getString("scopes")),
                Resources.parse(row.getString("resources")),
                boundTo == null ? null : new JwkThumbprint(boundTo),
                row.getString("salt"),
                row.getString("key_id"),
                Columns.instant(row, "authenticated_at"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "expires_at"),
                new Family.State(
                        row.getLong("generation"),
                        Columns.instant(row, "rotated_at"),
                        Columns.instant(row, "idle_until"),
                        row.getBoolean("ended")));
    }
}
