package dev.drawbridge.jdbi.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.core.spi.store.StoreFailedException;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.jdbi.JdbiStores;
import dev.drawbridge.jdbi.PostgresDatabase;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pool of one connection: whatever it hands out next shows what became of it. */
class LostConnectionsTest {

    private static HikariDataSource pool;
    private static JdbiStores stores;

    @BeforeAll
    static void open() {
        pool = PostgresDatabase.emptyDatabase();
        pool.setMaximumPoolSize(1);
        stores = JdbiStores.create(pool);
        execute("create table raised (state text)");
        execute("create function raise_it() returns trigger as $$ begin"
                + " if exists (select 1 from raised) then"
                + " raise exception 'no' using errcode = (select state from raised); end if;"
                + " return new; end $$ language plpgsql");
        execute("create trigger raise_it before insert on dp_replay for each row execute function raise_it()");
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"53100", "53200", "57P01", "57P04", "58030", "25006", "08006"})
    @DisplayName("A server that is out of resources, read-only or gone is 503, and the connection does not serve again")
    void aLostConnectionIsGivenUp(String state) {
        int before = backend();
        raise(state);
        try {
            assertThatThrownBy(LostConnectionsTest::use).isInstanceOf(StoreUnavailableException.class);
            assertThat(backend()).isNotEqualTo(before);
            int next = backend();
            assertThatThrownBy(() -> stores.core().transactions().inTransaction(LostConnectionsTest::use))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(backend()).isNotEqualTo(next);
        } finally {
            raise(null);
        }
        assertThat(use()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"57014", "40001"})
    @DisplayName("A wait that was too long is 503, and the connection serves on")
    void aConnectionThatWaitedServesOn(String state) {
        int before = backend();
        raise(state);
        try {
            assertThatThrownBy(LostConnectionsTest::use).isInstanceOf(StoreUnavailableException.class);
        } finally {
            raise(null);
        }

        assertThat(backend()).isEqualTo(before);
    }

    @Test
    @DisplayName("A session that became read-only, as after a failover, is 503 once and replaced")
    void aSessionThatBecameReadOnlyIsReplaced() {
        execute("set session characteristics as transaction read only");

        assertThatThrownBy(LostConnectionsTest::use).isInstanceOf(StoreUnavailableException.class);
        assertThat(use()).isNotNull();
    }

    @Test
    @DisplayName("A statement that the server refuses is a failure, and the connection serves on")
    void aRefusedStatementIsAFailure() {
        int before = backend();
        raise("23514");
        try {
            assertThatThrownBy(LostConnectionsTest::use).isInstanceOf(StoreFailedException.class);
        } finally {
            raise(null);
        }

        assertThat(backend()).isEqualTo(before);
    }

    private static Boolean use() {
        return stores.core().replays().firstUse("form", "lost-" + System.nanoTime(), java.time.Instant.EPOCH);
    }

    private static void raise(String state) {
        execute("delete from raised");
        if (state != null) {
            execute("insert into raised (state) values ('" + state + "')");
        }
    }

    private static int backend() {
        try (Handle handle = StoreJdbi.on(pool).open()) {
            return handle.createQuery("select pg_backend_pid()")
                    .mapTo(Integer.class)
                    .one();
        }
    }

    private static void execute(String sql) {
        try (Handle handle = StoreJdbi.on(pool).open()) {
            handle.execute(sql);
        }
    }
}
