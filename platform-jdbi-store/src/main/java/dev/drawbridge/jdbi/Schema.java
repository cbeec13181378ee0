package dev.drawbridge.jdbi;

import dev.drawbridge.core.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables of the platform up to date: numbered SQL files per database, a history table with checksums, and a lock
 * so that nodes that start at once migrate once.
 *
 * <p>A file that was released never changes; a change of the tables is a new file. On PostgreSQL all missing files run in
 * one transaction. H2 commits each statement, so its files must bear being run again ({@code if not exists}).
 */
final class Schema {

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
    private static final String FOLDER = "schema/";
    private static final String CLASS_PATH = "dev/drawbridge/jdbi/";

    /** All files, oldest first. */
    private static final List<String> FILES = List.of(
            "V001__core.sql",
            "V002__accounts.sql",
            "V003__secrets.sql",
            "V004__tokens.sql",
            "V005__consent.sql",
            "V006__limits.sql",
            "V007__webhooks.sql",
            "V008__journal_delivery.sql",
            "V009__remembered_consent.sql",
            "V010__bound_families.sql",
            "V011__pushed_requests.sql",
            "V012__app_security.sql",
            "V013__bound_codes_and_resources.sql",
            "V014__registrations.sql",
            "V015__unverified_developers.sql",
            "V016__mail_order.sql",
            "V017__webhook_turns.sql",
            "V019__retention.sql");

    private static final String CREATE_HISTORY = """
            create table if not exists dp_schema_history (
                version integer primary key,
                name varchar(200) not null,
                checksum varchar(64) not null
            )""";

    private static final String HISTORY = "select version, checksum from dp_schema_history";

    private static final String REMEMBER = """
            insert into dp_schema_history (version, name, checksum) values (:version, :name, :checksum)""";

    private final Jdbi jdbi;
    private final Dialect dialect;
    private final List<Migration> migrations;

    Schema(Jdbi jdbi, Dialect dialect) {
        this.jdbi = jdbi;
        this.dialect = dialect;
        this.migrations =
                FILES.stream().map(file -> Migration.read(dialect, file)).toList();
    }

    void apply(SchemaMode mode) {
        switch (mode) {
            case AUTO -> dialect.exclusively(jdbi, this::migrate);
            case VALIDATE -> jdbi.useHandle(this::validate);
            case NONE -> LOG.debug("The tables are neither created nor checked");
        }
    }

    private void migrate(Handle handle) {
        handle.execute(CREATE_HISTORY);
        Map<Integer, String> history = history(handle);
        checkUnchanged(history);
        for (Migration migration : migrations) {
            if (!history.containsKey(migration.version)) {
                run(handle, migration);
                LOG.info("Applied {}", migration.path);
            }
        }
    }

    private void validate(Handle handle) {
        Map<Integer, String> history;
        try {
            history = history(handle);
        } catch (JdbiException e) {
            if (StartChecks.remedy(e).isPresent()) {
                throw e;
            }
            LOG.debug("There is no history: {}", DatabaseFailures.sqlState(e));
            history = Map.of();
        }
        checkUnchanged(history);
        List<String> problems = new ArrayList<>();
        for (Migration migration : migrations) {
            if (!history.containsKey(migration.version)) {
                problems.add(
                        "The tables of " + migration.path + " are missing. Run that file from the class path, then "
                                + migration.remember() + "; or let the platform do both with SchemaMode.AUTO.");
            }
        }
        if (!problems.isEmpty()) {
            problems.add("The history table is: " + CREATE_HISTORY.replaceAll("\\s+", " ") + ";");
            throw new ConfigurationException(problems);
        }
    }

    private void checkUnchanged(Map<Integer, String> history) {
        List<String> problems = migrations.stream()
                .filter(migration -> !history.getOrDefault(migration.version, migration.checksum)
                        .equals(migration.checksum))
                .map(migration -> migration.path + " differs from what was applied to this database.")
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    private static Map<Integer, String> history(Handle handle) {
        Map<Integer, String> history = new TreeMap<>();
        handle.createQuery(HISTORY)
                .map((row, context) -> Map.entry(row.getInt("version"), row.getString("checksum")))
                .forEach(entry -> history.put(entry.getKey(), entry.getValue()));
        return history;
    }

    private static void run(Handle handle, Migration migration) {
        try (Statement statement = handle.getConnection().createStatement()) {
            for (String sql : SqlScript.split(migration.sql)) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw StartChecks.remedy(e)
                    .<RuntimeException>map(StartChecks::refused)
                    .orElseGet(() -> new IllegalStateException(migration.path + " failed: " + e.getMessage(), e));
        }
        handle.createUpdate(REMEMBER)
                .bind("version", migration.version)
                .bind("name", migration.file)
                .bind("checksum", migration.checksum)
                .execute();
    }

    private record Migration(int version, String file, String path, String sql, String checksum) {

        static Migration read(Dialect dialect, String file) {
            String resource = FOLDER + dialect.name() + "/" + file;
            try (InputStream in = Schema.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalStateException("Missing on the class path: " + CLASS_PATH + resource);
                }
                // A checkout may have changed the line ends.
                String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
                return new Migration(
                        Integer.parseInt(file.substring(1, 4)), file, CLASS_PATH + resource, sql, sha256(sql));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String remember() {
            return "insert into dp_schema_history (version, name, checksum) values (" + version + ", '" + file + "', '"
                    + checksum + "')";
        }

        private static String sha256(String text) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }
    }
}
