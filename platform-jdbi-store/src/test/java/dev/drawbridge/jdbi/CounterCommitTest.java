package dev.drawbridge.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.jdbi.internal.sql.StoreJdbi;
import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import dev.drawbridge.testkit.contract.Samples;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whether the commit of a permit waits for the disk of PostgreSQL: a trigger notes the setting under which rows change. */
class CounterCommitTest {

    @RegisterExtension
    static final PostgresDatabase DATABASE = new PostgresDatabase();

    /** The test's server relaxes every commit; a host's does not. */
    private static HikariDataSource dataSource;

    private static JdbiStores stores;

    @BeforeAll
    static void connectAsAHost() {
        dataSource = PostgresDatabase.another((HikariDataSource) DATABASE.dataSource(), "set synchronous_commit = on");
        stores = JdbiStores.create(dataSource);
    }

    @AfterAll
    static void close() {
        dataSource.close();
    }

    @BeforeEach
    void noteTheSetting() {
        try (Handle handle = StoreJdbi.on(dataSource).open()) {
            handle.execute("create table if not exists noted (setting text)");
            handle.execute("truncate table noted");
            handle.execute("""
                    create or replace function note() returns trigger language plpgsql as $$
                    begin
                        insert into noted values (current_setting('synchronous_commit'));
                        return new;
                    end $$""");
            handle.execute(
                    "create or replace trigger note before insert on dp_counter for each row execute function note()");
        }
    }

    @Test
    void ofCountersDoesNotWait() {
        take(stores.counters());

        assertThat(noted()).containsExactly("off");
    }

    @Test
    void ofDurableCountersWaits() {
        take(stores.durableCounters());

        assertThat(noted()).containsExactly("on");
    }

    @Test
    void ofSeveralCountersAndReportsDoesNotWait() {
        stores.counters().take(List.of(new CounterDemand(List.of(limit("a"), limit("b")), 1, 1)));
        stores.counters().add(limit("c").window(), 1);

        assertThat(noted()).containsExactly("off", "off", "off");
    }

    @Test
    void inATransactionOfTheHostIsTheHostsOwn() throws Exception {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            stores.join(connection).run(() -> take(stores.counters()));
            connection.commit();
        }

        assertThat(noted()).containsExactly("on");
    }

    @Test
    void leavesTheConnectionAsItWas() {
        take(stores.counters());
        take(stores.durableCounters());

        assertThat(noted()).containsExactly("off", "on");
    }

    private static void take(CounterStore counters) {
        counters.take(List.of(new CounterDemand(List.of(limit("a")), 1, 1)));
    }

    private static CounterLimit limit(String key) {
        return new CounterLimit(new CounterWindow(key, Samples.NOW, Samples.NOW.plus(Duration.ofHours(2))), 5);
    }

    private static List<String> noted() {
        try (Handle handle = StoreJdbi.on(dataSource).open()) {
            return handle.createQuery("select setting from noted")
                    .mapTo(String.class)
                    .list();
        }
    }
}
