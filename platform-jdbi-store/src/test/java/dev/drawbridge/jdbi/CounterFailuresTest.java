package dev.drawbridge.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.jdbi.internal.sql.StoreJdbi;
import dev.drawbridge.ratelimit.internal.CombiningCounter;
import dev.drawbridge.ratelimit.internal.PermitResult;
import dev.drawbridge.ratelimit.internal.PermitWish;
import dev.drawbridge.ratelimit.internal.ResilientCounter;
import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import dev.drawbridge.ratelimit.spi.OutageMode;
import dev.drawbridge.testkit.contract.Race;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Nodes that count on one PostgreSQL while connections, statements and commits fail. */
class CounterFailuresTest {

    @RegisterExtension
    static final PostgresDatabase DATABASE = new PostgresDatabase();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS);
    private final CounterStore direct = DATABASE.stores().counters();

    @Test
    @Tag("R-02")
    @Tag("R-24")
    @DisplayName("eight nodes that count for one company admit exactly its limit")
    void eightNodesAreExact() {
        List<CombiningCounter> nodes = nodes(8);
        List<Integer> granted = Race.of(64, thread -> {
            int sum = 0;
            for (int i = 0; i < 40; i++) {
                sum += nodes.get(thread % 8).take(wish(2_000, 1, "a")).granted() ? 1 : 0;
            }
            return sum;
        });

        assertThat(granted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2_000);
        assertThat(used("a")).isEqualTo(2_000);
    }

    @Test
    @Tag("R-02")
    @Tag("R-05")
    @DisplayName(
            "nodes whose connections are cut all the time never admit more than the limit, nor what was not counted")
    void cutConnectionsAdmitNothingTwice() {
        int limit = 3_000;
        List<CombiningCounter> nodes = nodes(4);
        AtomicInteger failed = new AtomicInteger();
        List<Integer> granted = Race.of(
                17,
                thread -> thread == 16
                        ? cutConnections(25)
                        : callsThatSurvive(
                                nodes.get(thread % 4),
                                thread % 2 == 0 ? wish(limit, 1, "a") : wish(limit, 1, "b", "a"),
                                failed));

        int admitted = granted.stream().mapToInt(Integer::intValue).sum();
        assertThat(failed).as("cuts met statements").hasPositiveValue();
        assertThat(used("a")).isBetween((long) admitted, (long) limit);
        int left = limit - (int) used("a");
        assertThat(direct.take(List.of(new CounterDemand(wish(limit, 1, "a").limits(), 1, limit)))
                        .get(0)
                        .granted())
                .isEqualTo(left);
    }

    private static int cutConnections(int times) {
        try (Handle handle = StoreJdbi.on(DATABASE.dataSource()).open()) {
            for (int i = 0; i < times; i++) {
                handle.execute("select pg_terminate_backend(pid), pg_sleep(0.02) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()");
            }
        }
        return 0;
    }

    private static int callsThatSurvive(CombiningCounter node, PermitWish wish, AtomicInteger failed) {
        int admitted = 0;
        for (int i = 0; i < 150; i++) {
            try {
                admitted += node.take(wish).granted() ? 1 : 0;
            } catch (StoreUnavailableException e) {
                failed.incrementAndGet();
            }
        }
        return admitted;
    }

    @ParameterizedTest
    @Tag("R-05")
    @DisplayName("permits whose commit is unknown are lost, never given twice")
    @CsvSource({"insert into dp_counter, a", "COMMIT, a b"})
    void anUnknownCommitLosesPermits(String lastMessage, String keys) throws Exception {
        PGSimpleDataSource source = (PGSimpleDataSource) ((HikariDataSource) DATABASE.dataSource()).getDataSource();
        PermitWish wish = wish(10, 3, keys.split(" "));
        try (CuttingProxy proxy = new CuttingProxy(source.getPortNumbers()[0]);
                HikariDataSource pool = through(proxy, source)) {
            CombiningCounter node = new CombiningCounter(
                    JdbiStores.create(pool, SchemaMode.NONE).counters(), 100, PATIENCE);
            proxy.cutAfter(lastMessage);
            assertThatThrownBy(() -> node.take(wish)).isInstanceOf(StoreUnavailableException.class);
            assertThat(used("a")).as("counted, though nobody knows").isEqualTo(3);

            assertThat(node.take(wish).used()).allMatch(used -> used == 6);
            assertThat(node.take(wish).granted()).isTrue();
            assertThat(node.take(wish).granted()).isFalse();
        }
        assertThat(used("a")).isEqualTo(9);
    }

    private static HikariDataSource through(CuttingProxy proxy, PGSimpleDataSource source) {
        PGSimpleDataSource cut = new PGSimpleDataSource();
        cut.setServerNames(new String[] {"127.0.0.1"});
        cut.setPortNumbers(new int[] {proxy.port()});
        cut.setDatabaseName(source.getDatabaseName());
        cut.setUser(source.getUser());
        cut.setPassword(source.getPassword());
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(cut);
        pool.setMaximumPoolSize(1);
        return pool;
    }

    @Test
    @Tag("R-18")
    @Tag("R-19")
    @DisplayName(
            "a row that is locked for long makes the store unavailable; what was admitted meanwhile is counted after it")
    void aSlowStoreIsLikeNone() {
        ResilientCounter node =
                new ResilientCounter(direct, DATABASE.stores().core().clock(), () -> 2, ResilientCounter.Waits.DEFAULT);
        PermitWish wish = wish(10, 1, "a");
        assertThat(node.take(wish, OutageMode.CLOSED)).isEqualTo(new PermitResult(true, List.of(1L), false));
        try (Handle locking = StoreJdbi.on(DATABASE.dataSource()).open()) {
            locking.begin();
            locking.createQuery("select used from dp_counter for update")
                    .mapTo(Long.class)
                    .list();
            for (int i = 1; i <= 5; i++) {
                assertThat(node.take(wish, OutageMode.LOCAL_SHARE))
                        .isEqualTo(new PermitResult(true, List.of(5L + i), true));
            }
            assertThat(node.take(wish, OutageMode.LOCAL_SHARE).granted()).isFalse();
            locking.rollback();
        }
        awaitRecovery(node, wish(1_000_000, 1, "other"));
        node.job().runOnce();

        assertThat(used("a")).isEqualTo(6);
        assertThat(node.take(wish, OutageMode.CLOSED)).isEqualTo(new PermitResult(true, List.of(7L), false));
    }

    private static void awaitRecovery(ResilientCounter node, PermitWish wish) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (node.take(wish, OutageMode.OPEN).degraded()) {
            assertThat(System.nanoTime()).as("recovery").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    @Tag("R-23")
    @DisplayName("purging leaves rows alone that another node counts in, and does not wait for them")
    void purgingSkipsLockedRows() {
        for (String key : List.of("a", "b", "c")) {
            direct.add(window(key), 1);
        }
        try (Handle counting = StoreJdbi.on(DATABASE.dataSource()).open()) {
            counting.begin();
            counting.createQuery("select used from dp_counter where counter_key like 'b%' for update")
                    .mapTo(Long.class)
                    .one();
            assertThat(direct.purge(start.plus(Duration.ofDays(1)), 10)).isEqualTo(2);
            counting.rollback();
        }
        assertThat(direct.purge(start.plus(Duration.ofDays(1)), 10)).isEqualTo(1);
    }

    private static List<CombiningCounter> nodes(int count) {
        return Stream.generate(() -> new CombiningCounter(
                        JdbiStores.create(DATABASE.dataSource(), SchemaMode.NONE)
                                .counters(),
                        1_000,
                        PATIENCE))
                .limit(count)
                .toList();
    }

    private PermitWish wish(long limit, int cost, String... keys) {
        return new PermitWish(
                Stream.of(keys).map(key -> new CounterLimit(window(key), limit)).toList(), cost);
    }

    private CounterWindow window(String key) {
        return new CounterWindow(key + ":{co_1}", start, start.plus(Duration.ofHours(2)));
    }

    private long used(String key) {
        return direct.used(Set.of(window(key))).getOrDefault(window(key), 0L);
    }
}
