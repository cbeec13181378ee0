package dev.drawbridge.jdbi.internal.oauth;

import dev.drawbridge.core.model.GrantId;
import dev.drawbridge.core.model.Scopes;
import dev.drawbridge.jdbi.internal.sql.Dialect;
import dev.drawbridge.jdbi.internal.sql.JdbiTransactions;
import dev.drawbridge.oauth.spi.SeenApp;
import dev.drawbridge.oauth.spi.SeenAppStore;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** What users saw of apps, in {@code dp_seen_app}. Thread-safe. */
final class JdbiSeenAppStore implements SeenAppStore {

    private static final String INSERT = """
            insert into dp_seen_app (grant_id, name, logo_url, destinations, scopes, allowed)
            values (:grant, :name, :logo, :destinations, :scopes, :allowed)""";

    private static final String UPDATE = """
            update dp_seen_app set name = :name, logo_url = :logo, destinations = :destinations, scopes = :scopes, allowed = :allowed
            where grant_id = :grant""";

    private static final String FIND = "select * from dp_seen_app where grant_id = :grant";

    private static final String REMOVE = "delete from dp_seen_app where grant_id in (<grants>)";

    private final JdbiTransactions transactions;
    private final Dialect dialect;

    JdbiSeenAppStore(JdbiTransactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    @Override
    public void put(GrantId grant, SeenApp app) {
        transactions.useHandle(handle -> {
            if (!dialect.insertIfAbsent(handle, INSERT, insert -> bind(insert, grant, app))) {
                bind(handle.createUpdate(UPDATE), grant, app).execute();
            }
        });
    }

    @Override
    public Optional<SeenApp> find(GrantId grant) {
        return transactions.withHandle(handle -> handle.createQuery(FIND)
                .bind("grant", grant.value())
                .map((row, context) -> app(row))
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

    private static <S extends SqlStatement<S>> S bind(S statement, GrantId grant, SeenApp app) {
        URI logo = app.logo();
        return statement
                .bind("grant", grant.value())
                .bind("name", app.name())
                .bind("logo", logo == null ? null : logo.toString())
                .bind("destinations", String.join(" ", app.destinations()))
                .bind("scopes", app.scopes().toWire())
                .bind("allowed", lines(app.allowed()));
    }

    private static SeenApp app(ResultSet row) throws SQLException {
        @Nullable String logo = row.getString("logo_url");
        String destinations = row.getString("destinations");
        return new SeenApp(
                row.getString("name"),
                logo == null ? null : URI.create(logo),
                destinations.isEmpty() ? List.of() : List.of(destinations.split(" ", -1)),
                Scopes.parse(row.getString("scopes")),
                allowed(row.getString("allowed")));
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
