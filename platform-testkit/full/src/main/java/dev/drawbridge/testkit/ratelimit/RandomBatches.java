package dev.drawbridge.testkit.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterResult;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import dev.drawbridge.testkit.contract.Race;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Batches of random demands on a few counters, and what was granted of each. Thread-safe. */
final class RandomBatches {

    private static final int COUNTERS = 6;
    private static final int BATCHES = 12;

    private final CounterStore counters;
    private final long limit;
    private final List<CounterLimit> limits;

    RandomBatches(CounterStore counters, long limit) {
        this.counters = counters;
        this.limit = limit;
        this.limits = CounterBatches.keys(COUNTERS)
                .map(key -> CounterBatches.limit(key, limit))
                .toList();
    }

    /** Runs batches on several threads, each of which does something else, too; returns what was granted of each counter. */
    static List<Long> race(int threads, RandomBatches batches, IntConsumer besides) {
        List<long[]> granted = Race.of(threads, thread -> {
            long[] sums = batches.run(new Random(thread));
            besides.accept(thread);
            return sums;
        });
        return IntStream.range(0, COUNTERS)
                .mapToObj(counter ->
                        granted.stream().mapToLong(sums -> sums[counter]).sum())
                .toList();
    }

    private long[] run(Random random) {
        long[] sums = new long[COUNTERS];
        for (int batch = 0; batch < BATCHES; batch++) {
            List<CounterDemand> demands = IntStream.rangeClosed(0, random.nextInt(5))
                    .mapToObj(i -> demand(random))
                    .toList();
            List<CounterResult> results = counters.take(demands);
            for (int i = 0; i < demands.size(); i++) {
                count(sums, demands.get(i), results.get(i));
            }
        }
        return sums;
    }

    private CounterDemand demand(Random random) {
        List<CounterLimit> shuffled = new ArrayList<>(limits);
        Collections.shuffle(shuffled, random);
        int several = random.nextBoolean() ? 1 : 1 + random.nextInt(COUNTERS);
        return new CounterDemand(shuffled.subList(0, several), 1 + random.nextInt(9), 1 + random.nextInt(5));
    }

    private void count(long[] sums, CounterDemand demand, CounterResult result) {
        assertThat(result.granted()).isBetween(0, demand.calls());
        for (int i = 0; i < demand.limits().size(); i++) {
            assertThat(result.used().get(i)).isBetween(0L, limit);
            sums[limits.indexOf(demand.limits().get(i))] += (long) result.granted() * demand.cost();
        }
    }

    /** The counters say what was granted, which is within the limit; what is left can be had, and no more. */
    void assertExact(List<Long> granted) {
        List<CounterWindow> windows = limits.stream().map(CounterLimit::window).toList();
        Map<CounterWindow, Long> used = counters.used(Set.copyOf(windows));
        assertThat(windows.stream().map(window -> used.getOrDefault(window, 0L)))
                .containsExactlyElementsOf(granted);
        assertThat(granted).allMatch(sum -> sum <= limit);
        List<CounterResult> rest = limits.stream()
                .map(each -> new CounterDemand(List.of(each), 1, (int) limit + 1))
                .map(each -> counters.take(List.of(each)).get(0))
                .toList();
        assertThat(rest.stream().map(result -> (long) result.granted()))
                .containsExactlyElementsOf(
                        granted.stream().map(sum -> limit - sum).toList());
    }
}
