package dev.drawbridge.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.core.model.DeveloperId;
import dev.drawbridge.core.spi.app.App;
import dev.drawbridge.core.spi.store.Change;
import dev.drawbridge.core.spi.store.ChangeKind;
import dev.drawbridge.core.spi.store.ChangeStore;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.jdbi.internal.sql.H2Dialect;
import dev.drawbridge.testkit.contract.Samples;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What H2 keeps in a file when the process dies: it ends without writing anything more. */
class H2DurabilityTest {

    private static final String DURABLE = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";

    @TempDir
    private Path folder;

    @Test
    void whatWasAcknowledgedSurvivesACrash() throws SQLException {
        App app = Samples.app(new DeveloperId("dev"), "Kept");
        Change change = new Change(ChangeKind.GRANT, "g1", Samples.NOW.plus(Duration.ofHours(1)));
        try (HikariDataSource pool = open()) {
            CoreStores stores = JdbiStores.create(pool).core();
            stores.transactions().inTransaction(() -> {
                stores.apps().insert(app, 5, Samples.NOW);
                stores.changes().append(change);
            });
            stores.replays().firstUse("form", "1", Samples.NOW);
            crash();
        }
        try (HikariDataSource pool = open()) {
            CoreStores stores = JdbiStores.create(pool, SchemaMode.VALIDATE).core();
            assertThat(stores.apps().find(app.id())).contains(app);
            assertThat(stores.changes()
                            .readSince(ChangeStore.START, Samples.NOW)
                            .changes())
                    .containsExactly(change);
            assertThat(stores.replays().firstUse("form", "1", Samples.NOW)).isFalse();
        }
    }

    @Test
    void theVersionThatIsTestedIsNoneThatLosesCommits() throws SQLException {
        try (var connection = DriverManager.getConnection(url())) {
            assertThat(H2Dialect.losesCommits(connection.getMetaData().getDatabaseProductVersion()))
                    .isFalse();
        }
        assertThat(H2Dialect.losesCommits("2.5.252")).isTrue();
    }

    private HikariDataSource open() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url());
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }

    private void crash() throws SQLException {
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.createStatement()) {
            statement.execute("shutdown immediately");
        } catch (SQLException e) {
            // 90121: closing the connection finds the database gone.
            if (!"90121".equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("crash") + DURABLE;
    }
}
