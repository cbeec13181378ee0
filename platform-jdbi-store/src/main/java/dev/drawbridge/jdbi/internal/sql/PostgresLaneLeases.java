package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.webhooks.spi.LaneClaim;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** One statement leases all candidates and skips those that others hold; one more reads all their deliveries. Thread-safe. */
final class PostgresLaneLeases implements LaneLeases {

    private static final String LEASE = """
            with taken as (
                select endpoint_id from dp_wh_lane
                where endpoint_id in (<candidates>) and next_due_at <= :now
                and (lease_until is null or lease_until <= :coordination)
                order by endpoint_id for update skip locked)
            update dp_wh_lane l set lease_owner = :node, lease_epoch = l.lease_epoch + 1, lease_until = :until,
                last_served_at = :coordination
            from taken t join dp_wh_endpoint e on e.id = t.endpoint_id left join dp_app a on a.id = e.app_id
            where l.endpoint_id = t.endpoint_id
            returning l.*, e.url, e.app_id, a.owner_id,
                case when a.status = 'ACTIVE' and (a.expires_at is null or a.expires_at > :now)
                    then true else false end as usable""";

    /** For each lane the head of its index, and for each delivery its event: the limits keep it from reading more. */
    private static final String DUE = """
            select d.id as delivery_id, d.endpoint_id as lane_id, d.attempts, d.tries, d.manual, v.*
            from unnest(string_to_array(:lanes, ','), cast(string_to_array(:limits, ',') as integer[]))
                as lane (id, most)
            cross join lateral (
                select * from dp_wh_delivery where endpoint_id = lane.id and due_at <= :now
                order by due_at, id limit lane.most) d
            cross join lateral (select * from dp_wh_event where id = d.event_id limit 1) v
            order by d.due_at, d.id""";

    @Override
    public List<Held> lease(Handle handle, List<String> candidates, LaneClaim claim) {
        return handle.createQuery(LEASE)
                .bindList("candidates", candidates)
                .bind("node", claim.node())
                .bind("until", claim.leaseUntil())
                .bind("coordination", claim.coordination())
                .bind("now", claim.now())
                .map((row, context) -> LaneContents.held(row))
                .list();
    }

    @Override
    public List<LaneContents.Candidate> due(Handle handle, List<Held> lanes, LaneClaim claim) {
        return handle.createQuery(DUE)
                .bind(
                        "lanes",
                        lanes.stream()
                                .map(held -> held.lane().endpoint().value())
                                .collect(Collectors.joining(",")))
                .bind(
                        "limits",
                        lanes.stream()
                                .map(held -> Integer.toString(
                                        claim.rows(held.lane().health().quantum())))
                                .collect(Collectors.joining(",")))
                .bind("now", claim.now())
                .map(LaneContents::candidate)
                .list();
    }
}
