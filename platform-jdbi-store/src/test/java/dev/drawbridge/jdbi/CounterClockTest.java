package dev.drawbridge.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.model.Tier;
import dev.drawbridge.core.spi.Job;
import dev.drawbridge.jdbi.internal.sql.StoreJdbi;
import dev.drawbridge.ratelimit.Limit;
import dev.drawbridge.ratelimit.Policies;
import dev.drawbridge.ratelimit.TierRateLimiter;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The test sets the clock of the database, so that those of the nodes differ from it. */
class CounterClockTest {

    @RegisterExtension
    static final PostgresDatabase DATABASE = new PostgresDatabase();

    private static final CompanyId COMPANY = new CompanyId("co_1");
    private static final AppId APP = new AppId("app_1");
    private static final Policies FIVE =
            Policies.builder().otherTiers(Limit.perHour(5)).build();

    private static HikariDataSource pool;

    @BeforeAll
    static void shiftTheClock() {
        execute("create schema shifted");
        execute("create table shifted.shift (by interval)");
        execute("insert into shifted.shift values (interval '0')");
        execute("create function shifted.clock_timestamp() returns timestamptz language sql volatile as"
                + " 'select pg_catalog.clock_timestamp() + by from shifted.shift'");
        pool = PostgresDatabase.another(
                (HikariDataSource) DATABASE.dataSource(), "set search_path = shifted, public, pg_catalog");
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @ParameterizedTest
    @Tag("R-07")
    @DisplayName("a node whose clock is an hour off counts in the hour of the database, as every other node does")
    @ValueSource(ints = {-1, 1, 5})
    void theDatabaseTellsTheWindow(int hours) {
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(hours));
        set(hour.plus(Duration.ofMinutes(30)));
        Node one = new Node();
        Node two = new Node();

        assertThat(one.remainingAfterACall()).isEqualTo(4);
        assertThat(two.remainingAfterACall()).isEqualTo(3);
        assertThat(windows()).containsExactly(hour);
    }

    @Test
    @Tag("R-07")
    @DisplayName("a node whose clock stands still follows the database into the next hour")
    void theDatabaseMovesOn() {
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        set(hour.plus(Duration.ofMinutes(30)));
        Node node = new Node();
        node.remainingAfterACall();

        set(hour.plus(Duration.ofMinutes(90)));
        node.readClock();

        assertThat(node.remainingAfterACall()).isEqualTo(4);
        assertThat(windows()).containsExactly(hour, hour.plus(Duration.ofHours(1)));
    }

    @Test
    @Tag("R-08")
    @DisplayName("a clock of the database that steps back and forth over the hour gives no permit again")
    void aClockThatStepsBackResetsNothing() {
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        set(hour.minusSeconds(600));
        Node node = new Node();
        assertThat(node.remainingAfterACall()).isEqualTo(4);
        step(node, hour.plusSeconds(60));
        assertThat(node.remainingAfterACall()).isEqualTo(4);
        assertThat(node.remainingAfterACall()).isEqualTo(3);
        step(node, hour.minusSeconds(300));
        assertThat(node.remainingAfterACall()).isEqualTo(3);
        step(node, hour.plusSeconds(60));
        assertThat(node.remainingAfterACall()).isEqualTo(2);
    }

    private static void step(Node node, Instant to) {
        set(to);
        node.readClock();
    }

    private static void set(Instant now) {
        try (Handle handle = StoreJdbi.on(DATABASE.dataSource()).open()) {
            handle.createUpdate("update shifted.shift set by = :now - pg_catalog.clock_timestamp()")
                    .bind("now", now)
                    .execute();
        }
    }

    private static List<Instant> windows() {
        try (Handle handle = StoreJdbi.on(DATABASE.dataSource()).open()) {
            return handle.createQuery("select window_start from dp_counter order by window_start")
                    .map((row, context) ->
                            row.getObject(1, OffsetDateTime.class).toInstant())
                    .list();
        }
    }

    private static void execute(String sql) {
        try (Handle handle = StoreJdbi.on(DATABASE.dataSource()).open()) {
            handle.execute(sql);
        }
    }

    /** A node on the database, which reads its clock when it starts. */
    private static final class Node {

        private final JdbiStores stores = JdbiStores.create(pool, SchemaMode.NONE);
        private final TierRateLimiter limiter =
                TierRateLimiter.with(stores.counters(), FIVE, stores.core().clock());

        void readClock() {
            stores.core().jobs().forEach(Job::runOnce);
        }

        long remainingAfterACall() {
            return limiter.decide(COMPANY, APP, Tier.PRO, 1).limits().get(0).remaining();
        }
    }
}
