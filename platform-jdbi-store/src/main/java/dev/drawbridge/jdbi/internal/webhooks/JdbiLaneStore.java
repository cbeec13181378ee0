package dev.drawbridge.jdbi.internal.webhooks;

import dev.drawbridge.core.spi.store.Tenant;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.LaneContents;
import dev.drawbridge.jdbi.internal.sql.LaneLeases;
import dev.drawbridge.webhooks.spi.DeliveryResult;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.EndpointStatus;
import dev.drawbridge.webhooks.spi.LaneBatch;
import dev.drawbridge.webhooks.spi.LaneClaim;
import dev.drawbridge.webhooks.spi.LaneHealth;
import dev.drawbridge.webhooks.spi.LaneReport;
import dev.drawbridge.webhooks.spi.LaneResult;
import dev.drawbridge.webhooks.spi.LaneStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Lanes in {@code dp_wh_lane}. Thread-safe.
 *
 * <p>Every verb locks the rows of lanes first, in the order of their ids, and deliveries afterwards, so nothing here waits
 * in a circle.
 */
final class JdbiLaneStore implements LaneStore {

    /** How many more lanes are looked at than are wanted, for other nodes may be faster. */
    private static final int SPARE = 16;

    private static final String LOCK = "select lease_epoch from dp_wh_lane where endpoint_id = :id for update";

    private static final String LOCK_ALL = """
            select endpoint_id, lease_epoch from dp_wh_lane where endpoint_id in (<ids>)
            order by endpoint_id for update""";

    /**
     * Everybody's first lane, then everybody's second one; in each round who was served longest ago first. A lane that was
     * made by an older version has no tenant and counts by itself.
     */
    private static final String IN_TURN = """
            with due as (
                select l.endpoint_id, coalesce(l.tenant, l.endpoint_id) as tenant, e.app_id, row_number() over (
                    partition by coalesce(l.tenant, l.endpoint_id) order by l.last_served_at, l.endpoint_id) as turn
                from dp_wh_lane l join dp_wh_endpoint e on e.id = l.endpoint_id
                where l.next_due_at <= :now and (l.lease_until is null or l.lease_until <= :coordination)
                and e.status = 'ACTIVE' and coalesce(l.tenant, l.endpoint_id) not in (<full>)),
            served as (
                select coalesce(tenant, endpoint_id) as tenant, max(last_served_at) as last_served_at from dp_wh_lane
                where coalesce(tenant, endpoint_id) in (select tenant from due)
                group by coalesce(tenant, endpoint_id))
            select due.endpoint_id, due.app_id, a.owner_id
            from due join served on served.tenant = due.tenant left join dp_app a on a.id = due.app_id
            order by due.turn, served.last_served_at, due.endpoint_id fetch first :limit rows only""";

    private static final String CANCEL_ALL = """
            update dp_wh_delivery set due_at = null, retry_at = null, manual = false,
                status = case when status = 'PENDING' then 'CANCELLED' else status end
            where endpoint_id = :id and due_at is not null""";

    private static final String DISABLE = """
            update dp_wh_endpoint set status = :status, version = version + 1 where id = :id and status = 'ACTIVE'""";

    /** The look at the deliveries comes after the lock, so it sees what a fan-out has committed meanwhile. */
    private static final String GIVE_BACK = """
            update dp_wh_lane set lease_owner = null, lease_until = null, failures = :failures,
                failing_since = :since, not_before = :notBefore, quantum = :quantum, next_due_at = (
                    select case when min(due_at) < cast(:notBefore as timestamp(6) with time zone)
                        then cast(:notBefore as timestamp(6) with time zone) else min(due_at) end
                    from dp_wh_delivery where endpoint_id = :id and due_at is not null)
            where endpoint_id = :id""";

    private final JdbiTransactions transactions;

    private final LaneLeases leases;

    JdbiLaneStore(JdbiTransactions transactions, LaneLeases leases) {
        this.transactions = transactions;
        this.leases = leases;
    }

