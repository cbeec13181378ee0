package dev.drawbridge.webhooks.internal.delivery;

import dev.drawbridge.core.internal.egress.EgressFailure;
import dev.drawbridge.core.internal.egress.EgressResponse;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.DeliveryResult;
import dev.drawbridge.webhooks.spi.DeliveryResult.Verdict;
import dev.drawbridge.webhooks.spi.DueDelivery;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.LaneBatch;
import dev.drawbridge.webhooks.spi.LaneHealth;
import dev.drawbridge.webhooks.spi.LaneResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what follows from responses. No I/O. */
public final class Verdicts {

    /** From this many failures in a row on, an endpoint is only probed. */
    static final int BREAKER = 5;

    static final Duration FIRST_PROBE = Duration.ofSeconds(30);
    static final Duration LAST_PROBE = Duration.ofHours(1);

    /** An endpoint that failed for this long, and this often, is disabled. */
    public static final Duration DISABLE_AFTER = Duration.ofDays(5);

    static final int DISABLE_FAILURES = 10;

    /** A receiver that takes longer, even to accept, gets fewer requests at a time. */
    static final Duration SLOW = Duration.ofSeconds(3);

    private static final int GONE = 410;
    private static final int MAX_DOUBLINGS = 7;

    private final RetrySchedule schedule;

    public Verdicts(RetrySchedule schedule) {
        this.schedule = schedule;
    }

    DeliveryResult judge(DueDelivery delivery, Instant startedAt, Instant now, EgressResponse response) {
        EgressFailure failure = response.failure();
        DeliveryAttempt attempt = new DeliveryAttempt(
                delivery.attempts() + 1,
                startedAt,
                response.status(),
                response.duration(),
                failure == null ? null : failure.message(),
                response.snippet(),
                delivery.manual());
        if (response.accepted()) {
            return new DeliveryResult(delivery.id(), attempt, Verdict.DELIVERED, null);
        }
        if (delivery.manual()) {
            return new DeliveryResult(delivery.id(), attempt, Verdict.KEPT, null);
        }
        if (response.status() == GONE) {
            return new DeliveryResult(delivery.id(), attempt, Verdict.FAILED, null);
        }
        return schedule.next(delivery.tries() + 1, now, response.status(), response.headers())
                .map(at -> new DeliveryResult(delivery.id(), attempt, Verdict.RETRY, at))
                .orElseGet(() -> new DeliveryResult(delivery.id(), attempt, Verdict.FAILED, null));
    }

    LaneResult sum(LaneBatch batch, List<DeliveryResult> results, Instant now) {
        boolean gone = results.stream().anyMatch(result -> result.attempt().responseStatus() == GONE);
        LaneHealth health = batch.health();
        for (DeliveryResult result : results) {
            health = result.verdict() == Verdict.DELIVERED ? LaneHealth.GOOD : worse(batch.health(), health, now);
        }
        LaneHealth paced = health.withQuantum(quantum(batch.health().quantum(), results));
        return new LaneResult(results, paced, gone ? EndpointStatus.DISABLED_GONE : disable(health, now));
    }

    /** One slow response halves it, successes without a slow response double it. */
    private static int quantum(int before, List<DeliveryResult> results) {
        boolean slow =
                results.stream().anyMatch(result -> result.attempt().duration().compareTo(SLOW) > 0);
        if (slow) {
            return Math.max(before / 2, 1);
        }
        boolean works = results.stream().anyMatch(result -> result.verdict() == Verdict.DELIVERED);
        return works ? Math.min(before * 2, LaneHealth.FULL_QUANTUM) : before;
    }

    /** Parallel failures of one batch open the breaker, but do not count as several probes. */
    private static LaneHealth worse(LaneHealth before, LaneHealth health, Instant now) {
        int counted = health.failures() + 1;
        int failures = before.failures() < BREAKER ? Math.min(counted, BREAKER) : counted;
        Instant since = health.failingSince() == null ? now : health.failingSince();
        if (failures < BREAKER) {
            return new LaneHealth(failures, since, null);
        }
        int doublings = Math.min(failures - BREAKER, MAX_DOUBLINGS);
        Duration pause = FIRST_PROBE.multipliedBy(1L << doublings);
        return new LaneHealth(failures, since, now.plus(pause.compareTo(LAST_PROBE) < 0 ? pause : LAST_PROBE));
    }

    private static @Nullable EndpointStatus disable(LaneHealth health, Instant now) {
        Instant since = health.failingSince();
        boolean hopeless = since != null
                && health.failures() >= DISABLE_FAILURES
                && !since.plus(DISABLE_AFTER).isAfter(now);
        return hopeless ? EndpointStatus.DISABLED_AUTO : null;
    }
}
