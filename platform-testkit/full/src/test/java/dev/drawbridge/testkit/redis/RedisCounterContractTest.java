package dev.drawbridge.testkit.redis;

import dev.drawbridge.ratelimit.redis.RedisCounters;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.testkit.ratelimit.CounterStoreContract;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import redis.clients.jedis.Jedis;

/** The contract of counters on a real Redis, as four nodes see it. */
class RedisCounterContractTest extends CounterStoreContract {

    private static final int NODES = 4;

    private static RedisProcess redis;
    private static List<RedisCounters> nodes;

    private final AtomicInteger next = new AtomicInteger();

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
        nodes = Stream.generate(() -> RedisCounters.connect(redis.url()))
                .limit(NODES)
                .toList();
    }

    @AfterAll
    static void stop() {
        nodes.forEach(RedisCounters::close);
        redis.close();
    }

    @BeforeEach
    void empty() {
        redis.tell(Jedis::flushAll);
    }

    @Override
    protected CounterStore counters() {
        return nodes.get(next.getAndIncrement() % NODES);
    }

    @Override
    protected long exactUpTo() {
        return 1L << 53;
    }

    @Override
    protected boolean deletesByItself() {
        return true;
    }
}