    /** Locks the lane of an endpoint; tells whether there is one. */
    static boolean lock(Handle handle, EndpointId id) {
        return handle.createQuery(LOCK)
                .bind("id", id.value())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    private record Due(String lane, Tenant tenant) {}

    @Override
    public List<LaneBatch> claim(LaneClaim claim) {
        List<String> candidates = withinRooms(transactions.withHandle(handle -> inTurn(handle, claim)), claim);
        // A second round only if another node was faster with all of the first.
        for (int from = 0; from < candidates.size(); from += claim.lanes()) {
            List<String> wanted = candidates.subList(from, Math.min(from + claim.lanes(), candidates.size()));
            List<LaneBatch> taken =
                    transactions.inTransaction(() -> transactions.withHandle(handle -> take(handle, wanted, claim)));
            if (!taken.isEmpty()) {
                return taken;
            }
        }
        return List.of();
    }

    private static List<Due> inTurn(Handle handle, LaneClaim claim) {
        List<String> full = new ArrayList<>();
        // No tenant has this name; a list must not be empty.
        full.add("");
        claim.rooms().forEach((tenant, room) -> {
            if (room == 0) {
                full.add(tenant.id());
            }
        });
        return handle.createQuery(IN_TURN)
                .bindList("full", full)
                .bind("now", claim.now())
                .bind("coordination", claim.coordination())
                .bind("limit", claim.lanes() * 2 + SPARE)
                .map((row, context) -> new Due(row.getString("endpoint_id"), LaneContents.tenant(row)))
                .list();
    }

    private static List<String> withinRooms(List<Due> due, LaneClaim claim) {
        Map<Tenant, Integer> lanes = new HashMap<>();
        return due.stream()
                .filter(lane -> lanes.merge(lane.tenant(), 1, Integer::sum) <= claim.roomOf(lane.tenant()))
                .map(Due::lane)
                .toList();
    }

    private List<LaneBatch> take(Handle handle, List<String> wanted, LaneClaim claim) {
        Map<String, LaneLeases.Held> held = new HashMap<>();
        leases.lease(handle, wanted, claim)
                .forEach(lane -> held.put(lane.lane().endpoint().value(), lane));
        if (held.isEmpty()) {
            return List.of();
        }
        List<LaneLeases.Held> inTurn =
                wanted.stream().filter(held::containsKey).map(held::get).toList();
        return LaneContents.fill(handle, inTurn, leases.due(handle, inTurn, claim));
    }

    @Override
    public Set<EndpointId> complete(List<LaneReport> reports) {
        if (reports.isEmpty()) {
            return Set.of();
        }
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            Map<String, Long> epochs = lockAll(handle, reports);
            List<LaneReport> mine = new ArrayList<>();
            List<DeliveryResult> applied = new ArrayList<>();
            for (LaneReport report : reports) {
                LaneBatch batch = report.batch();
                Long epoch = epochs.get(batch.endpoint().value());
                boolean held = epoch != null && epoch == batch.epoch();
                if (held) {
                    mine.add(report);
                }
                report.result().results().stream()
                        .filter(result -> held || result.verdict() == DeliveryResult.Verdict.DELIVERED)
                        .forEach(applied::add);
            }
            DeliveryResults.apply(handle, applied);
            mine.forEach(report -> disable(handle, report.batch().endpoint(), report.result()));
            giveBack(handle, mine);
            return mine.stream().map(report -> report.batch().endpoint()).collect(Collectors.toSet());
        }));
    }

    private static Map<String, Long> lockAll(Handle handle, List<LaneReport> reports) {
        Map<String, Long> epochs = new HashMap<>();
        handle.createQuery(LOCK_ALL)
                .bindList(
                        "ids",
                        reports.stream()
                                .map(report -> report.batch().endpoint().value())
                                .toList())
                .map((row, context) -> Map.entry(row.getString("endpoint_id"), row.getLong("lease_epoch")))
                .forEach(entry -> epochs.put(entry.getKey(), entry.getValue()));
        return epochs;
    }

    private static void disable(Handle handle, EndpointId id, LaneResult result) {
        EndpointStatus status = result.disable();
        if (status == null) {
            return;
        }
        handle.createUpdate(DISABLE)
                .bind("id", id.value())
                .bind("status", status.name())
                .execute();
        if (status == EndpointStatus.DISABLED_GONE) {
            handle.createUpdate(CANCEL_ALL).bind("id", id.value()).execute();
        }
    }

    private static void giveBack(Handle handle, List<LaneReport> reports) {
        if (reports.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(GIVE_BACK);
        for (LaneReport report : reports) {
            LaneHealth health = report.result().health();
            batch.bind("id", report.batch().endpoint().value())
                    .bind("failures", health.failures())
                    .bind("since", health.failingSince())
                    .bind("notBefore", health.notBefore())
                    .bind("quantum", health.quantum())
                    .add();
        }
        batch.execute();
    }
}
