package dev.drawbridge.jdbi;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.webhooks.store.DueDelivery;
import dev.drawbridge.webhooks.store.EndpointId;
import dev.drawbridge.webhooks.store.EndpointStatus;
import dev.drawbridge.webhooks.store.LaneBatch;
import dev.drawbridge.webhooks.store.LaneClaim;
import dev.drawbridge.webhooks.store.LaneHealth;
import dev.drawbridge.webhooks.store.LaneResult;
import dev.drawbridge.webhooks.store.LaneStore;
import dev.drawbridge.webhooks.store.OutboxEvent;
import dev.drawbridge.webhooks.store.OutboxEvent.Granted;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Lanes in {@code dp_wh_lane}. Thread-safe.
 *
 * <p>Every verb locks the lane's row first and deliveries afterwards, so nothing here waits in a circle.
 */
final class JdbiLaneStore implements LaneStore {

    /** How many lanes are tried when other nodes are faster. */
    private static final int CANDIDATES = 16;

    private static final String LOCK = "select lease_epoch from dp_wh_lane where endpoint_id = :id for update";

    private static final String DUE_LANES = """
            select l.endpoint_id from dp_wh_lane l join dp_wh_endpoint e on e.id = l.endpoint_id
            where l.next_due_at <= :now and (l.lease_until is null or l.lease_until <= :coordination)
            and e.status = 'ACTIVE' order by l.last_served_at fetch first :limit rows only""";

    private static final String LEASE = """
            update dp_wh_lane set lease_owner = :node, lease_epoch = lease_epoch + 1, lease_until = :until,
                last_served_at = :coordination
            where endpoint_id = :id and next_due_at <= :now
            and (lease_until is null or lease_until <= :coordination)""";

    private static final String LEASED = """
            select l.*, e.url, e.app_id,
                case when a.status = 'ACTIVE' and (a.expires_at is null or a.expires_at > :now)
                    then true else false end as usable
            from dp_wh_lane l join dp_wh_endpoint e on e.id = l.endpoint_id left join dp_app a on a.id = e.app_id
            where l.endpoint_id = :id""";

    private static final String DUE = """
            select d.id as delivery_id, d.attempts, d.tries, d.manual, v.*
            from dp_wh_delivery d join dp_wh_event v on v.id = d.event_id
            where d.endpoint_id = :id and d.due_at <= :now order by d.due_at, d.id fetch first :limit rows only""";

    private static final String GRANTS = """
            select company_id, scopes, since from dp_grant
            where app_id = :app and ended is null and company_id in (<companies>)""";

    private static final String CANCEL = """
            update dp_wh_delivery set due_at = null, retry_at = null, manual = false,
                status = case when status = 'PENDING' then 'CANCELLED' else status end
            where id = :id""";

    private static final String CANCEL_ALL = """
            update dp_wh_delivery set due_at = null, retry_at = null, manual = false,
                status = case when status = 'PENDING' then 'CANCELLED' else status end
            where endpoint_id = :id and due_at is not null""";

    private static final String DISABLE = """
            update dp_wh_endpoint set status = :status, version = version + 1 where id = :id and status = 'ACTIVE'""";

    private static final String EARLIEST = """
            select min(due_at) as due_at from dp_wh_delivery where endpoint_id = :id and due_at is not null""";

    private static final String GIVE_BACK = """
            update dp_wh_lane set lease_owner = null, lease_until = null, failures = :failures,
                failing_since = :since, not_before = :notBefore, next_due_at = :next
            where endpoint_id = :id""";

    private final JdbiTransactions transactions;

    JdbiLaneStore(JdbiTransactions transactions) {
        this.transactions = transactions;
    }

    /** Locks the lane of an endpoint; tells whether there is one. */
    static boolean lock(Handle handle, EndpointId id) {
        return epoch(handle, id).isPresent();
    }

    private static Optional<Long> epoch(Handle handle, EndpointId id) {
        return handle.createQuery(LOCK).bind("id", id.value()).mapTo(Long.class).findOne();
    }

    private record Candidate(OutboxEvent event, DueDelivery due) {}

    private record Held(LaneBatch lane, String app, boolean usable) {}

    private record Permission(CompanyId company, Scopes scopes, Instant since) {}

    @Override
    public Optional<LaneBatch> claim(LaneClaim claim) {
        List<String> lanes = transactions.withHandle(handle -> handle.createQuery(DUE_LANES)
                .bind("now", claim.now())
                .bind("coordination", claim.coordination())
                .bind("limit", CANDIDATES)
                .mapTo(String.class)
                .list());
        for (String lane : lanes) {
            Optional<LaneBatch> taken =
                    transactions.inTransaction(() -> transactions.withHandle(handle -> take(handle, lane, claim)));
            if (taken.isPresent()) {
                return taken;
            }
        }
        return Optional.empty();
    }

