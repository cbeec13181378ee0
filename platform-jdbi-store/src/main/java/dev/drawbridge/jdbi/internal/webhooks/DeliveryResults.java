package dev.drawbridge.jdbi.internal.webhooks;

import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.DeliveryResult;
import dev.drawbridge.webhooks.spi.DeliveryResult.Verdict;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes what became of the deliveries of a batch: three statements, however many there are. */
final class DeliveryResults {

    /** {@code attempts < :number} makes a second report change nothing. */
    private static final String MOVE = """
            update dp_wh_delivery set status = :status, due_at = :at, retry_at = :at, manual = false,
                attempts = :number, tries = tries + 1
            where id = :id and attempts < :number""";

    private static final String KEEP = """
            update dp_wh_delivery set due_at = retry_at, manual = false, attempts = :number
            where id = :id and attempts < :number""";

    private static final String RECORD = """
            insert into dp_wh_attempt
                (delivery_id, attempt_no, at, response_status, duration_ms, error, snippet, manual)
            values (:id, :number, :startedAt, :responseStatus, :duration, :error, :snippet, :manual)""";

    private DeliveryResults() {}

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
            record(handle, applied);
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

    private static void record(Handle handle, List<DeliveryResult> results) {
        PreparedBatch batch = handle.prepareBatch(RECORD);
        for (DeliveryResult result : results) {
            DeliveryAttempt attempt = result.attempt();
            batch.bind("id", result.delivery())
                    .bind("number", attempt.number())
                    .bind("startedAt", attempt.at())
                    .bind("responseStatus", attempt.responseStatus())
                    .bind("duration", attempt.duration().toMillis())
                    .bind("error", attempt.error())
                    .bind("snippet", attempt.snippet())
                    .bind("manual", attempt.manual())
                    .add();
        }
        batch.execute();
    }
}
