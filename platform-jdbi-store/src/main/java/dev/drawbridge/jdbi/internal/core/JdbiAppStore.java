package dev.drawbridge.jdbi.internal.core;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppSearch;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Where;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Apps in {@code dp_app}. Insertions and edits of one developer are serialised by the lock of their row in {@code
 * dp_app_owner}, so the limit and the unique name hold. Thread-safe.
 */
final class JdbiAppStore implements AppStore {

    /** The version that was edited. */
    private static final String EDITED = "id = :id and version = :version - 1 and status <> 'REVOKED'";

    private static final String EDITABLE = "select count(*) from dp_app where " + EDITED;

    private static final String SET_LOGO =
            "update dp_app set logo = :logo, version = version + :edits where id = :id and status <> 'REVOKED'";

    private static final String MOVE = """
            update dp_app set status = :to, version = version + 1, revoked_at = :revokedAt
            where id = :id and status = :from""";

    // Only those whose client ids were drawn at random: no other app can come back under the same one.
    private static final String FORGETTABLE = """
            status = 'REVOKED' and revoked_at < :before
                and (defined_by = 'USER' or (defined_by = 'DYNAMIC' and client_id not like '%://%'))""";

    private static final String REVOKED_BEFORE =
            "select id from dp_app where " + FORGETTABLE + " order by revoked_at fetch first :limit rows only";

    private static final String PURGE_REVOKED = "delete from dp_app where id = :id and " + FORGETTABLE;

    private static final String EXPIRING_BETWEEN = """
            select * from dp_app where expires_at > :after and expires_at <= :until and status = 'ACTIVE'
            order by expires_at fetch first :limit rows only""";

    private static final String FIND = "select * from dp_app where id = :id";

    private static final String HOLD = FIND + " for update";

    private static final String FIND_BY_CLIENT_ID = "select * from dp_app where client_id = :clientId";

    private static final String OWNED_BY = """
            select * from dp_app where owner_id = :owner order by created_at desc, id desc""";

    private static final String LIVE_NAMES = """
            select name_key from dp_app
            where owner_id = :owner and id <> :id and status <> 'REVOKED'
                and (expires_at is null or expires_at > :now)""";

    private static final String COUNT_LIVE = """
            select count(*) from dp_app
            where owner_id = :owner and status <> 'REVOKED' and (expires_at is null or expires_at > :now)""";

    private static final String MENTIONS = """
            (lower(name) like :pattern escape '!' or lower(client_id) like :pattern escape '!'
                or lower(contact_email) like :pattern escape '!' or owner_id = :text)""";

    private static final String INSERT_OWNER = "insert into dp_app_owner (owner_id) values (:owner)";

