package dev.drawbridge.jdbi.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.core.ConfigurationException;
import dev.drawbridge.jdbi.JdbiStores;
import dev.drawbridge.jdbi.PostgresDatabase;
import dev.drawbridge.jdbi.SchemaMode;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens to a database of an earlier release: steps of this test's own follow those of the platform. */
class SchemaStepsTest {

    private static final String SECOND = """
            alter table dp_lease add column if not exists note varchar(9) default 'old' not null;
            create table if not exists dp_second (id integer primary key); -- h2 only
            create table if not exists dp_second (id integer primary key) with (fillfactor = 80); -- postgresql only
            """;

    @Nested
    class OnH2 {

        private final Dialect dialect = new H2Dialect();

        @Test
        @Tag("A-131")
        void aLaterReleaseAppliesItsStepsAlone() {
            Jdbi jdbi = StoreJdbi.on(h2("later"));
            try (Handle handle = jdbi.open()) {
                assertSecondStepApplies(handle, jdbi, dialect);
            }
        }

        @Test
        void aStepThatStoppedHalfwayIsRunAgain() {
            Jdbi jdbi = StoreJdbi.on(h2("halfway"));
            try (Handle handle = jdbi.open()) {
                SchemaStep broken = step(dialect, 2, SECOND + "create broken;");
                assertThatThrownBy(() -> schema(jdbi, dialect, broken).apply(SchemaMode.AUTO))
                        .hasMessageContaining("V002__step.sql");
                assertThat(versions(handle)).containsExactly(1);
                assertSecondStepApplies(handle, jdbi, dialect);
            }
        }

        @Test
        @Tag("A-132")
        void theMissingSqlIsWhatAutoWouldRun() {
            assertMissingSqlIsWhatAutoWouldRun(h2("missing"), dialect);
        }

        private DataSource h2(String name) {
            return JdbcConnectionPool.create("jdbc:h2:mem:steps-" + name + ";DB_CLOSE_DELAY=-1", "sa", "");
        }
    }

    @Nested
    class OnPostgres {

        private final Dialect dialect = new PostgresDialect();

        @Test
        @Tag("A-131")
        void aLaterReleaseAppliesItsStepsAlone() {
            try (HikariDataSource database = PostgresDatabase.emptyDatabase();
                    Handle handle = StoreJdbi.on(database).open()) {
                assertSecondStepApplies(handle, StoreJdbi.on(database), dialect);
            }
        }

        @Test
        void ofStepsThatFailTogetherNothingIsLeft() {
            try (HikariDataSource database = PostgresDatabase.emptyDatabase();
                    Handle handle = StoreJdbi.on(database).open()) {
                Jdbi jdbi = StoreJdbi.on(database);
                schema(jdbi, dialect).apply(SchemaMode.AUTO);
                SchemaStep second = step(dialect, 2, SECOND);
                SchemaStep broken = step(dialect, 3, "create broken");
                assertThatThrownBy(() -> schema(jdbi, dialect, second, broken).apply(SchemaMode.AUTO))
                        .hasMessageContaining("V003__step.sql");
                assertThat(versions(handle)).containsExactly(1);
                assertSecondStepApplies(handle, jdbi, dialect);
            }
        }

        @Test
        @Tag("A-132")
        void theMissingSqlIsWhatAutoWouldRun() {
            try (HikariDataSource database = PostgresDatabase.emptyDatabase()) {
                assertMissingSqlIsWhatAutoWouldRun(database, dialect);
            }
        }
    }

    private static void assertSecondStepApplies(Handle handle, Jdbi jdbi, Dialect dialect) {
        schema(jdbi, dialect).apply(SchemaMode.AUTO);
        assertThat(versions(handle)).containsExactly(1);
        handle.execute(
                "insert into dp_lease (name, held_by, held_until) values ('job', 'node', timestamp '2026-01-01 0:0:0')");

        Schema later = schema(jdbi, dialect, step(dialect, 2, SECOND));
        assertThatThrownBy(() -> later.apply(SchemaMode.VALIDATE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("V002__step.sql are missing")
                .message()
                .doesNotContain("V001");
        later.apply(SchemaMode.AUTO);
        later.apply(SchemaMode.AUTO);
        later.apply(SchemaMode.VALIDATE);

        assertThat(versions(handle)).containsExactly(1, 2);
        assertThat(handle.createQuery("select note from dp_lease")
                        .mapTo(String.class)
                        .list())
                .containsExactly("old");
    }

    private static void assertMissingSqlIsWhatAutoWouldRun(DataSource database, Dialect dialect) {
        Jdbi jdbi = StoreJdbi.on(database);
        assertThat(JdbiStores.missingSchema(database)).contains("create table if not exists dp_app (");
        run(jdbi, JdbiStores.missingSchema(database));
        assertThat(JdbiStores.missingSchema(database)).isEmpty();
        assertThat(JdbiStores.create(database, SchemaMode.VALIDATE).core()).isNotNull();

        Schema later = schema(jdbi, dialect, step(dialect, 2, SECOND));
        assertThat(later.missingSql()).contains("dp_second").doesNotContain("dp_app");
        run(jdbi, later.missingSql());
        later.apply(SchemaMode.VALIDATE);
    }

    private static void run(Jdbi jdbi, String script) {
        jdbi.useHandle(handle -> SqlScript.split(script).forEach(handle::execute));
    }

    private static Schema schema(Jdbi jdbi, Dialect dialect, SchemaStep... more) {
        return new Schema(
                jdbi,
                dialect,
                Stream.concat(Schema.steps(dialect).stream(), Stream.of(more)).toList());
    }

    private static SchemaStep step(Dialect dialect, int version, String sql) {
        return SchemaStep.of(dialect, "V00" + version + "__step.sql", sql);
    }

    private static List<Integer> versions(Handle handle) {
        return handle.createQuery("select version from dp_schema_history order by version")
                .mapTo(Integer.class)
                .list();
    }
}
