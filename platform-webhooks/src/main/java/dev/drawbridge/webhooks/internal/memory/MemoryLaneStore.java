package dev.drawbridge.webhooks.internal.memory;

import dev.drawbridge.core.spi.store.Tenant;
import dev.drawbridge.webhooks.internal.memory.MemoryTables.Lane;
import dev.drawbridge.webhooks.internal.memory.MemoryTables.Row;
import dev.drawbridge.webhooks.spi.Delivery;
import dev.drawbridge.webhooks.spi.DeliveryAttempt;
import dev.drawbridge.webhooks.spi.DeliveryResult;
import dev.drawbridge.webhooks.spi.DeliveryStatus;
import dev.drawbridge.webhooks.spi.DueDelivery;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.LaneBatch;
import dev.drawbridge.webhooks.spi.LaneClaim;
import dev.drawbridge.webhooks.spi.LaneReport;
import dev.drawbridge.webhooks.spi.LaneResult;
import dev.drawbridge.webhooks.spi.LaneStore;
import dev.drawbridge.webhooks.spi.WebhookEndpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lanes in memory. Thread-safe. */
public final class MemoryLaneStore implements LaneStore {

    private final MemoryTables tables;
    private long served;

    public MemoryLaneStore(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public List<LaneBatch> claim(LaneClaim claim) {
        return tables.transactions.inTransaction(() -> {
            List<LaneBatch> batches = new ArrayList<>();
            for (Lane lane : inTurn(claim)) {
                tables.endpoints.find(lane.endpoint()).ifPresent(endpoint -> batches.add(take(lane, endpoint, claim)));
            }
            return batches;
        });
    }

    /** Everybody's first lane, then everybody's second one; in each round who was served longest ago first. */
    private List<Lane> inTurn(LaneClaim claim) {
        Map<Tenant, List<Lane>> due = new HashMap<>();
        for (Lane lane : tables.lanes.list(lane -> isDue(lane, claim))) {
            due.computeIfAbsent(lane.tenant(), unused -> new ArrayList<>()).add(lane);
        }
        List<List<Lane>> developers = new ArrayList<>(due.values());
        developers.forEach(lanes -> lanes.sort(Comparator.comparingLong(Lane::served)));
        developers.sort(
                Comparator.comparingLong(lanes -> lastServed(lanes.get(0).tenant())));
        List<Lane> turn = new ArrayList<>();
        for (int round = 0; developers.size() > 0 && turn.size() < claim.lanes(); round++) {
            int now = round;
            developers.removeIf(
                    lanes -> lanes.size() <= now || claim.roomOf(lanes.get(0).tenant()) <= now);
            developers.stream().limit(claim.lanes() - turn.size()).forEach(lanes -> turn.add(lanes.get(now)));
        }
        return turn;
    }

    private long lastServed(Tenant tenant) {
        return tables.lanes.list(lane -> lane.tenant().equals(tenant)).stream()
                .mapToLong(Lane::served)
                .max()
                .orElse(0);
    }

    private boolean isDue(Lane lane, LaneClaim claim) {
        Instant leased = lane.leaseUntil();
        Instant notBefore = lane.health().notBefore();
        return (leased == null || !leased.isAfter(claim.coordination()))
                && (notBefore == null || !notBefore.isAfter(claim.now()))
                && tables.endpoints
                        .find(lane.endpoint())
                        .filter(endpoint -> endpoint.status() == EndpointStatus.ACTIVE)
                        .isPresent()
                && !tables.due(lane.endpoint(), claim.now()).isEmpty();
    }

    private LaneBatch take(Lane lane, WebhookEndpoint endpoint, LaneClaim claim) {
        long epoch = lane.epoch() + 1;
        tables.lanes.put(lane.endpoint(), lane.leased(claim.leaseUntil(), ++served));
        List<DueDelivery> due = new ArrayList<>();
        for (Row row : tables.due(lane.endpoint(), claim.now()).stream()
                .limit(claim.rows(lane.health().quantum()))
                .toList()) {
            Delivery delivery = row.delivery();
            boolean wanted = tables.events
                    .find(delivery.messageId())
                    .filter(entry -> tables.inAudience(entry.event(), endpoint.app(), claim.now()))
                    .isPresent();
            if (wanted) {
                due.add(new DueDelivery(
                        delivery.id(),
                        delivery.messageId(),
                        delivery.body(),
                        row.attempts(),
                        row.tries(),
                        row.manual()));
            } else {
                cancel(row);
            }
        }
        return new LaneBatch(lane.endpoint(), lane.tenant(), endpoint.url(), epoch, lane.health(), due);
    }

    private void cancel(Row row) {
        tables.deliveries.put(row.delivery().id(), row.cancelled());
    }

    @Override
    public Set<EndpointId> complete(List<LaneReport> reports) {
        return tables.transactions.inTransaction(() -> {
            Set<EndpointId> held = new HashSet<>();
            for (LaneReport report : reports) {
                if (complete(report.batch(), report.result())) {
                    held.add(report.batch().endpoint());
                }
            }
            return held;
        });
    }

    private boolean complete(LaneBatch batch, LaneResult result) {
        Optional<Lane> mine = tables.lanes.find(batch.endpoint()).filter(lane -> lane.epoch() == batch.epoch());
        for (DeliveryResult single : result.results()) {
            tables.deliveries
                    .find(single.delivery())
                    .filter(row -> row.attempts() < single.attempt().number())
                    .filter(row -> mine.isPresent() || single.verdict() == DeliveryResult.Verdict.DELIVERED)
                    .ifPresent(row -> apply(row, single));
        }
        mine.ifPresent(lane -> giveBack(lane, result));
        return mine.isPresent();
    }

    private void apply(Row row, DeliveryResult result) {
        DeliveryStatus status = row.delivery().status();
        Row moved = switch (result.verdict()) {
            case DELIVERED -> row.moved(DeliveryStatus.DELIVERED, null, 1, 1);
            case RETRY -> row.moved(DeliveryStatus.PENDING, result.retryAt(), 1, 1);
            case FAILED -> row.moved(DeliveryStatus.FAILED, null, 1, 1);
            case KEPT -> row.moved(status, row.retryAt(), 1, 0);
        };
        tables.deliveries.put(result.delivery(), moved);
        List<DeliveryAttempt> attempts =
                new ArrayList<>(tables.attempts.find(result.delivery()).orElse(List.of()));
        attempts.add(result.attempt());
        tables.attempts.put(result.delivery(), List.copyOf(attempts));
    }

    private void giveBack(Lane lane, LaneResult result) {
        tables.lanes.put(lane.endpoint(), lane.givenBack(result.health()));
        EndpointStatus disable = result.disable();
        if (disable == null) {
            return;
        }
        tables.endpoints
                .find(lane.endpoint())
                .filter(endpoint -> endpoint.status() == EndpointStatus.ACTIVE)
                .ifPresent(endpoint -> tables.endpoints.put(endpoint.id(), endpoint.moved(disable)));
        if (disable == EndpointStatus.DISABLED_GONE) {
            tables.deliveries
                    .list(row -> row.delivery().endpoint().equals(lane.endpoint()) && row.due() != null)
                    .forEach(this::cancel);
        }
    }
}