    private static Optional<LaneBatch> take(Handle handle, String lane, LaneClaim claim) {
        int leased = handle.createUpdate(LEASE)
                .bind("id", lane)
                .bind("node", claim.node())
                .bind("until", claim.leaseUntil())
                .bind("coordination", claim.coordination())
                .bind("now", claim.now())
                .execute();
        if (leased == 0) {
            return Optional.empty();
        }
        return handle.createQuery(LEASED)
                .bind("id", lane)
                .bind("now", claim.now())
                .map((row, context) -> held(row))
                .findOne()
                .map(held -> fill(handle, held, claim));
    }

    private static LaneBatch fill(Handle handle, Held held, LaneClaim claim) {
        LaneBatch lane = held.lane();
        List<Candidate> candidates = handle.createQuery(DUE)
                .bind("id", lane.endpoint().value())
                .bind("now", claim.now())
                .bind("limit", claim.limit())
                .map((row, context) -> candidate(row))
                .list();
        List<Permission> permissions = permissions(handle, held, candidates);
        List<DueDelivery> due = new ArrayList<>();
        PreparedBatch cancelled = handle.prepareBatch(CANCEL);
        for (Candidate candidate : candidates) {
            if (permitted(candidate.event(), permissions)) {
                due.add(candidate.due());
            } else {
                cancelled.bind("id", candidate.due().id()).add();
            }
        }
        if (due.size() < candidates.size()) {
            cancelled.execute();
        }
        return new LaneBatch(lane.endpoint(), lane.url(), lane.epoch(), lane.health(), due);
    }

    /** What the app may hear of now; nothing if it is not in use any more. */
    private static List<Permission> permissions(Handle handle, Held held, List<Candidate> candidates) {
        TreeSet<String> companies = new TreeSet<>();
        for (Candidate candidate : candidates) {
            if (candidate.event().audience() instanceof Granted granted) {
                companies.add(granted.company().value());
            }
        }
        if (companies.isEmpty() || !held.usable()) {
            return List.of();
        }
        return handle.createQuery(GRANTS)
                .bind("app", held.app())
                .bindList("companies", new ArrayList<>(companies))
                .map((row, context) -> new Permission(
                        new CompanyId(row.getString("company_id")),
                        Scopes.parse(row.getString("scopes")),
                        Columns.instant(row, "since")))
                .list();
    }

    private static boolean permitted(OutboxEvent event, List<Permission> permissions) {
        return event.audience() instanceof OutboxEvent.Only
                || permissions.stream()
                        .anyMatch(given -> event.reaches(given.company(), given.scopes(), given.since()));
    }

    @Override
    public boolean complete(LaneBatch batch, LaneResult result) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            EndpointId id = batch.endpoint();
            boolean mine =
                    epoch(handle, id).filter(epoch -> epoch == batch.epoch()).isPresent();
            DeliveryResults.apply(handle, result.results(), mine);
            if (mine) {
                disable(handle, id, result);
                giveBack(handle, id, result.health());
            }
            return mine;
        }));
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

    /** The look at the deliveries is a statement after the lock, so it sees what a fan-out has committed meanwhile. */
    private static void giveBack(Handle handle, EndpointId id, LaneHealth health) {
        Instant earliest = handle.createQuery(EARLIEST)
                .bind("id", id.value())
                .map((row, context) -> Optional.ofNullable(Columns.instantOrNull(row, "due_at")))
                .one()
                .orElse(null);
        Instant notBefore = health.notBefore();
        boolean held = earliest != null && notBefore != null && earliest.isBefore(notBefore);
        handle.createUpdate(GIVE_BACK)
                .bind("id", id.value())
                .bind("failures", health.failures())
                .bind("since", health.failingSince())
                .bind("notBefore", notBefore)
                .bind("next", held ? notBefore : earliest)
                .execute();
    }

    private static Held held(ResultSet row) throws SQLException {
        LaneHealth health = new LaneHealth(
                row.getInt("failures"),
                Columns.instantOrNull(row, "failing_since"),
                Columns.instantOrNull(row, "not_before"));
        LaneBatch lane = new LaneBatch(
                new EndpointId(row.getString("endpoint_id")),
                URI.create(row.getString("url")),
                row.getLong("lease_epoch"),
                health,
                List.of());
        return new Held(lane, row.getString("app_id"), row.getBoolean("usable"));
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        OutboxEvent event = JdbiOutboxStore.event(row);
        return new Candidate(
                event,
                new DueDelivery(
                        row.getString("delivery_id"),
                        event.id(),
                        event.body(),
                        row.getInt("attempts"),
                        row.getInt("tries"),
                        row.getBoolean("manual")));
    }
}
