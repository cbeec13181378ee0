package dev.drawbridge.jdbi.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.jdbi.JdbiStores;
import dev.drawbridge.jdbi.PostgresDatabase;
import dev.drawbridge.jdbi.SchemaMode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SchemaTest {

    private static final int NODES = 4;

    @Nested
    class OnPostgres {

        @Test
        @Tag("A-131")
        void nodesThatStartAtTheSameTimeMigrateOnce() throws Exception {
            try (HikariDataSource empty = PostgresDatabase.emptyDatabase()) {
                startNodes(empty);
                assertThat(versions(empty)).doesNotHaveDuplicates().contains(1);
            }
        }

        @Test
        @Tag("A-132")
        void validationNamesTheFilesThatAreMissing() {
            try (HikariDataSource empty = PostgresDatabase.emptyDatabase()) {
                assertThatThrownBy(() -> JdbiStores.create(empty, SchemaMode.VALIDATE))
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining("dev/drawbridge/jdbi/schema/V001__schema.sql");
            }
        }

        @Test
        void validationPassesOnceEverythingIsThere() {
            try (HikariDataSource empty = PostgresDatabase.emptyDatabase()) {
                JdbiStores.create(empty);
                assertThat(JdbiStores.create(empty, SchemaMode.VALIDATE).core()).isNotNull();
            }
        }

        @Test
        void aMigrationThatFailsLeavesNothingBehind() {
            try (HikariDataSource empty = PostgresDatabase.emptyDatabase()) {
                execute(empty, "create view dp_replay as select 1 as one");
                assertThatThrownBy(() -> JdbiStores.create(empty)).hasMessageContaining("V001__schema.sql");
                execute(empty, "drop view dp_replay");
                JdbiStores.create(empty);
                assertThat(versions(empty)).contains(1);
            }
        }
    }

    @Nested
    class OnH2 {

        @Test
        void storesThatOpenAtTheSameTimeMigrateOnce() throws Exception {
            DataSource empty = h2("start");
            startNodes(empty);
            assertThat(versions(empty)).doesNotHaveDuplicates().contains(1);
        }

        @Test
        void aHalfMigratedDatabaseIsCompleted() {
            DataSource empty = h2("half");
            JdbiStores.create(empty);
            execute(empty, "drop table dp_replay");
            execute(empty, "delete from dp_schema_history where version = 1");
            JdbiStores stores = JdbiStores.create(empty);
            assertThat(stores.core()
                            .replays()
                            .firstUse("form", "1", stores.core().clock().instant()))
                    .isTrue();
        }

        @Test
        void aFileThatWasChangedAfterItRanStopsTheStart() {
            DataSource empty = h2("changed");
            JdbiStores.create(empty);
            execute(empty, "update dp_schema_history set checksum = 'other' where version = 1");
            assertThatThrownBy(() -> JdbiStores.create(empty))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("schema/V001__schema.sql differs");
        }

        @Test
        @Tag("A-132")
        void validationNamesTheFilesThatAreMissing() {
            assertThatThrownBy(() -> JdbiStores.create(h2("validate"), SchemaMode.VALIDATE))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("dev/drawbridge/jdbi/schema/V001__schema.sql");
        }

        private DataSource h2(String name) {
            return JdbcConnectionPool.create("jdbc:h2:mem:schema-" + name + ";DB_CLOSE_DELAY=-1", "sa", "");
        }
    }

    private static void startNodes(DataSource dataSource) throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(NODES);
        try {
            CyclicBarrier together = new CyclicBarrier(NODES);
            Callable<JdbiStores> start = () -> {
                together.await();
                return JdbiStores.create(dataSource);
            };
            List<Future<JdbiStores>> started = nodes.invokeAll(
                    IntStream.range(0, NODES).mapToObj(i -> start).toList());
            for (Future<JdbiStores> node : started) {
                assertThat(node.get()).isNotNull();
            }
        } finally {
            nodes.shutdown();
        }
    }

    private static List<Integer> versions(DataSource dataSource) {
        try (Handle handle = StoreJdbi.on(dataSource).open()) {
            return handle.createQuery("select version from dp_schema_history order by version")
                    .mapTo(Integer.class)
                    .list();
        }
    }

    private static void execute(DataSource dataSource, String sql) {
        try (Handle handle = StoreJdbi.on(dataSource).open()) {
            handle.execute(sql);
        }
    }
}
