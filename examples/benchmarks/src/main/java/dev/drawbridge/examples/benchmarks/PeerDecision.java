package dev.drawbridge.examples.benchmarks;

import com.google.common.util.concurrent.RateLimiter;
import io.github.bucket4j.Bucket;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a decision in memory costs with other libraries, each with a limiter for every company in a map, and what such a limiter
 * takes of the heap. The floor is {@link LimiterDecision#floor()}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PeerDecision {

    private static final int PLENTY = 1_000_000_000;
    private static final int STRIDE = 7_368_787;
    private static final int HEAP_KEYS = 1_000_000;
    private static final RateLimiterConfig RESILIENCE4J = RateLimiterConfig.custom()
            .limitForPeriod(PLENTY)
            .limitRefreshPeriod(Duration.ofHours(1))
            .timeoutDuration(Duration.ZERO)
            .build();

    /** How many companies call. */
    @Param({"1", "10000", "1000000"})
    private int keys;

    /** Whose limiter. */
    @Param({"bucket4j", "resilience4j", "guava"})
    private String library = "";

    private final ConcurrentMap<String, Decision> limiters = new ConcurrentHashMap<>();
    private String[] companies = {};
    private int next;

    /** One permit of one company. */
    private interface Decision {

        boolean take();
    }

    /** Made by JMH. */
    public PeerDecision() {}

    /** Gives every company a limiter. */
    @Setup
    public void fill() {
        companies = new String[keys];
        IntFunction<Decision> maker = maker(library);
        for (int i = 0; i < keys; i++) {
            companies[i] = "co_" + i;
            limiters.put(companies[i], maker.apply(i));
        }
    }

    /**
     * One permit.
     *
     * @return true
     */
    @Benchmark
    public boolean decide() {
        next = (int) (((long) next + STRIDE) % keys);
        return Objects.requireNonNull(limiters.get(companies[next])).take();
    }

    private static IntFunction<Decision> maker(String library) {
        return switch (library) {
            case "bucket4j" -> i -> bucket4j();
            case "resilience4j" -> i -> resilience4j();
            case "guava" -> i -> guava();
            case "floor" -> i -> floor();
            default -> throw new IllegalArgumentException(library);
        };
    }

    private static Decision bucket4j() {
        Bucket bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(PLENTY).refillGreedy(PLENTY, Duration.ofHours(1)))
                .build();
        return () -> bucket.tryConsume(1);
    }

    private static Decision resilience4j() {
        io.github.resilience4j.ratelimiter.RateLimiter limiter =
                io.github.resilience4j.ratelimiter.RateLimiter.of("hour", RESILIENCE4J);
        return limiter::acquirePermission;
    }

    private static Decision guava() {
        RateLimiter limiter = RateLimiter.create(PLENTY);
        return limiter::tryAcquire;
    }

    private static Decision floor() {
        AtomicLong used = new AtomicLong();
        return () -> used.compareAndSet(used.get(), used.get() + 1);
    }

    /**
     * Prints the bytes of the heap for a key, the key, its place in the map and the wrapper of 16 bytes included.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        for (String library : new String[] {"floor", "bucket4j", "resilience4j", "guava"}) {
            IntFunction<Decision> maker = maker(library);
            ConcurrentMap<String, Decision> map = new ConcurrentHashMap<>(2 * HEAP_KEYS);
            long before = usedHeap();
            for (int i = 0; i < HEAP_KEYS; i++) {
                map.put("co_" + i, maker.apply(i));
            }
            System.out.println(library + ": " + (usedHeap() - before) / map.size() + " bytes");
        }
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
