package dev.drawbridge.testkit.redis;

import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterLimit;
import dev.drawbridge.ratelimit.spi.CounterResult;
import dev.drawbridge.ratelimit.spi.CounterStore;
import dev.drawbridge.ratelimit.spi.CounterWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What tests of Redis demand. */
final class Demands {

    private static final Instant WINDOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final int MOST_DEMANDS = 20;
    private static final int COMPANIES = 5;
    private static final int APPS = 3;
    private static final int MOST_LIMIT = 400;
    private static final int MOST_COST = 50;

    private Demands() {}

    static CounterWindow window(String key) {
        return new CounterWindow(key, WINDOW, WINDOW.plus(Duration.ofHours(2)));
    }

    /** How many of some calls on one counter are granted. */
    static int take(CounterStore counters, String key, long limit, int calls) {
        return counters.take(List.of(new CounterDemand(List.of(new CounterLimit(window(key), limit)), 1, calls)))
                .get(0)
                .granted();
    }

    /** Batches of companies' hours and their apps' hours, with random limits and costs. */
    static Stream<List<CounterDemand>> randomBatches(long seed, int batches) {
        Random random = new Random(seed);
        return Stream.generate(() -> IntStream.rangeClosed(0, random.nextInt(MOST_DEMANDS))
                        .mapToObj(i -> randomDemand(random))
                        .toList())
                .limit(batches);
    }

    private static CounterDemand randomDemand(Random random) {
        String company = "{co_" + random.nextInt(COMPANIES) + "}";
        CounterLimit hour = new CounterLimit(window("hour:" + company), random.nextInt(MOST_LIMIT));
        CounterLimit app =
                new CounterLimit(window("hour:" + company + ":" + random.nextInt(APPS)), random.nextInt(MOST_LIMIT));
        List<CounterLimit> limits = random.nextBoolean() ? List.of(hour) : List.of(hour, app);
        return new CounterDemand(limits, 1 + random.nextInt(MOST_COST), 1 + random.nextInt(MOST_DEMANDS));
    }

    static List<List<CounterResult>> takeAll(CounterStore counters, List<List<CounterDemand>> batches) {
        return batches.stream().map(counters::take).toList();
    }
}
