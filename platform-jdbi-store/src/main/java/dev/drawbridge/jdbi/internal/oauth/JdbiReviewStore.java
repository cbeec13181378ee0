package dev.drawbridge.jdbi.internal.oauth;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.APP;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.BOOLEAN;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.SCOPES;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXTS;

import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import dev.drawbridge.oauth.spi.AppReview;
import dev.drawbridge.oauth.spi.CriticalChange;
import dev.drawbridge.oauth.spi.ReviewStore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What operators are asked to look at, in {@code dp_app_review}. Thread-safe. */
final class JdbiReviewStore implements ReviewStore {

    private static final Table<AppReview> REVIEWS = new Table<>("dp_app_review", JdbiReviewStore::columns);

    private static final String FIND = "select * from dp_app_review where app_id = :app";

    private static final String WITHDRAW = """
            update dp_app_review
            set waiting = false, note = '', submitted_at = null, pending_redirect_uris = null, pending_scopes = null
            where app_id = :app and waiting = true""";

    private static final String DECIDE = """
            update dp_app_review
            set waiting = false, comment = :comment, decided_at = :at,
                pending_redirect_uris = null, pending_scopes = null
            where app_id = :app and waiting = true""";

    private static final String OLDEST_FIRST = " order by submitted_at, app_id fetch first :limit rows only";

    private static final String WAITING = "select * from dp_app_review where waiting = true" + OLDEST_FIRST;

    private static final String WAITING_AFTER = """
            select * from dp_app_review
            where waiting = true
                and (submitted_at > :submitted or (submitted_at = :submitted and app_id > :app))""" + OLDEST_FIRST;

    private static final String FORGET = "delete from dp_app_review where app_id = :app";

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    JdbiReviewStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    private static AppReview columns(Row<AppReview> row) {
        return new AppReview(
                row.fixed().column("app_id", APP, AppReview::app),
                row.column("waiting", BOOLEAN, AppReview::waiting),
                row.column("note", TEXT, AppReview::note),
                row.column("comment", TEXT, AppReview::comment),
                row.nullable("submitted_at", INSTANT, AppReview::submittedAt),
                row.nullable("decided_at", INSTANT, AppReview::decidedAt),
                pending(row));
    }

    private static @Nullable CriticalChange pending(Row<AppReview> row) {
        List<String> redirectUris =
                row.nullable("pending_redirect_uris", TEXTS, review -> part(review, CriticalChange::redirectUris));
        Scopes scopes = row.nullable("pending_scopes", SCOPES, review -> part(review, CriticalChange::scopes));
        return redirectUris == null && scopes == null ? null : new CriticalChange(redirectUris, scopes);
    }

    private static <V> @Nullable V part(AppReview review, Function<CriticalChange, @Nullable V> part) {
        CriticalChange pending = review.pending();
        return pending == null ? null : part.apply(pending);
    }

    @Override
    public Optional<AppReview> find(AppId app) {
        return REVIEWS.find(transactions, FIND, query -> query.bind("app", app.value()));
    }

    @Override
    public void submit(AppReview review) {
        transactions.useHandle(handle -> {
            if (!REVIEWS.insertIfAbsent(handle, dialect, review)) {
                REVIEWS.update(handle, review, "app_id = :app_id").execute();
            }
        });
    }

    @Override
    public boolean withdraw(AppId app) {
        return transactions.changesOne(WITHDRAW, update -> update.bind("app", app.value()));
    }

    @Override
    public boolean decide(AppId app, String comment, Instant at) {
        return transactions.changesOne(
                DECIDE,
                update ->
                        update.bind("app", app.value()).bind("comment", comment).bind("at", at));
    }

    @Override
    public List<AppReview> waiting(@Nullable AppReview after, int limit) {
        if (after == null) {
            return REVIEWS.list(transactions, WAITING, query -> query.bind("limit", limit));
        }
        Instant submitted = Objects.requireNonNull(after.submittedAt(), "submittedAt");
        return REVIEWS.list(
                transactions,
                WAITING_AFTER,
                query -> query.bind("submitted", submitted)
                        .bind("app", after.app().value())
                        .bind("limit", limit));
    }

    @Override
    public void forget(AppId app) {
        transactions.change(FORGET, update -> update.bind("app", app.value()));
    }
}
