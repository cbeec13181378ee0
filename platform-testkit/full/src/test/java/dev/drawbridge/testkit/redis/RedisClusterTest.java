package dev.drawbridge.testkit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drawbridge.ratelimit.MemoryCounterStore;
import dev.drawbridge.ratelimit.redis.RedisCounters;
import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;

/** Counting on a cluster of three primaries. */
class RedisClusterTest {

    private static final int SLOTS = 16_384;
    private static final int PRIMARIES = 3;

    private List<RedisProcess> servers;
    private RedisClusterClient client;
    private RedisCounters counters;

    @BeforeEach
    void start() {
        servers = Stream.generate(() -> RedisProcess.start("--cluster-enabled", "yes"))
                .limit(PRIMARIES)
                .toList();
        for (int i = 0; i < PRIMARIES; i++) {
            int[] slots = IntStream.range(i * SLOTS / PRIMARIES, (i + 1) * SLOTS / PRIMARIES)
                    .toArray();
            servers.get(i).tell(admin -> admin.clusterAddSlots(slots));
            servers.get(i)
                    .tell(admin -> admin.clusterMeet("127.0.0.1", servers.get(0).port()));
        }
        RedisProcess.until("the cluster is ready", () -> servers.stream().allMatch(RedisClusterTest::isReady));
        client = RedisClusterClient.create(
                new HostAndPort("127.0.0.1", servers.get(0).port()));
        counters = RedisCounters.on(client);
    }

    private static boolean isReady(RedisProcess server) {
        String info = server.tell(Jedis::clusterInfo);
        return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + PRIMARIES);
    }

    @AfterEach
    void stop() {
        counters.close();
        client.close();
        servers.forEach(RedisProcess::close);
    }

    @Test
    @Tag("R-03")
    @DisplayName("Batches over many companies are decided on a cluster as in memory, also after it forgot the script")
    void decidesAsTheStoreInMemoryDoes() {
        List<List<CounterDemand>> batches = Demands.randomBatches(7, 60).toList();
        MemoryCounterStore memory = new MemoryCounterStore();
        assertThat(Demands.takeAll(counters, batches.subList(0, 30)))
                .isEqualTo(Demands.takeAll(memory, batches.subList(0, 30)));
        servers.forEach(server -> server.tell(Jedis::scriptFlush));
        assertThat(Demands.takeAll(counters, batches.subList(30, 60)))
                .isEqualTo(Demands.takeAll(memory, batches.subList(30, 60)));
        Set<CounterWindow> all = batches.stream()
                .flatMap(List::stream)
                .flatMap(demand -> demand.limits().stream())
                .map(CounterLimit::window)
                .collect(Collectors.toSet());
        assertThat(nonZero(counters.used(all))).isEqualTo(nonZero(memory.used(all)));
        assertThat(servers).as("all servers count").allMatch(server -> server.tell(Jedis::dbSize) > 0);
    }

    @Test
    void theCountersOfADemandMustBeOfOneGroup() {
        CounterDemand torn = new CounterDemand(
                List.of(
                        new CounterLimit(Demands.window("hour:{co_1}"), 9),
                        new CounterLimit(Demands.window("hour:{co_2}"), 9)),
                1,
                1);
        assertThatThrownBy(() -> counters.take(List.of(torn)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one group");
    }

    private static Map<CounterWindow, Long> nonZero(Map<CounterWindow, Long> used) {
        Map<CounterWindow, Long> some = new HashMap<>(used);
        some.values().removeIf(permits -> permits == 0);
        return some;
    }
}
