package dev.drawbridge.jdbi.internal.oauth;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.ADDRESS;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.APP;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INTEGER;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.jdbi.internal.sql.ColumnType;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import dev.drawbridge.oauth.spi.LogoStore;
import dev.drawbridge.oauth.spi.StoredLogo;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Pictures of apps in {@code dp_app_logo}, and which are to be fetched in {@code dp_logo_fetch}. Thread-safe. */
final class JdbiLogoStore implements LogoStore {

    private static final ColumnType<byte[]> BYTES = new ColumnType<>(byte[].class, ResultSet::getBytes, bytes -> bytes);

    private static final Table<Picture> LOGOS = new Table<>("dp_app_logo", JdbiLogoStore::picture);

    private static final Table<Fetch> FETCHES = new Table<>("dp_logo_fetch", JdbiLogoStore::fetch);

    private static final String OF = "select * from dp_app_logo where app_id = :app";

    private static final String FIND = "select * from dp_app_logo where hash = :hash fetch first 1 rows only";

    private static final String REMOVE = "delete from dp_app_logo where app_id = :app";

    private static final String CANCEL = "delete from dp_logo_fetch where app_id = :app";

    private static final String FETCHED = "delete from dp_logo_fetch where app_id = :app and url = :url";

    private static final String DUE = """
            select * from dp_logo_fetch where due_at <= :now
            order by due_at, app_id fetch first :limit rows only""";

    /** A row. */
    private record Picture(AppId app, StoredLogo logo) {}

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    JdbiLogoStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    private static Picture picture(Row<Picture> row) {
        return new Picture(
                row.fixed().column("app_id", APP, Picture::app), row.part(Picture::logo, JdbiLogoStore::logo));
    }

    private static StoredLogo logo(Row<StoredLogo> row) {
        return new StoredLogo(
                row.column("hash", TEXT, StoredLogo::hash),
                row.column("media_type", TEXT, StoredLogo::mediaType),
                row.column("content", BYTES, StoredLogo::content),
                row.nullable("source", ADDRESS, StoredLogo::source));
    }

    private static Fetch fetch(Row<Fetch> row) {
        return new Fetch(
                row.fixed().column("app_id", APP, Fetch::app),
                row.column("url", ADDRESS, Fetch::url),
                row.column("attempts", INTEGER, Fetch::attempts),
                row.column("due_at", INSTANT, Fetch::dueAt));
    }

    @Override
    public void put(AppId app, StoredLogo logo) {
        Picture picture = new Picture(app, logo);
        transactions.useHandle(handle -> {
            if (!LOGOS.insertIfAbsent(handle, dialect, picture)) {
                LOGOS.update(handle, picture, "app_id = :app_id").execute();
            }
        });
    }

    @Override
    public Optional<StoredLogo> of(AppId app) {
        return LOGOS.find(transactions, OF, query -> query.bind("app", app.value()))
                .map(Picture::logo);
    }

    @Override
    public Optional<StoredLogo> find(String hash) {
        return LOGOS.find(transactions, FIND, query -> query.bind("hash", hash)).map(Picture::logo);
    }

    @Override
    public boolean remove(AppId app) {
        return transactions.changesOne(REMOVE, update -> update.bind("app", app.value()));
    }

    @Override
    public void fetchLater(Fetch fetch) {
        transactions.useHandle(handle -> {
            if (!FETCHES.insertIfAbsent(handle, dialect, fetch)) {
                FETCHES.update(handle, fetch, "app_id = :app_id").execute();
            }
        });
    }

    @Override
    public void cancelFetch(AppId app) {
        transactions.change(CANCEL, update -> update.bind("app", app.value()));
    }

    @Override
    public void fetched(Fetch fetch) {
        transactions.change(
                FETCHED,
                update -> update.bind("app", fetch.app().value())
                        .bind("url", fetch.url().toString()));
    }

    @Override
    public List<Fetch> due(Instant now, int limit) {
        return FETCHES.list(transactions, DUE, query -> query.bind("now", now).bind("limit", limit));
    }
}
