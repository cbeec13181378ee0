package dev.drawbridge.jdbi.internal.sql;

import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.spi.store.StoreFailedException;
import dev.drawbridge.jdbi.SchemaMode;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables of the platform up to date: numbered SQL files, a history table with checksums, and a lock so that nodes
 * that start at the same time migrate once.
 *
 * <p>A file that was released never changes; a change of the tables is a new file at the end of {@link #FILES}. On
 * PostgreSQL all missing files run in one transaction. H2 commits each statement, so its files must bear being run again
 * ({@code if not exists}).
 */
public final class Schema {

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    /** All files, oldest first. */
    private static final List<String> FILES = List.of("V001__schema.sql");

    private static final String CREATE_HISTORY = """
            create table if not exists dp_schema_history (
                version integer primary key,
                name varchar(200) not null,
                checksum varchar(64) not null
            )""";

    private static final String HISTORY = "select version, checksum from dp_schema_history";

    private static final String APPLIED = "select name from dp_schema_history order by version";

    private static final String REMEMBER = """
            insert into dp_schema_history (version, name, checksum) values (%d, '%s', '%s')""";

    private final Jdbi jdbi;
    private final Dialect dialect;
    private final List<SchemaStep> steps;

    public Schema(Jdbi jdbi, Dialect dialect) {
        this(jdbi, dialect, steps(dialect));
    }

    /** For tests that add a step of their own. */
    public Schema(Jdbi jdbi, Dialect dialect, List<SchemaStep> steps) {
        this.jdbi = jdbi;
        this.dialect = dialect;
        this.steps = List.copyOf(steps);
    }

    public static List<SchemaStep> steps(Dialect dialect) {
        return FILES.stream().map(file -> SchemaStep.read(dialect, file)).toList();
    }

    public void apply(SchemaMode mode) {
        switch (mode) {
            case AUTO -> dialect.exclusively(jdbi, this::migrate);
            case VALIDATE -> jdbi.useHandle(this::validate);
            case NONE -> LOG.debug("The tables are neither created nor checked");
        }
    }

    /** The SQL that {@link SchemaMode#AUTO} would run now; empty if nothing is missing. */
    public String missingSql() {
        List<SchemaStep> missing = jdbi.withHandle(this::missing);
        return missing.isEmpty() ? "" : script(missing);
    }

    /** The SQL that creates everything. */
    public static String script(Dialect dialect) {
        return script(steps(dialect));
    }

    private static String script(List<SchemaStep> steps) {
        StringBuilder script = new StringBuilder(CREATE_HISTORY).append(";\n\n");
        steps.forEach(step ->
                script.append(step.sql()).append('\n').append(remember(step)).append(";\n"));
        return script.toString();
    }

    private void migrate(Handle handle) {
        handle.execute(CREATE_HISTORY);
        for (SchemaStep step : notIn(history(handle))) {
            run(handle, step);
            LOG.info("Applied {}", step.path());
        }
    }

    private void validate(Handle handle) {
        List<SchemaStep> missing = missing(handle);
        if (!missing.isEmpty()) {
            List<String> problems = new ArrayList<>();
            missing.forEach(step -> problems.add("The tables of " + step.path() + " are missing."));
            problems.add(
                    "Run the SQL that JdbiStores.missingSchema returns for this database as the owner of the tables, or"
                            + " let the platform create them with SchemaMode.AUTO.");
            throw new ConfigurationException(problems);
        }
    }

    private List<SchemaStep> missing(Handle handle) {
        try {
            return notIn(history(handle));
        } catch (JdbiException e) {
            if (StartChecks.remedy(e).isPresent()) {
                throw e;
            }
            LOG.debug("There is no history: {}", DatabaseFailures.sqlState(e));
            return steps;
        }
    }

    private List<SchemaStep> notIn(Map<Integer, String> history) {
        List<String> problems = steps.stream()
                .filter(step ->
                        !history.getOrDefault(step.version(), step.checksum()).equals(step.checksum()))
                .map(step -> step.path() + " differs from what was applied to this database.")
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return steps.stream()
                .filter(step -> !history.containsKey(step.version()))
                .toList();
    }

    private static Map<Integer, String> history(Handle handle) {
        Map<Integer, String> history = new TreeMap<>();
        handle.createQuery(HISTORY)
                .map((row, context) -> Map.entry(row.getInt("version"), row.getString("checksum")))
                .forEach(entry -> history.put(entry.getKey(), entry.getValue()));
        return history;
    }

    private static void run(Handle handle, SchemaStep step) {
        try (Statement statement = handle.getConnection().createStatement()) {
            for (String sql : SqlScript.split(step.sql())) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw StartChecks.remedy(e)
                    .<RuntimeException>map(StartChecks::refused)
                    .orElseGet(() -> new IllegalStateException(step.path() + " failed: " + e.getMessage(), e));
        }
        handle.execute(remember(step));
    }

    // Its values are the library's own.
    private static String remember(SchemaStep step) {
        return String.format(Locale.ROOT, REMEMBER, step.version(), step.file(), step.checksum());
    }

    /** The names of the steps in the history; none if somebody made the tables without it. */
    public static List<String> applied(JdbiTransactions transactions) {
        try {
            return transactions.withHandle(
                    handle -> handle.createQuery(APPLIED).mapTo(String.class).list());
        } catch (StoreFailedException e) {
            LOG.debug("There is no history", e);
            return List.of();
        }
    }
}
