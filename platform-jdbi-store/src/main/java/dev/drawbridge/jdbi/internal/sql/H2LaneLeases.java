package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.webhooks.spi.LaneClaim;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * One conditional update for each candidate: its row count tells whether this node has the lane. One process, so it is
 * cheap.
 */
final class H2LaneLeases implements LaneLeases {

    private static final String LEASE = """
            update dp_wh_lane set lease_owner = :node, lease_epoch = lease_epoch + 1, lease_until = :until,
                last_served_at = :coordination
            where endpoint_id = :id and next_due_at <= :now
            and (lease_until is null or lease_until <= :coordination)""";

    private static final String LEASED = """
            select l.*, e.url, e.app_id, a.owner_id,
                case when a.status = 'ACTIVE' and (a.expires_at is null or a.expires_at > :now)
                    then true else false end as usable
            from dp_wh_lane l join dp_wh_endpoint e on e.id = l.endpoint_id left join dp_app a on a.id = e.app_id
            where l.endpoint_id in (<lanes>)""";

    private static final String DUE = """
            select d.id as delivery_id, d.endpoint_id as lane_id, d.attempts, d.tries, d.manual, v.*
            from dp_wh_delivery d join dp_wh_event v on v.id = d.event_id
            where d.endpoint_id = :id and d.due_at <= :now order by d.due_at, d.id fetch first :limit rows only""";

    @Override
    public List<Held> lease(Handle handle, List<String> candidates, LaneClaim claim) {
        // In one order everywhere, so that two claims never wait for each other in a circle.
        List<String> ordered = candidates.stream().sorted().toList();
        PreparedBatch batch = handle.prepareBatch(LEASE);
        for (String candidate : ordered) {
            batch.bind("id", candidate)
                    .bind("node", claim.node())
                    .bind("until", claim.leaseUntil())
                    .bind("coordination", claim.coordination())
                    .bind("now", claim.now())
                    .add();
        }
        int[] counts = batch.execute();
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 1) {
                taken.add(ordered.get(i));
            }
        }
        return taken.isEmpty()
                ? List.of()
                : handle.createQuery(LEASED)
                        .bindList("lanes", taken)
                        .bind("now", claim.now())
                        .map((row, context) -> LaneContents.held(row))
                        .list();
    }

    @Override
    public List<LaneContents.Candidate> due(Handle handle, List<Held> lanes, LaneClaim claim) {
        List<LaneContents.Candidate> due = new ArrayList<>();
        for (Held held : lanes) {
            due.addAll(handle.createQuery(DUE)
                    .bind("id", held.lane().endpoint().value())
                    .bind("now", claim.now())
                    .bind("limit", claim.rows(held.lane().health().quantum()))
                    .map(LaneContents::candidate)
                    .list());
        }
        return due;
    }
}
