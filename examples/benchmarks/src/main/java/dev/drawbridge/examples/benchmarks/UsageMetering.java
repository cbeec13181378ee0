package dev.drawbridge.examples.benchmarks;

import dev.drawbridge.core.MemoryCoreStores;
import dev.drawbridge.core.internal.usage.UsageMeter;
import dev.drawbridge.core.model.AppId;
import dev.drawbridge.core.model.CompanyId;
import dev.drawbridge.core.spi.PlatformClock;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.ThreadParams;

/** What it costs to count a call, on one thread and on 32 threads that count the same calls. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class UsageMetering {

    private static final int OK = 200;

    /** Odd, so that every key has its turn, and far from its neighbours in memory. */
    private static final int STRIDE = 7_368_787;

    private static final AppId APP = new AppId("app_benchmark");

    /** How many companies call. */
    @Param({"1", "10000"})
    private int keys;

    private final UsageMeter meter =
            new UsageMeter(new MemoryCoreStores().usage(), PlatformClock.system(), "benchmark");
    private CompanyId[] companies = {};

    /** Made by JMH. */
    public UsageMetering() {}

    /** The place of a thread among the companies. */
    @State(Scope.Thread)
    public static class Place {

        private int next;

        /** Made by JMH. */
        public Place() {}

        /**
         * Lets each thread begin elsewhere.
         *
         * @param thread which one
         */
        @Setup
        public void begin(ThreadParams thread) {
            next = thread.getThreadIndex();
        }
    }

    /** Names the companies. */
    @Setup
    public void fill() {
        companies = new CompanyId[keys];
        for (int i = 0; i < keys; i++) {
            companies[i] = new CompanyId("co_" + i);
        }
    }

    /**
     * A call that begins and ends.
     *
     * @param place of the thread
     */
    @Benchmark
    @Threads(1)
    public void oneThread(Place place) {
        count(place);
    }

    /**
     * The same beside 31 others.
     *
     * @param place of the thread
     */
    @Benchmark
    @Threads(32)
    public void manyThreads(Place place) {
        count(place);
    }

    private void count(Place place) {
        place.next = (int) (((long) place.next + STRIDE) % keys);
        meter.open(APP, companies[place.next], "tickets.read").close(OK);
    }
}
