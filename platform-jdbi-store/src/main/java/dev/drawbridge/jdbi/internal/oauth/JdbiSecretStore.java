package dev.drawbridge.jdbi.internal.oauth;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.APP;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.HASH;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Purge;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import dev.drawbridge.oauth.spi.SecretStore;
import dev.drawbridge.oauth.spi.StoredSecret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Client secrets in {@code dp_secret}. Changes of one app's secrets are serialised by the lock of its row. Thread-safe. */
final class JdbiSecretStore implements SecretStore {

    private static final Table<StoredSecret> TABLE = new Table<>("dp_secret", JdbiSecretStore::columns);

    private static final String LOCK_APP = "select id from dp_app where id = :app for update";

    // Of two live secrets the newer has no end; the time of creation alone could be the same for both.
    private static final String LIVE = """
            select * from dp_secret
            where app_id = :app and (expires_at is null or expires_at > :now)
            order by case when expires_at is null then 0 else 1 end, created_at desc, id desc""";

    private static final String ENDING = """
            select * from dp_secret where app_id in (<apps>) and expires_at > :now order by expires_at, id""";

    private static final String ENDING_BETWEEN = """
            select * from dp_secret where expires_at > :after and expires_at <= :until
            order by expires_at fetch first :limit rows only""";

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
            TABLE.insert(handle, next);
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
        return TABLE.list(
                transactions,
                ENDING,
                query -> query.bindList(
                                "apps", apps.stream().map(AppId::value).sorted().toList())
                        .bind("now", now));
    }

    @Override
    public List<StoredSecret> endingBetween(Instant after, Instant until, int limit) {
        return TABLE.list(
                transactions,
                ENDING_BETWEEN,
                query -> query.bind("after", after).bind("until", until).bind("limit", limit));
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
        transactions.change(
                TOUCH, update -> update.bind("id", id).bind("now", now).bind("ifBefore", ifBefore));
    }

    @Override
    public void forget(AppId app) {
        transactions.change(FORGET, update -> update.bind("app", app.value()));
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
                .map(TABLE)
                .list();
    }

    private static StoredSecret setEnd(Handle handle, StoredSecret secret) {
        handle.createUpdate(SET_END)
                .bind("id", secret.id())
                .bindByType("expiresAt", secret.expiresAt(), Instant.class)
                .execute();
        return secret;
    }

    private static StoredSecret columns(Row<StoredSecret> row) {
        return new StoredSecret(
                row.column("id", TEXT, StoredSecret::id),
                row.column("app_id", APP, StoredSecret::app),
                row.column("hash", HASH, StoredSecret::hash),
                row.column("last4", TEXT, StoredSecret::last4),
                row.column("created_at", INSTANT, StoredSecret::createdAt),
                row.nullable("last_used_at", INSTANT, StoredSecret::lastUsedAt),
                row.nullable("expires_at", INSTANT, StoredSecret::expiresAt));
    }
}
