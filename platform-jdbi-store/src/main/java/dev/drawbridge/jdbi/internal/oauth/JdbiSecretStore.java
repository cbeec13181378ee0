package dev.drawbridge.jdbi.internal.oauth;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.jdbi.internal.sql.Columns;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.oauth.spi.SecretStore;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Client secrets in {@code dp_secret}. Changes of one app's secrets are serialised by the lock of its row. Thread-safe. */
final class JdbiSecretStore implements SecretStore {

    private static final String LOCK_APP = "select id from dp_app where id = :app for update";

    // Of two live secrets the newer has no end; the time of creation alone could be the same for both.
    private static final String LIVE = """
            select * from dp_secret
            where app_id = :app and (expires_at is null or expires_at > :now)
            order by case when expires_at is null then 0 else 1 end, created_at desc, id desc""";

    private static final String ENDING = """
            select * from dp_secret where app_id in (<apps>) and expires_at > :now order by expires_at, id""";

    private static final String INSERT = """
            insert into dp_secret (id, app_id, hash, last4, created_at, last_used_at, expires_at)
            values (:id, :app, :hash, :last4, :createdAt, :lastUsedAt, :expiresAt)""";

    private static final String SET_END = "update dp_secret set expires_at = :expiresAt where id = :id";

    private static final String TOUCH = """
            update dp_secret set last_used_at = :now
            where id = :id and (last_used_at is null or last_used_at < :ifBefore)""";

    private static final Purge PURGE = new Purge("""
            delete from dp_secret where id in (select id from dp_secret where expires_at <= :before limit :limit)""");

    private static final String FORGET = "delete from dp_secret where app_id = :app";

    private final JdbiTransactions transactions;

    JdbiSecretStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Rotation rotate(StoredSecret next, Instant previousEnds, boolean endOlder, Instant now) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            List<StoredSecret> live = lockedLive(handle, next.app(), now);
            if (live.size() >= MAX_LIVE && !endOlder) {
                return new Rotation(Outcome.IN_PROGRESS, Optional.of(live.get(0)));
            }
            live.stream().skip(1).forEach(older -> setEnd(handle, older.expiring(now)));
            Optional<StoredSecret> previous =
                    live.stream().findFirst().map(newest -> setEnd(handle, newest.endingBy(previousEnds)));
            handle.createUpdate(INSERT)
                    .bind("id", next.id())
                    .bind("app", next.app().value())
                    .bind("hash", next.hash().value())
                    .bind("last4", next.last4())
                    .bind("createdAt", next.createdAt())
                    .bindByType("lastUsedAt", next.lastUsedAt(), Instant.class)
                    .bindByType("expiresAt", next.expiresAt(), Instant.class)
                    .execute();
            return new Rotation(Outcome.ROTATED, previous);
        }));
    }

    @Override
    public List<StoredSecret> live(AppId app, Instant now) {
        return transactions.withHandle(handle -> live(handle, app, now));
    }

    @Override
    public List<StoredSecret> ending(Set<AppId> apps, Instant now) {
        if (apps.isEmpty()) {
            return List.of();
        }
        return transactions.withHandle(handle -> handle.createQuery(ENDING)
                .bindList("apps", apps.stream().map(AppId::value).sorted().toList())
                .bind("now", now)
                .map((row, context) -> read(row))
                .list());
    }

    @Override
    public Optional<StoredSecret> end(AppId app, String id, Instant now) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> lockedLive(handle, app, now).stream()
                .filter(secret -> secret.id().equals(id))
                .findFirst()
                .map(secret -> setEnd(handle, secret.expiring(now)))));
    }

    @Override
    public Optional<Cancellation> cancelRotation(AppId app, Instant now) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            List<StoredSecret> live = lockedLive(handle, app, now);
            if (live.size() < MAX_LIVE) {
                return Optional.empty();
            }
            return Optional.of(new Cancellation(
                    setEnd(handle, live.get(0).expiring(now)),
                    setEnd(handle, live.get(1).expiring(null))));
        }));
    }

    @Override
    public void touch(String id, Instant now, Instant ifBefore) {
        transactions.useHandle(handle -> handle.createUpdate(TOUCH)
                .bind("id", id)
                .bind("now", now)
                .bind("ifBefore", ifBefore)
                .execute());
    }

    @Override
    public void forget(AppId app) {
        transactions.useHandle(
                handle -> handle.createUpdate(FORGET).bind("app", app.value()).execute());
    }

    @Override
    public int purge(Instant before, int limit) {
        return PURGE.run(transactions, before, limit);
    }

    private static List<StoredSecret> lockedLive(Handle handle, AppId app, Instant now) {
        handle.createQuery(LOCK_APP)
                .bind("app", app.value())
                .mapTo(String.class)
                .findOne();
        return live(handle, app, now);
    }

    private static List<StoredSecret> live(Handle handle, AppId app, Instant now) {
        return handle.createQuery(LIVE)
                .bind("app", app.value())
                .bind("now", now)
                .map((row, context) -> read(row))
                .list();
    }

    private static StoredSecret setEnd(Handle handle, StoredSecret secret) {
        handle.createUpdate(SET_END)
                .bind("id", secret.id())
                .bindByType("expiresAt", secret.expiresAt(), Instant.class)
                .execute();
        return secret;
    }

    private static StoredSecret read(ResultSet row) throws SQLException {
        @Nullable Instant lastUsedAt = Columns.instantOrNull(row, "last_used_at");
        return new StoredSecret(
                row.getString("id"),
                new AppId(row.getString("app_id")),
                new TokenHash(row.getString("hash")),
                row.getString("last4"),
                Columns.instant(row, "created_at"),
                lastUsedAt,
                Columns.instantOrNull(row, "expires_at"));
    }
}