    private static final String LOCK_OWNER = "select owner_id from dp_app_owner where owner_id = :owner for update";

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    JdbiAppStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    @Override
    public Insertion insert(App app, int maxLive, Instant now) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            DeveloperId owner = app.owner();
            if (owner != null) {
                List<String> names = otherLiveNames(handle, owner, app.id(), now);
                if (names.size() >= maxLive) {
                    return Insertion.LIMIT_REACHED;
                }
                if (names.contains(app.profile().nameKey())) {
                    return Insertion.NAME_TAKEN;
                }
            }
            boolean inserted = AppTable.APPS.insertIfAbsent(handle, dialect, app);
            return inserted ? Insertion.INSERTED : Insertion.CLIENT_ID_TAKEN;
        }));
    }

    @Override
    public Update update(App app, Instant now) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            DeveloperId owner = app.owner();
            if (owner != null
                    && otherLiveNames(handle, owner, app.id(), now)
                            .contains(app.profile().nameKey())) {
                return editable(handle, app) ? Update.NAME_TAKEN : Update.STALE;
            }
            int updated = AppTable.APPS.update(handle, app, EDITED).execute();
            return updated == 1 ? Update.UPDATED : Update.STALE;
        }));
    }

    @Override
    public boolean review(App app) {
        // Without the owner's lock: the name stays.
        return transactions.withHandle(
                        handle -> AppTable.APPS.update(handle, app, EDITED).execute())
                == 1;
    }

    @Override
    public boolean setLogo(AppId id, @Nullable String logo, boolean edited) {
        return transactions.changesOne(
                SET_LOGO,
                update -> update.bind("id", id.value())
                        .bindByType("logo", logo, String.class)
                        .bind("edits", edited ? 1 : 0));
    }

    @Override
    public boolean moveStatus(AppId id, AppStatus from, AppStatus to, Instant at) {
        return transactions.changesOne(
                MOVE,
                update -> update.bind("id", id.value())
                        .bind("from", from.name())
                        .bind("to", to.name())
                        .bindByType("revokedAt", to == AppStatus.REVOKED ? at : null, Instant.class));
    }

    @Override
    public List<AppId> revokedBefore(Instant before, int limit) {
        return transactions.listValues(
                REVOKED_BEFORE, query -> query.bind("before", before).bind("limit", limit), AppId::new);
    }

    @Override
    public boolean purgeRevoked(AppId id, Instant before) {
        return transactions.changesOne(
                PURGE_REVOKED, update -> update.bind("id", id.value()).bind("before", before));
    }

    @Override
    public List<App> expiringBetween(Instant after, Instant until, int limit) {
        return AppTable.APPS.list(
                transactions,
                EXPIRING_BETWEEN,
                query -> query.bind("after", after).bind("until", until).bind("limit", limit));
    }

    @Override
    public int countLive(DeveloperId owner, Instant now) {
        return transactions.withHandle(handle -> handle.createQuery(COUNT_LIVE)
                .bind("owner", owner.value())
                .bind("now", now)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public Optional<App> find(AppId id) {
        return find(FIND, id);
    }

    @Override
    public Optional<App> hold(AppId id) {
        return find(HOLD, id);
    }

    private Optional<App> find(String statement, AppId id) {
        return AppTable.APPS.find(transactions, statement, query -> query.bind("id", id.value()));
    }

    @Override
    public Optional<App> findByClientId(ClientId clientId) {
        return AppTable.APPS.find(transactions, FIND_BY_CLIENT_ID, query -> query.bind("clientId", clientId.value()));
    }

    @Override
    public List<App> ownedBy(DeveloperId owner) {
        return AppTable.APPS.list(transactions, OWNED_BY, query -> query.bind("owner", owner.value()));
    }

    /** Takes the owner's lock and reads the names of their other live apps; true until the transaction ends. */
    private List<String> otherLiveNames(Handle handle, DeveloperId owner, AppId app, Instant now) {
        if (lockOwner(handle, owner).isEmpty()) {
            dialect.insertIfAbsent(handle, INSERT_OWNER, insert -> insert.bind("owner", owner.value()));
            lockOwner(handle, owner);
        }
        return handle.createQuery(LIVE_NAMES)
                .bind("owner", owner.value())
                .bind("id", app.value())
                .bind("now", now)
                .mapTo(String.class)
                .list();
    }

    private static Optional<String> lockOwner(Handle handle, DeveloperId owner) {
        return handle.createQuery(LOCK_OWNER)
                .bind("owner", owner.value())
                .mapTo(String.class)
                .findOne();
    }

    private static boolean editable(Handle handle, App app) {
        return handle.createQuery(EDITABLE)
                        .bind("id", app.id().value())
                        .bind("version", app.version())
                        .mapTo(Integer.class)
                        .one()
                == 1;
    }

    @Override
    public List<App> search(AppSearch search, Instant now) {
        Where where = new Where().with("limit", search.limit());
        if (!search.text().isBlank()) {
            where.and(MENTIONS, "pattern", Where.anywhere(search.text()))
                    .with("text", search.text().strip());
        }
        if (search.status() != null) {
            addStatus(where, search.status(), now);
        }
        if (search.definedBy() != null) {
            where.and("defined_by = :definedBy", "definedBy", search.definedBy().name());
        }
        if (search.review() != null) {
            where.and("review = :review", "review", search.review().name());
        }
        if (search.after() != null) {
            where.and("id < :after", "after", search.after());
        }
        String statement = where.statement("select * from dp_app", " order by id desc fetch first :limit rows only");
        return AppTable.APPS.list(transactions, statement, where::bind);
    }

    private static void addStatus(Where where, String status, Instant now) {
        boolean expired = status.equals(AppSearch.EXPIRED);
        where.and("status = :status", "status", expired ? AppStatus.ACTIVE.name() : status);
        if (expired) {
            where.and("expires_at <= :now", "now", now);
        } else if (status.equals(AppStatus.ACTIVE.name())) {
            where.and("(expires_at is null or expires_at > :now)", "now", now);
        }
    }
}
