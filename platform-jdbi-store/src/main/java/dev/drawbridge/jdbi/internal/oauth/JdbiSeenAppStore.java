package dev.drawbridge.jdbi.internal.oauth;

import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.ADDRESS;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.GRANT;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.SCOPES;
import static dev.drawbridge.jdbi.internal.sql.ColumnTypes.TEXT;

import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.jdbi.internal.sql.ColumnType;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.jdbi.internal.sql.Row;
import dev.drawbridge.jdbi.internal.sql.Table;
import dev.drawbridge.oauth.spi.SeenApp;
import dev.drawbridge.oauth.spi.SeenAppStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What users saw of apps, in {@code dp_seen_app}. Thread-safe. */
final class JdbiSeenAppStore implements SeenAppStore {

    private static final Table<Seen> TABLE = new Table<>("dp_seen_app", JdbiSeenAppStore::columns);

    /** Separated by spaces. */
    private static final ColumnType<List<String>> DESTINATIONS =
            TEXT.as(JdbiSeenAppStore::destinations, destinations -> String.join(" ", destinations));

    private static final ColumnType<Map<String, Scopes>> ALLOWED =
            TEXT.as(JdbiSeenAppStore::allowed, JdbiSeenAppStore::lines);

    private static final String FIND = "select * from dp_seen_app where grant_id = :grant";

    private static final String REMOVE = "delete from dp_seen_app where grant_id in (<grants>)";

    /** A row. */
    private record Seen(GrantId grant, SeenApp app) {}

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    JdbiSeenAppStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    @Override
    public void put(GrantId grant, SeenApp app) {
        Seen seen = new Seen(grant, app);
        transactions.useHandle(handle -> {
            if (!TABLE.insertIfAbsent(handle, dialect, seen)) {
                TABLE.update(handle, seen, "grant_id = :grant_id").execute();
            }
        });
    }

    @Override
    public Optional<SeenApp> find(GrantId grant) {
        return transactions.withHandle(handle -> handle.createQuery(FIND)
                .bind("grant", grant.value())
                .map(TABLE)
                .map(Seen::app)
                .findOne());
    }

    @Override
    public int removeAll(Collection<GrantId> grants) {
        if (grants.isEmpty()) {
            return 0;
        }
        List<String> ids = grants.stream().map(GrantId::value).toList();
        return transactions.withHandle(
                handle -> handle.createUpdate(REMOVE).bindList("grants", ids).execute());
    }

    private static Seen columns(Row<Seen> row) {
        return new Seen(row.fixed().column("grant_id", GRANT, Seen::grant), row.part(Seen::app, JdbiSeenAppStore::app));
    }

    private static SeenApp app(Row<SeenApp> row) {
        return new SeenApp(
                row.column("name", TEXT, SeenApp::name),
                row.nullable("logo_url", ADDRESS, SeenApp::logo),
                row.column("destinations", DESTINATIONS, SeenApp::destinations),
                row.column("scopes", SCOPES, SeenApp::scopes),
                row.column("allowed", ALLOWED, SeenApp::allowed));
    }

    private static List<String> destinations(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    // A URI has neither spaces nor line ends, and scopes have none either (RFC 6749 §3.3).
    private static String lines(Map<String, Scopes> allowed) {
        return allowed.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().toWire())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, Scopes> allowed(String lines) {
        Map<String, Scopes> allowed = new HashMap<>();
        lines.lines().forEach(line -> {
            int space = line.indexOf(' ');
            allowed.put(line.substring(0, space), Scopes.parse(line.substring(space + 1)));
        });
        return allowed;
    }
}
