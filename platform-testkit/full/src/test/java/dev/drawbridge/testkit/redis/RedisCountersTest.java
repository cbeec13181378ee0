package dev.drawbridge.testkit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.ratelimit.MemoryCounterStore;
import dev.drawbridge.ratelimit.redis.RedisCounters;
import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** What counting in Redis adds to the contract, on a real server. */
class RedisCountersTest {

    private static final String KEY = "hour:{co_1}";

    private static RedisProcess redis;

    private RedisCounters counters;

    @BeforeAll
    static void startServer() {
        redis = RedisProcess.start("--appendonly", "yes", "--appendfsync", "always");
    }

    @AfterAll
    static void stopServer() {
        redis.close();
    }

    @BeforeEach
    void connect() {
        redis.tell(Jedis::flushAll);
        counters = RedisCounters.connect(redis.url());
    }

    @AfterEach
    void disconnect() {
        counters.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("R-03")
    @DisplayName("Random batches with costs and several counters get from Redis what they get in memory")
    void decidesAsTheStoreInMemoryDoes(long seed) {
        List<List<CounterDemand>> batches = Demands.randomBatches(seed, 50).toList();
        assertThat(Demands.takeAll(counters, batches)).isEqualTo(Demands.takeAll(new MemoryCounterStore(), batches));
    }

    @Test
    void theScriptIsSentAgainWhenRedisForgotIt() {
        Demands.take(counters, KEY, 10, 3);
        redis.tell(Jedis::scriptFlush);
        assertThat(Demands.take(counters, KEY, 10, 10)).isEqualTo(7);
    }

    @Test
    @DisplayName("A connection that was cut costs one decision, and the next one counts on")
    void countsOnAfterACutConnection() {
        Demands.take(counters, KEY, 10, 3);
        redis.tell(admin -> admin.clientKill(new ClientKillParams().type(ClientType.NORMAL)));
        assertThatThrownBy(() -> Demands.take(counters, KEY, 10, 1)).isInstanceOf(StoreUnavailableException.class);
        assertThat(Demands.take(counters, KEY, 10, 10)).isEqualTo(7);
    }

    @Test
    @DisplayName("A server that was killed makes the store unavailable until it is back, with what it had acknowledged")
    void countsOnAfterARestart() {
        Demands.take(counters, KEY, 10, 3);
        redis.kill();
        assertThatThrownBy(() -> Demands.take(counters, KEY, 10, 1)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> counters.used(Set.of(Demands.window(KEY))))
                .isInstanceOf(StoreUnavailableException.class);
        redis.restart();
        assertThat(Demands.take(counters, KEY, 10, 10)).isEqualTo(7);
    }

    @Test
    void aServerThatIsSilentIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RedisCounters patient =
                        RedisCounters.connect("redis://127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(50))) {
            assertThatThrownBy(() -> Demands.take(patient, KEY, 10, 1)).isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void countersGoWhenTheirTimeIsOver() {
        Instant start = Instant.parse("2026-03-02T09:00:00Z");
        CounterWindow brief = new CounterWindow(KEY, start, start.plusMillis(1));
        counters.add(brief, 5);
        counters.add(Demands.window(KEY + "2"), 5);
        RedisProcess.until(
                "the counter is gone", () -> counters.used(Set.of(brief)).isEmpty());
        Set<String> left = redis.tell(admin -> admin.keys("*"));
        assertThat(left).hasSize(1);
        long life = redis.tell(admin -> admin.pttl(left.iterator().next()));
        assertThat(life).as("of the other, about two hours").isBetween(7_100_000L, 7_200_000L);
        assertThat(counters.purge(start.plusSeconds(1_000_000), 10)).isZero();
    }

    @Test
    void permitsThatAreReportedLaterCountBeyondTheLimit() {
        Demands.take(counters, KEY, 10, 10);
        counters.add(Demands.window(KEY), 90);
        assertThat(Demands.take(counters, KEY, 100, 1)).isZero();
        assertThat(Demands.take(counters, KEY, Long.MAX_VALUE, 7)).isEqualTo(7);
        assertThat(counters.used(Set.of(Demands.window(KEY)))).containsEntry(Demands.window(KEY), 107L);
    }

    @Test
    void theDatabaseIsTheOneOfTheUrl() {
        try (RedisCounters third = RedisCounters.connect(redis.url() + "/3")) {
            Demands.take(third, KEY, 10, 4);
        }
        long inFirst = redis.tell(Jedis::dbSize);
        long inThird = redis.tell(admin -> {
            admin.select(3);
            return admin.dbSize();
        });
        assertThat(inFirst).isZero();
        assertThat(inThird).isOne();
    }

    @Test
    void aUserNeedsTheirPasswordAndFailuresNameNeither() {
        redis.tell(admin -> admin.aclSetUser("counting", "on", ">swordfish", "~drawbridge:*", "+@all"));
        String address = "@127.0.0.1:" + redis.port();
        try (RedisCounters allowed = RedisCounters.connect("redis://counting:swordfish" + address)) {
            assertThat(Demands.take(allowed, KEY, 10, 4)).isEqualTo(4);
        }
        try (RedisCounters refused = RedisCounters.connect("redis://counting:hunter2" + address)) {
            Throwable failure = catchThrowable(() -> Demands.take(refused, KEY, 10, 4));
            assertThat(failure).isInstanceOf(StoreUnavailableException.class).hasMessageContaining("WRONGPASS");
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).doesNotContain("hunter2", "counting:", "127.0.0.1");
        }
    }

    @Test
    void aStoreThatIsClosedCountsNoMore() {
        counters.close();
        assertThatThrownBy(() -> Demands.take(counters, KEY, 10, 1)).isInstanceOf(StoreUnavailableException.class);
    }
}
