package dev.drawbridge.examples.host;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Databases for hosts of tests: H2 files, and databases of one real PostgreSQL per JVM. */
enum TestDatabase {
    H2 {
        @Override
        Map<String, String> variables(Path folder) {
            return h2File(folder);
        }
    },
    POSTGRES {
        @Override
        Map<String, String> variables(Path folder) {
            return postgres();
        }
    };

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** A database of its own, as the environment variables that name it. */
    abstract Map<String, String> variables(Path folder);

    /** An H2 file of its own, as the environment variables that name it. */
    static Map<String, String> h2File(Path folder) {
        return Map.of("DATABASE_URL", "jdbc:h2:file:" + folder.resolve("fieldwork"));
    }

    /** A PostgreSQL database of its own, as the environment variables that name it. */
    static Map<String, String> postgres() {
        String name = "fieldwork" + COUNT.incrementAndGet();
        try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Map.of(
                "DATABASE_URL", "jdbc:postgresql://localhost:" + Server.RUNNING.getPort() + "/" + name,
                "DATABASE_USER", "postgres",
                "DATABASE_PASSWORD", "postgres");
    }

    /** Started with the first database that is asked for; ends with the JVM. */
    private static final class Server {

        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
