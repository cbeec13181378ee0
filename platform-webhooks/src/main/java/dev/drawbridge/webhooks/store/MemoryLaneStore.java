package dev.drawbridge.webhooks.store;

import dev.drawbridge.webhooks.store.MemoryTables.Lane;
import dev.drawbridge.webhooks.store.MemoryTables.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lanes in memory. Thread-safe. */
final class MemoryLaneStore implements LaneStore {

    private final MemoryTables tables;
    private long served;

    MemoryLaneStore(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<LaneBatch> claim(LaneClaim claim) {
        return tables.transactions.inTransaction(() -> tables.lanes.list(lane -> isDue(lane, claim)).stream()
                .min(Comparator.comparingLong(Lane::served))
                .flatMap(lane -> tables.endpoints.find(lane.endpoint()).map(endpoint -> take(lane, endpoint, claim))));
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
        tables.lanes.put(
                lane.endpoint(), new Lane(lane.endpoint(), claim.leaseUntil(), epoch, ++served, lane.health()));
        List<DueDelivery> due = new ArrayList<>();
        for (Row row : tables.due(lane.endpoint(), claim.now()).stream()
                .limit(claim.limit())
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
        return new LaneBatch(lane.endpoint(), endpoint.url(), epoch, lane.health(), due);
    }

    private void cancel(Row row) {
        DeliveryStatus status = row.delivery().status();
        DeliveryStatus after = status == DeliveryStatus.PENDING ? DeliveryStatus.CANCELLED : status;
        tables.deliveries.put(row.delivery().id(), row.moved(after, null, 0, 0));
    }

    @Override
    public boolean complete(LaneBatch batch, LaneResult result) {
        return tables.transactions.inTransaction(() -> {
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
        });
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
        tables.lanes.put(
                lane.endpoint(), new Lane(lane.endpoint(), null, lane.epoch(), lane.served(), result.health()));
        EndpointStatus disable = result.disable();
        if (disable == null) {
            return;
        }
        tables.endpoints
                .find(lane.endpoint())
                .filter(endpoint -> endpoint.status() == EndpointStatus.ACTIVE)
                .ifPresent(endpoint -> tables.endpoints.put(
                        endpoint.id(),
                        new WebhookEndpoint(
                                endpoint.id(),
                                endpoint.app(),
                                endpoint.url(),
                                endpoint.description(),
                                endpoint.events(),
                                disable,
                                endpoint.createdAt(),
                                endpoint.version() + 1)));
        if (disable == EndpointStatus.DISABLED_GONE) {
            tables.deliveries
                    .list(row -> row.delivery().endpoint().equals(lane.endpoint()) && row.due() != null)
                    .forEach(this::cancel);
        }
    }
}
