package dev.drawbridge.jdbi.internal.webhooks;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.BOOLEAN;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INTEGER;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.LONG;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.jdbi.internal.sql.ColumnType;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.DeliveryResult;
import dev.drawbridge.webhooks.spi.DeliveryResult.Verdict;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes what became of the deliveries of a batch: three statements, however many there are. */
final class DeliveryResults {

    private static final ColumnType<Duration> MILLIS = LONG.as(Duration::ofMillis, Duration::toMillis);

    static final Table<Attempt> ATTEMPTS = new Table<>("dp_wh_attempt", DeliveryResults::attempt);

    /** {@code attempts < :number} makes a second report change nothing. */
    private static final String MOVE = """
            update dp_wh_delivery set status = :status, due_at = :at, retry_at = :at, manual = false,
                attempts = :number, tries = tries + 1
            where id = :id and attempts < :number""";

    private static final String KEEP = """
            update dp_wh_delivery set due_at = retry_at, manual = false, attempts = :number
            where id = :id and attempts < :number""";

    private DeliveryResults() {}

    /** A row of {@code dp_wh_attempt}. */
    record Attempt(String delivery, DeliveryAttempt attempt) {}

    /** Applies what counts; who calls holds the lanes. */
    static void apply(Handle handle, List<DeliveryResult> results) {
        // In one order everywhere: a node that lost its lane and the one that has it now may report the same delivery.
        List<DeliveryResult> ordered = results.stream()
                .sorted(Comparator.comparing(DeliveryResult::delivery))
                .toList();
        List<DeliveryResult> kept = ordered.stream()
                .filter(result -> result.verdict() == Verdict.KEPT)
                .toList();
        List<DeliveryResult> moved = ordered.stream()
                .filter(result -> result.verdict() != Verdict.KEPT)
                .toList();
        List<DeliveryResult> applied = new ArrayList<>();
        if (!moved.isEmpty()) {
            applied.addAll(applied(moved, move(handle, moved)));
        }
        if (!kept.isEmpty()) {
            applied.addAll(applied(kept, keep(handle, kept)));
        }
        if (!applied.isEmpty()) {
            ATTEMPTS.insertAll(
                    handle,
                    applied.stream()
                            .map(result -> new Attempt(result.delivery(), result.attempt()))
                            .toList());
        }
    }

    private static int[] move(Handle handle, List<DeliveryResult> results) {
        PreparedBatch batch = handle.prepareBatch(MOVE);
        for (DeliveryResult result : results) {
            batch.bind("id", result.delivery())
                    .bind("status", status(result.verdict()).name())
                    .bind("at", result.retryAt())
                    .bind("number", result.attempt().number())
                    .add();
        }
        return batch.execute();
    }

    private static DeliveryStatus status(Verdict verdict) {
        return switch (verdict) {
            case DELIVERED -> DeliveryStatus.DELIVERED;
            case FAILED -> DeliveryStatus.FAILED;
            case RETRY, KEPT -> DeliveryStatus.PENDING;
        };
    }

    private static int[] keep(Handle handle, List<DeliveryResult> results) {
        PreparedBatch batch = handle.prepareBatch(KEEP);
        for (DeliveryResult result : results) {
            batch.bind("id", result.delivery())
                    .bind("number", result.attempt().number())
                    .add();
        }
        return batch.execute();
    }

    private static List<DeliveryResult> applied(List<DeliveryResult> results, int[] counts) {
        List<DeliveryResult> applied = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 1) {
                applied.add(results.get(i));
            }
        }
        return applied;
    }

    private static Attempt attempt(Row<Attempt> row) {
        return new Attempt(
                row.column("delivery_id", TEXT, Attempt::delivery),
                row.part(Attempt::attempt, DeliveryResults::columns));
    }

    private static DeliveryAttempt columns(Row<DeliveryAttempt> row) {
        return new DeliveryAttempt(
                row.column("attempt_no", INTEGER, DeliveryAttempt::number),
                row.column("at", INSTANT, DeliveryAttempt::at),
                row.column("response_status", INTEGER, DeliveryAttempt::responseStatus),
                row.column("duration_ms", MILLIS, DeliveryAttempt::duration),
                row.nullable("error", TEXT, DeliveryAttempt::error),
                row.column("snippet", TEXT, DeliveryAttempt::snippet),
                row.column("manual", BOOLEAN, DeliveryAttempt::manual));
    }
}
