package dev.drawbridge.testkit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drawbridge.core.spi.store.StoreUnavailableException;
import dev.drawbridge.ratelimit.redis.RedisCounters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A primary dies and its replica takes over. */
class RedisFailoverTest {

    private static final String KEY = "hour:{co_1}";
    private static final int LIMIT = 100;

    private RedisProcess primary;
    private RedisProcess replica;

    @BeforeEach
    void start() {
        primary = RedisProcess.start("--repl-diskless-sync-delay", "0");
        replica = RedisProcess.start("--replicaof", "127.0.0.1", String.valueOf(primary.port()));
        RedisProcess.until(
                "the replica follows",
                () -> replica.tell(admin -> admin.info("replication")).contains("master_link_status:up"));
    }

    @AfterEach
    void stop() {
        replica.close();
        primary.close();
    }

    @Test
    @Tag("R-30")
    @DisplayName("After a failover a window admits its limit and what was not replicated, and not one more")
    void admitsTheLimitAndWhatWasNotReplicated() {
        int admitted = 0;
        try (RedisCounters before = RedisCounters.connect(primary.url())) {
            admitted += Demands.take(before, KEY, LIMIT, 30);
            long replicas = primary.tell(admin -> {
                admin.incr("marker");
                return admin.waitReplicas(1, 10_000);
            });
            assertThat(replicas).as("that have it").isOne();
            // What the primary grants from here on does not reach the replica.
            replica.tell(admin -> admin.replicaofNoOne());
            admitted += Demands.take(before, KEY, LIMIT, 20);
            primary.kill();
            assertThat(catchThrowable(() -> Demands.take(before, KEY, LIMIT, 1)))
                    .isInstanceOf(StoreUnavailableException.class);
        }
        try (RedisCounters after = RedisCounters.connect(replica.url())) {
            admitted += Demands.take(after, KEY, LIMIT, LIMIT);
        }
        assertThat(admitted).isEqualTo(LIMIT + 20);
    }

    @Test
    @Tag("R-30")
    @DisplayName("A primary that lost its replicas grants no more when Redis is told to want one")
    void refusesWithoutReplicas() {
        primary.tell(admin -> admin.configSet("min-replicas-to-write", "1"));
        primary.tell(admin -> admin.configSet("min-replicas-max-lag", "1"));
        try (RedisCounters counters = RedisCounters.connect(primary.url())) {
            assertThat(Demands.take(counters, KEY, LIMIT, 30)).isEqualTo(30);
            replica.kill();
            RedisProcess.until(
                    "the primary refuses",
                    () -> catchThrowable(() -> Demands.take(counters, KEY, LIMIT, 1))
                            instanceof StoreUnavailableException);
            assertThat(catchThrowable(() -> Demands.take(counters, KEY, LIMIT, 1)))
                    .hasMessageContaining("NOREPLICAS");
        }
    }
}
