package dev.drawbridge.core.internal.memory;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.ClientId;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.app.AppSearch;
import dev.drawbridge.core.spi.app.AppStatus;
import dev.drawbridge.core.spi.app.AppStore;
import dev.drawbridge.core.spi.app.DefinedBy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps apps in memory. Thread-safe. */
public final class MemoryAppStore implements AppStore {

    private static final Comparator<App> NEWEST_FIRST = Comparator.comparing(App::createdAt)
            .thenComparing(app -> app.id().value())
            .reversed();

    /** The name of the table of apps, for other stores of the same transactions. */
    public static final String TABLE = "apps";

    private final MemoryTransactions transactions;
    private final MemoryTable<AppId, App> apps;
    private final MemoryTable<ClientId, AppId> byClientId;
    private final MemoryTable<AppId, Instant> revoked;

    /**
     * Makes an empty store.
     *
     * @param transactions shared by all memory stores of a platform
     */
    public MemoryAppStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.apps = transactions.table(TABLE);
        this.byClientId = transactions.table();
        this.revoked = transactions.table();
    }

    @Override
    public Insertion insert(App app, int maxLive, Instant now) {
        return transactions.inTransaction(() -> {
            DeveloperId owner = app.owner();
            if (owner != null && countLive(owner, now) >= maxLive) {
                return Insertion.LIMIT_REACHED;
            }
            if (nameTaken(app, now)) {
                return Insertion.NAME_TAKEN;
            }
            if (!byClientId.insert(app.clientId(), app.id())) {
                return Insertion.CLIENT_ID_TAKEN;
            }
            if (!apps.insert(app.id(), app)) {
                throw new IllegalStateException("There is an app with this id already: " + app.id());
            }
            return Insertion.INSERTED;
        });
    }

    @Override
    public Update update(App app, Instant now) {
        return transactions.inTransaction(() -> {
            Optional<App> before = editable(app);
            if (before.isEmpty()) {
                return Update.STALE;
            }
            if (nameTaken(app, now)) {
                return Update.NAME_TAKEN;
            }
            App.Builder changed = before.get().with();
            apps.put(
                    app.id(),
                    changed.profile(app.profile())
                            .access(app.access())
                            .security(app.security())
                            .nextVersion()
                            .build());
            return Update.UPDATED;
        });
    }

    @Override
    public boolean review(App app) {
        return transactions.inTransaction(() -> {
            Optional<App> before = editable(app);
            before.ifPresent(stored -> apps.put(
                    app.id(),
                    stored.with()
                            .access(app.access())
                            .review(app.review())
                            .nextVersion()
                            .build()));
            return before.isPresent();
        });
    }

    @Override
    public boolean setLogo(AppId id, @Nullable String logo, boolean edited) {
        return transactions.inTransaction(() -> {
            Optional<App> found = apps.find(id).filter(app -> app.status() != AppStatus.REVOKED);
            found.map(app -> app.with().logo(logo).version(app.version() + (edited ? 1 : 0)))
                    .ifPresent(changed -> apps.put(id, changed.build()));
            return found.isPresent();
        });
    }

    private Optional<App> editable(App app) {
        return apps.find(app.id())
                .filter(stored -> stored.version() == app.version() - 1)
                .filter(stored -> stored.status() != AppStatus.REVOKED);
    }

    @Override
    public boolean moveStatus(AppId id, AppStatus from, AppStatus to, Instant at) {
        return transactions.inTransaction(() -> {
            Optional<App> found = apps.find(id).filter(app -> app.status() == from);
            found.ifPresent(
                    app -> apps.put(id, app.with().status(to).nextVersion().build()));
            if (found.isPresent() && to == AppStatus.REVOKED) {
                revoked.put(id, at);
            }
            return found.isPresent();
        });
    }

    @Override
    public List<AppId> revokedBefore(Instant before, int limit) {
        return apps.list(app -> forgettable(app, before)).stream()
                .map(App::id)
                .sorted(Comparator.comparing(this::revokedAt))
                .limit(limit)
                .toList();
    }

    @Override
    public boolean purgeRevoked(AppId id, Instant before) {
        return transactions.inTransaction(() -> {
            Optional<App> found = apps.find(id).filter(app -> forgettable(app, before));
            found.ifPresent(app -> {
                apps.remove(id);
                byClientId.remove(app.clientId());
                revoked.remove(id);
            });
            return found.isPresent();
        });
    }

    private boolean forgettable(App app, Instant before) {
        boolean drawn = app.definedBy() == DefinedBy.USER
                || (app.definedBy() == DefinedBy.DYNAMIC
                        && !app.clientId().value().contains("://"));
        return drawn && app.status() == AppStatus.REVOKED && revokedAt(app.id()).isBefore(before);
    }

    private Instant revokedAt(AppId id) {
        return revoked.find(id).orElse(Instant.MAX);
    }

    @Override
    public List<App> expiringBetween(Instant after, Instant until, int limit) {
        return apps
                .list(app -> {
                    Instant end = app.expiresAt();
                    return end != null && end.isAfter(after) && !end.isAfter(until) && app.status() == AppStatus.ACTIVE;
                })
                .stream()
                .sorted(Comparator.comparing(app -> Objects.requireNonNull(app.expiresAt())))
                .limit(limit)
                .toList();
    }

    @Override
    public int countLive(DeveloperId owner, Instant now) {
        return apps.list(app -> owner.equals(app.owner()) && live(app, now)).size();
    }

    @Override
    public Optional<App> find(AppId id) {
        return apps.find(id);
    }

    @Override
    public Optional<App> hold(AppId id) {
        // Transactions in memory run one at a time.
        return apps.find(id);
    }

    @Override
    public Optional<App> findByClientId(ClientId clientId) {
        return transactions.inTransaction(() -> byClientId.find(clientId).flatMap(apps::find));
    }

    @Override
    public List<App> ownedBy(DeveloperId owner) {
        return apps.list(app -> owner.equals(app.owner())).stream()
                .sorted(NEWEST_FIRST)
                .toList();
    }

    private boolean nameTaken(App app, Instant now) {
        DeveloperId owner = app.owner();
        return owner != null
                && apps.any(other -> owner.equals(other.owner())
                        && live(other, now)
                        && !other.id().equals(app.id())
                        && other.profile().nameKey().equals(app.profile().nameKey()));
    }

    private static boolean live(App app, Instant now) {
        return app.status() != AppStatus.REVOKED && !app.expired(now);
    }

    @Override
    public List<App> search(AppSearch search, Instant now) {
        String text = search.text().strip().toLowerCase(Locale.ROOT);
        String after = search.after();
        return apps
                .list(app -> (search.status() == null || app.statusAt(now).equals(search.status()))
                        && (search.definedBy() == null || search.definedBy() == app.definedBy())
                        && (search.review() == null || search.review() == app.review())
                        && (after == null || app.id().value().compareTo(after) < 0)
                        && (text.isEmpty() || mentions(app, text)))
                .stream()
                .sorted(Comparator.comparing((App app) -> app.id().value()).reversed())
                .limit(search.limit())
                .toList();
    }

    private static boolean mentions(App app, String text) {
        DeveloperId owner = app.owner();
        return app.profile().name().toLowerCase(Locale.ROOT).contains(text)
                || app.clientId().value().toLowerCase(Locale.ROOT).contains(text)
                || app.profile().contactEmail().toLowerCase(Locale.ROOT).contains(text)
                || (owner != null && owner.value().toLowerCase(Locale.ROOT).equals(text));
    }
}
