package dev.drawbridge.jdbi.internal.sql;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.COMPANY;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.ENDPOINT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.INSTANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.core.http.Json;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.webhooks.spi.EndpointId;
import dev.drawbridge.webhooks.spi.OutboxEvent;
import dev.drawbridge.webhooks.spi.OutboxEvent.Audience;
import dev.drawbridge.webhooks.spi.OutboxEvent.Granted;
import dev.drawbridge.webhooks.spi.OutboxEvent.Only;
import dev.drawbridge.webhooks.spi.OutboxStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Events in {@code dp_wh_event}. Thread-safe. */
public final class JdbiOutboxStore implements OutboxStore {

    static final Table<OutboxEvent> TABLE = new Table<>("dp_wh_event", JdbiOutboxStore::columns);

    private static final String WAITING = "select 1 from dp_wh_event where pos is null fetch first 1 rows only";

    /** One fan-out at a time, and the positions are dense: the counter moves in the transaction that uses it. */
    private static final String LOCK_POSITION = """
            select last_position from dp_wh_position where name = 'events' for update""";

    private static final String FIRST_POSITION = """
            insert into dp_wh_position (name, last_position) values ('events', 0)""";

    private static final String MOVE_POSITION = """
            update dp_wh_position set last_position = :position where name = 'events'""";

    private static final String NEXT = """
            select * from dp_wh_event where pos is null order by id fetch first :limit rows only""";

    private static final String STAMP = "update dp_wh_event set pos = :position where id = :id";

    private static final String LISTENERS = """
            select e.id, e.events, g.company_id, g.scopes, g.since
            from dp_wh_endpoint e join dp_app a on a.id = e.app_id join dp_grant g on g.app_id = a.id
            where e.status = 'ACTIVE' and a.status = 'ACTIVE' and (a.expires_at is null or a.expires_at > :now)
            and g.ended is null and g.company_id in (<companies>)""";

    private static final String TESTED = "select id from dp_wh_endpoint where status = 'ACTIVE' and id in (<ids>)";

    private static final String DELIVER = """
            insert into dp_wh_delivery
                (id, event_id, endpoint_id, status, due_at, retry_at, attempts, tries, manual, created_at)
            values (:id, :event, :endpoint, 'PENDING', :now, :now, 0, 0, false, :now)""";

    /** Always writes the row: its lock makes a completion on another node see the new deliveries or wait for them. */
    private static final String WAKE_LANE = """
            update dp_wh_lane set next_due_at =
                case when next_due_at is null or next_due_at > :now then :now else next_due_at end
            where endpoint_id = :endpoint""";

    private static final String EXPIRED = """
            select id from dp_wh_event where expires_at < :before and pos is not null
            fetch first :limit rows only""";

    private static final String PURGE_ATTEMPTS = """
            delete from dp_wh_attempt where delivery_id in
                (select id from dp_wh_delivery where event_id in (<ids>))""";

    private static final String PURGE_DELIVERIES = "delete from dp_wh_delivery where event_id in (<ids>)";

    private static final String PURGE_EVENTS = "delete from dp_wh_event where id in (<ids>)";

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    public JdbiOutboxStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /** An endpoint, what it wants, and a grant by which it may have it. */
    private record Listener(EndpointId endpoint, List<String> events, CompanyId company, Scopes scopes, Instant since) {

        boolean hears(OutboxEvent event) {
            return events.contains(event.type()) && event.reaches(company, scopes, since);
        }
    }

    @Override
    public void append(OutboxEvent event) {
        transactions.useHandle(handle -> TABLE.insert(handle, event));
    }

    @Override
    public boolean waiting() {
        return transactions.withHandle(handle ->
                handle.createQuery(WAITING).mapTo(Integer.class).findOne().isPresent());
    }

