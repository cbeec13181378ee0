package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.core.spi.store.Tenant;
import dev.drawbridge.webhooks.spi.DueDelivery;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.LaneBatch;
import dev.drawbridge.webhooks.spi.LaneHealth;
import dev.drawbridge.webhooks.spi.OutboxEvent;
import dev.drawbridge.webhooks.spi.OutboxEvent.Granted;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** Fills leased lanes with the deliveries that their apps may still get, and cancels the others. */
public final class LaneContents {

    private static final String GRANTS = """
            select app_id, company_id, scopes, since from dp_grant
            where ended is null and app_id in (<apps>) and company_id in (<companies>)""";

    private static final String CANCEL = """
            update dp_wh_delivery set due_at = null, retry_at = null, manual = false,
                status = case when status = 'PENDING' then 'CANCELLED' else status end
            where id = :id""";

    private LaneContents() {}

    /** A delivery that is due on a lane. */
    record Candidate(String lane, OutboxEvent event, DueDelivery due) {}

    private record Permission(CompanyId company, Scopes scopes, Instant since) {}

    public static List<LaneBatch> fill(Handle handle, List<LaneLeases.Held> lanes, List<Candidate> candidates) {
        Map<String, List<Candidate>> byLane = new HashMap<>();
        candidates.forEach(candidate -> byLane.computeIfAbsent(candidate.lane(), unused -> new ArrayList<>())
                .add(candidate));
        Map<String, List<Permission>> permissions = permissions(handle, lanes, candidates);
        List<Candidate> cancelled = new ArrayList<>();
        List<LaneBatch> filled = new ArrayList<>();
        for (LaneLeases.Held held : lanes) {
            List<Permission> given = held.usable() ? permissions.getOrDefault(held.app(), List.of()) : List.of();
            List<DueDelivery> due = new ArrayList<>();
            for (Candidate candidate :
                    byLane.getOrDefault(held.lane().endpoint().value(), List.of())) {
                if (permitted(candidate.event(), given)) {
                    due.add(candidate.due());
                } else {
                    cancelled.add(candidate);
                }
            }
            LaneBatch lane = held.lane();
            filled.add(new LaneBatch(lane.endpoint(), lane.tenant(), lane.url(), lane.epoch(), lane.health(), due));
        }
        cancel(handle, cancelled);
        return filled;
    }

    private static void cancel(Handle handle, List<Candidate> candidates) {
        if (!candidates.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch(CANCEL);
            candidates.forEach(
                    candidate -> batch.bind("id", candidate.due().id()).add());
            batch.execute();
        }
    }

    /** What each app may hear of now; nothing if it is not in use any more. */
    private static Map<String, List<Permission>> permissions(
            Handle handle, List<LaneLeases.Held> lanes, List<Candidate> candidates) {
        TreeSet<String> companies = new TreeSet<>();
        for (Candidate candidate : candidates) {
            if (candidate.event().audience() instanceof Granted granted) {
                companies.add(granted.company().value());
            }
        }
        TreeSet<String> apps = new TreeSet<>();
        lanes.stream().filter(LaneLeases.Held::usable).forEach(held -> apps.add(held.app()));
        Map<String, List<Permission>> permissions = new HashMap<>();
        if (companies.isEmpty() || apps.isEmpty()) {
            return permissions;
        }
        handle.createQuery(GRANTS)
                .bindList("apps", new ArrayList<>(apps))
                .bindList("companies", new ArrayList<>(companies))
                .map((row, context) -> Map.entry(
                        row.getString("app_id"),
                        new Permission(
                                new CompanyId(row.getString("company_id")),
                                Scopes.parse(row.getString("scopes")),
                                Columns.instant(row, "since"))))
                .forEach(entry -> permissions
                        .computeIfAbsent(entry.getKey(), unused -> new ArrayList<>())
                        .add(entry.getValue()));
        return permissions;
    }

    private static boolean permitted(OutboxEvent event, List<Permission> permissions) {
        return event.audience() instanceof OutboxEvent.Only
                || permissions.stream()
                        .anyMatch(given -> event.reaches(given.company(), given.scopes(), given.since()));
    }

    static LaneLeases.Held held(ResultSet row) throws SQLException {
        LaneHealth health = new LaneHealth(
                row.getInt("failures"),
                Columns.instantOrNull(row, "failing_since"),
                Columns.instantOrNull(row, "not_before"),
                row.getInt("quantum"));
        LaneBatch lane = new LaneBatch(
                new EndpointId(row.getString("endpoint_id")),
                tenant(row),
                URI.create(row.getString("url")),
                row.getLong("lease_epoch"),
                health,
                List.of());
        return new LaneLeases.Held(lane, row.getString("app_id"), row.getBoolean("usable"));
    }

    /** The developer who owns the app, or the app itself: {@code owner_id} and {@code app_id} of a row. */
    public static Tenant tenant(ResultSet row) throws SQLException {
        String owner = row.getString("owner_id");
        return owner == null ? Tenant.hostApp(row.getString("app_id")) : Tenant.developer(owner);
    }

    static Candidate candidate(ResultSet row, StatementContext context) throws SQLException {
        OutboxEvent event = JdbiOutboxStore.TABLE.map(row, context);
        return new Candidate(
                row.getString("lane_id"),
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
