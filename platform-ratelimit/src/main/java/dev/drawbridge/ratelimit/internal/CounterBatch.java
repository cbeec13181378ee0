package dev.drawbridge.ratelimit.internal;

import dev.drawbridge.ratelimit.spi.CounterDemand;
import dev.drawbridge.ratelimit.spi.CounterResult;
import dev.drawbridge.ratelimit.spi.CounterStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls that one statement serves: those that wish for the same are one demand. For one thread. */
final class CounterBatch {

    private final Map<PermitWish, List<Waiter>> calls = new LinkedHashMap<>();

    /** Whether a call fits in. */
    boolean accepts(Waiter waiter) {
        return calls.size() < CounterStore.MAX_DEMANDS || calls.containsKey(waiter.wish());
    }

    void add(Waiter waiter) {
        calls.computeIfAbsent(waiter.wish(), wish -> new ArrayList<>()).add(waiter);
    }

    /** Takes the permits and completes the calls, those that came first first. */
    void take(CounterStore store) {
        if (calls.isEmpty()) {
            return;
        }
        List<CounterResult> results = store.take(calls.entrySet().stream()
                .map(same -> new CounterDemand(
                        same.getKey().limits(),
                        same.getKey().cost(),
                        same.getValue().size()))
                .toList());
        int next = 0;
        for (Map.Entry<PermitWish, List<Waiter>> same : calls.entrySet()) {
            complete(same.getKey(), same.getValue(), results.get(next));
            next++;
        }
    }

    private static void complete(PermitWish wish, List<Waiter> waiters, CounterResult result) {
        for (int i = 0; i < waiters.size(); i++) {
            long later = (long) Math.max(0, result.granted() - 1 - i) * wish.cost();
            List<Long> used = result.used().stream().map(all -> all - later).toList();
            waiters.get(i).complete(PermitResult.counted(i < result.granted(), used));
        }
    }
}