    @Override
    public int fanOut(Instant now, int limit, Supplier<String> ids) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            long last = lockPosition(handle);
            List<OutboxEvent> events =
                    handle.createQuery(NEXT).bind("limit", limit).map(TABLE).list();
            if (!events.isEmpty()) {
                deliver(handle, events, now, ids);
                stamp(handle, events, last);
            }
            return events.size();
        }));
    }

    private long lockPosition(Handle handle) {
        Optional<Long> last =
                handle.createQuery(LOCK_POSITION).mapTo(Long.class).findOne();
        if (last.isPresent()) {
            return last.get();
        }
        // The very first fan-out on this database; of several nodes one makes the row, then all queue up.
        dialect.insertIfAbsent(handle, FIRST_POSITION, insert -> insert);
        return handle.createQuery(LOCK_POSITION).mapTo(Long.class).one();
    }

    private static void deliver(Handle handle, List<OutboxEvent> events, Instant now, Supplier<String> ids) {
        List<Listener> listeners = listeners(handle, events, now);
        Set<String> tested = tested(handle, events);
        Set<String> lanes = new TreeSet<>();
        PreparedBatch deliveries = handle.prepareBatch(DELIVER);
        for (OutboxEvent event : events) {
            for (String endpoint : audience(event, listeners, tested)) {
                lanes.add(endpoint);
                deliveries
                        .bind("id", ids.get())
                        .bind("event", event.id())
                        .bind("endpoint", endpoint)
                        .bind("now", now)
                        .add();
            }
        }
        if (lanes.isEmpty()) {
            return;
        }
        deliveries.execute();
        // In one order everywhere, so that two of these never wait for each other.
        PreparedBatch wakeUps = handle.prepareBatch(WAKE_LANE);
        lanes.forEach(lane -> wakeUps.bind("endpoint", lane).bind("now", now).add());
        wakeUps.execute();
    }

    private static Set<String> audience(OutboxEvent event, List<Listener> listeners, Set<String> tested) {
        Set<String> audience = new LinkedHashSet<>();
        if (event.audience() instanceof Only only) {
            if (tested.contains(only.endpoint().value())) {
                audience.add(only.endpoint().value());
            }
            return audience;
        }
        listeners.stream()
                .filter(listener -> listener.hears(event))
                .forEach(listener -> audience.add(listener.endpoint().value()));
        return audience;
    }

    private static List<Listener> listeners(Handle handle, List<OutboxEvent> events, Instant now) {
        Set<String> companies = collect(
                events,
                event -> event.audience() instanceof Granted granted
                        ? granted.company().value()
                        : null);
        return companies.isEmpty()
                ? List.of()
                : handle.createQuery(LISTENERS)
                        .bindList("companies", new ArrayList<>(companies))
                        .bind("now", now)
                        .map((row, context) -> new Listener(
                                new EndpointId(row.getString("id")),
                                Json.readTexts(row.getString("events")),
                                new CompanyId(row.getString("company_id")),
                                Scopes.parse(row.getString("scopes")),
                                Columns.instant(row, "since")))
                        .list();
    }

    private static Set<String> tested(Handle handle, List<OutboxEvent> events) {
        Set<String> wanted = collect(
                events,
                event -> event.audience() instanceof Only only ? only.endpoint().value() : null);
        return wanted.isEmpty()
                ? Set.of()
                : Set.copyOf(handle.createQuery(TESTED)
                        .bindList("ids", new ArrayList<>(wanted))
                        .mapTo(String.class)
                        .list());
    }

    private static Set<String> collect(List<OutboxEvent> events, Function<OutboxEvent, @Nullable String> part) {
        Set<String> values = new TreeSet<>();
        for (OutboxEvent event : events) {
            String value = part.apply(event);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private static void stamp(Handle handle, List<OutboxEvent> events, long last) {
        long position = last;
        PreparedBatch stamps = handle.prepareBatch(STAMP);
        for (OutboxEvent event : events) {
            position++;
            stamps.bind("id", event.id()).bind("position", position).add();
        }
        stamps.execute();
        handle.createUpdate(MOVE_POSITION).bind("position", position).execute();
    }

    @Override
    public int purge(Instant before, int limit) {
        return transactions.inTransaction(() -> transactions.withHandle(handle -> {
            List<String> ids = handle.createQuery(EXPIRED)
                    .bind("before", before)
                    .bind("limit", limit)
                    .mapTo(String.class)
                    .list();
            if (ids.isEmpty()) {
                return 0;
            }
            handle.createUpdate(PURGE_ATTEMPTS).bindList("ids", ids).execute();
            handle.createUpdate(PURGE_DELIVERIES).bindList("ids", ids).execute();
            return handle.createUpdate(PURGE_EVENTS).bindList("ids", ids).execute();
        }));
    }

    private static OutboxEvent columns(Row<OutboxEvent> row) {
        return new OutboxEvent(
                row.column("id", TEXT, OutboxEvent::id),
                row.column("type", TEXT, OutboxEvent::type),
                row.part(OutboxEvent::audience, JdbiOutboxStore::audience),
                row.column("occurred_at", INSTANT, OutboxEvent::occurredAt),
                row.column("body", TEXT, OutboxEvent::body),
                row.column("expires_at", INSTANT, OutboxEvent::expiresAt));
    }

    private static Audience audience(Row<Audience> row) {
        CompanyId company =
                row.nullable("company_id", COMPANY, to -> to instanceof Granted granted ? granted.company() : null);
        String scope = row.nullable("scope", TEXT, to -> to instanceof Granted granted ? granted.scope() : null);
        EndpointId endpoint =
                row.nullable("endpoint_id", ENDPOINT, to -> to instanceof Only only ? only.endpoint() : null);
        return endpoint == null
                ? new Granted(Objects.requireNonNull(company), Objects.requireNonNull(scope))
                : new Only(endpoint);
    }
}
