package dev.drawbridge.oauth.internal.memory;

import dev.drawbridge.core.internal.memory.MemoryTable;
import dev.drawbridge.core.internal.memory.MemoryTransactions;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.oauth.spi.AppReview;
import dev.drawbridge.oauth.spi.ReviewStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reviews in a map. Thread-safe. */
public final class MemoryReviewStore implements ReviewStore {

    private static final Comparator<AppReview> OLDEST_FIRST = Comparator.<AppReview, Instant>comparing(
                    review -> Objects.requireNonNull(review.submittedAt()))
            .thenComparing(review -> review.app().value());

    private final MemoryTransactions transactions;
    private final MemoryTable<AppId, AppReview> rows;

    public MemoryReviewStore(MemoryTransactions transactions) {
        this.transactions = transactions;
        this.rows = transactions.table();
    }

    @Override
    public Optional<AppReview> find(AppId app) {
        return rows.find(app);
    }

    @Override
    public void submit(AppReview review) {
        rows.put(review.app(), review);
    }

    @Override
    public boolean withdraw(AppId app) {
        return close(app, waiting -> new AppReview(app, false, "", waiting.comment(), null, waiting.decidedAt(), null));
    }

    @Override
    public boolean decide(AppId app, String comment, Instant at) {
        return close(
                app, waiting -> new AppReview(app, false, waiting.note(), comment, waiting.submittedAt(), at, null));
    }

    private boolean close(AppId app, UnaryOperator<AppReview> closed) {
        return transactions.inTransaction(() -> {
            Optional<AppReview> found = rows.find(app).filter(AppReview::waiting);
            found.ifPresent(waiting -> rows.put(app, closed.apply(waiting)));
            return found.isPresent();
        });
    }

    @Override
    public List<AppReview> waiting(@Nullable AppReview after, int limit) {
        return rows.list(AppReview::waiting).stream()
                .filter(review -> after == null || OLDEST_FIRST.compare(review, after) > 0)
                .sorted(OLDEST_FIRST)
                .limit(limit)
                .toList();
    }

    @Override
    public void forget(AppId app) {
        rows.remove(app);
    }
}
