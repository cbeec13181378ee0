package dev.drawbridge.jdbi.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.jdbi.JdbiStores;
import dev.drawbridge.jdbi.PostgresDatabase;
import dev.drawbridge.jdbi.SchemaMode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases that cannot serve are refused at the start, in one line that says what to do. */
class StartChecksTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("A database whose encoding is not UTF-8 is refused")
    void anotherEncodingIsRefused() {
        for (String encoding : List.of("LATIN1", "SQL_ASCII")) {
            try (HikariDataSource database =
                    PostgresDatabase.emptyDatabase(" encoding '" + encoding + "' locale 'C' template template0")) {
                assertRefused(() -> JdbiStores.create(database), encoding, "encoding 'UTF8'");
            }
        }
    }

    @Test
    @DisplayName("A PostgreSQL database that takes no writes is refused")
    void aReadOnlyServerIsRefused() {
        try (HikariDataSource database = PostgresDatabase.emptyDatabase()) {
            database.setConnectionInitSql("set default_transaction_read_only = on");

            assertRefused(() -> JdbiStores.create(database), "read-only", "primary");
        }
    }

    @Test
    @DisplayName("An H2 database that takes no writes is refused")
    void aReadOnlyFileIsRefused() {
        String url = "jdbc:h2:file:" + folder.resolve("database");
        try (HikariDataSource database = pool(url)) {
            JdbiStores.create(database);
        }
        try (HikariDataSource database = pool(url + ";ACCESS_MODE_DATA=r")) {
            assertRefused(() -> JdbiStores.create(database), "read-only", "file writable");
        }
    }

    @Test
    @DisplayName("A user who may not create tables is told which rights are missing")
    void missingRightsAreNamed() {
        try (HikariDataSource owner = PostgresDatabase.emptyDatabase()) {
            execute(owner, "drop role if exists guest");
            execute(owner, "create role guest");
            try (HikariDataSource guest = PostgresDatabase.another(owner, "set role guest")) {
                assertRefused(() -> JdbiStores.create(guest), "create tables", "grant");
            }
            JdbiStores.create(owner);
            try (HikariDataSource guest = PostgresDatabase.another(owner, "set role guest")) {
                assertRefused(() -> JdbiStores.create(guest, SchemaMode.VALIDATE), "grant");
            }
        }
    }

    @Test
    @DisplayName("A PostgreSQL data source without a socket timeout is warned of, one with it is not")
    void noSocketTimeoutIsWarnedOf() {
        PrintStream console = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try (HikariDataSource database = PostgresDatabase.emptyDatabase()) {
            JdbiStores.create(database);
            assertThat(log.toString(StandardCharsets.UTF_8)).contains("socketTimeout=20");
            log.reset();
            try (HikariDataSource limited = PostgresDatabase.limited(database)) {
                JdbiStores.create(limited);
            }
            assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("socketTimeout");
        } finally {
            System.setErr(console);
        }
    }

    private static void assertRefused(ThrowingCallable start, String... parts) {
        assertThatThrownBy(start).isInstanceOfSatisfying(ConfigurationException.class, refusal -> {
            assertThat(refusal.problems()).hasSize(1);
            assertThat(refusal.problems().get(0)).contains(parts).doesNotContain("\n");
        });
    }

    private static HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        return pool;
    }

    private static void execute(HikariDataSource database, String sql) {
        try (Handle handle = StoreJdbi.on(database).open()) {
            handle.execute(sql);
        }
    }
}
