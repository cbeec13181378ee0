package dev.drawbridge.jdbi.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.core.spi.store.CoreStores;
import dev.drawbridge.core.spi.store.ReplayStore;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.jdbi.JdbiStores;
import dev.drawbridge.jdbi.PostgresDatabase;
import dev.drawbridge.testkit.contract.Race;
import dev.drawbridge.testkit.contract.Samples;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseFailuresTest {

    @RegisterExtension
    static final PostgresDatabase POSTGRES = new PostgresDatabase();

    @Test
    void aPoolWithoutAFreeConnectionIsUnavailable() throws Exception {
        try (HikariDataSource pool = h2("exhausted")) {
            CoreStores stores = JdbiStores.create(pool).core();
            try (Connection first = pool.getConnection();
                    Connection second = pool.getConnection()) {
                assertThat(first).isNotSameAs(second);
                assertThatThrownBy(() -> use(stores)).isInstanceOf(StoreUnavailableException.class);
                assertThatThrownBy(() -> stores.transactions().inTransaction(() -> use(stores)))
                        .isInstanceOf(StoreUnavailableException.class);
            }
            assertThat(use(stores)).isTrue();
        }
    }

    @Test
    void aConnectionThatTheServerEndsIsUnavailable() {
        CoreStores stores = POSTGRES.stores().core();
        assertThatThrownBy(() -> stores.transactions().inTransaction(() -> {
                    use(stores);
                    endAllOthers();
                    use(stores);
                }))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(use(stores)).isTrue();
    }

    @Test
    void aDeadlockEndsForOneAndIsUnavailable() {
        CoreStores stores = POSTGRES.stores().core();
        ReplayStore replays = stores.replays();
        List<String> outcomes = Race.of(2, racer -> {
            try {
                stores.transactions().inTransaction(() -> {
                    replays.firstUse("lock", String.valueOf(racer), Samples.NOW);
                    awaitUncommitted(2);
                    replays.firstUse("lock", String.valueOf(1 - racer), Samples.NOW);
                });
                return "done";
            } catch (StoreUnavailableException e) {
                return "unavailable";
            }
        });
        assertThat(outcomes).containsExactlyInAnyOrder("done", "unavailable");
    }

    @Test
    void anotherIsolationLevelIsRefused() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:isolation;DB_CLOSE_DELAY=-1");
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertThatThrownBy(() -> JdbiStores.create(pool))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("READ COMMITTED");
        }
    }

    @Test
    void aPoolWithoutAutoCommitWorks() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:manual;DB_CLOSE_DELAY=-1");
        config.setAutoCommit(false);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            CoreStores stores = JdbiStores.create(pool).core();
            assertThat(use(stores)).isTrue();
            assertThat(use(stores)).isFalse();
            assertThat(stores.transactions().inTransaction(() -> use(stores))).isFalse();
        }
    }

    private static boolean use(CoreStores stores) {
        return stores.replays().firstUse("form", "1", Samples.NOW);
    }

    private static HikariDataSource h2(String name) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(250);
        return new HikariDataSource(config);
    }

    private static void endAllOthers() {
        try (var handle = StoreJdbi.on(POSTGRES.dataSource()).open()) {
            handle.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
        }
    }

    /** Waits until so many transactions hold the lock of a row that they wrote. */
    private static void awaitUncommitted(int transactions) {
        int writers = 0;
        while (writers < transactions) {
            try (var handle = StoreJdbi.on(POSTGRES.dataSource()).open()) {
                writers = handle.createQuery("select count(*) from pg_stat_activity"
                                + " where datname = current_database() and backend_xid is not null")
                        .mapTo(Integer.class)
                        .one();
            }
        }
    }
}
