package dev.drawbridge.examples.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real PostgreSQL with the settings of an installation, commits on disk included. Counting statements costs it CPU, so
 * counting and measuring are different runs.
 */
final class Database implements AutoCloseable {

    private static final String EXECUTED = """
            select calls, query from pg_stat_statements join pg_database on pg_database.oid = dbid
            where query not like '%pg_stat_statements%' order by calls desc
            """;

    private final EmbeddedPostgres postgres;
    private final long pid;

    private Database(EmbeddedPostgres postgres, long pid) {
        this.postgres = postgres;
        this.pid = pid;
    }

    static Database start(boolean countStatements) throws IOException {
        Path folder = Files.createTempDirectory("drawbridge-load");
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on");
        if (countStatements) {
            builder.setServerConfig("shared_preload_libraries", "pg_stat_statements");
        }
        EmbeddedPostgres postgres = builder.start();
        long pid = Long.parseLong(
                Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
        Database database = new Database(postgres, pid);
        if (countStatements) {
            database.execute("create extension pg_stat_statements");
        }
        return database;
    }

    /** The first of PostgreSQL's processes; all others are its children. */
    long pid() {
        return pid;
    }

    /** Returns the environment variables that lead the host here. */
    Map<String, String> variables() {
        return variables("postgres");
    }

    /** Makes one more database, and returns the environment variables that lead there. */
    Map<String, String> create(String name) {
        execute("create database " + name);
        return variables(name);
    }

    private Map<String, String> variables(String name) {
        return Map.of(
                "DATABASE_URL", "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name,
                "DATABASE_USER", "postgres",
                "DATABASE_PASSWORD", "postgres");
    }

    /** A statement and how often it ran. */
    record Executed(long calls, String sql) {}

    void forgetStatements() {
        execute("select pg_stat_statements_reset()");
    }

    List<Executed> statements() {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(EXECUTED)) {
            List<Executed> executed = new ArrayList<>();
            while (rows.next()) {
                executed.add(new Executed(
                        rows.getLong(1),
                        rows.getString(2).replaceAll("\\s+", " ").strip()));
            }
            return executed;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
