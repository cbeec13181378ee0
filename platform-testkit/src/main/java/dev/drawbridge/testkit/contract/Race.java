package dev.drawbridge.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Does one thing on many threads at once. */
public final class Race {

    private static final long TIMEOUT_SECONDS = 60;

    private Race() {}

    /**
     * Runs a step on many threads that start together.
     *
     * @param threads how many
     * @param step gets the number of its thread, from 0
     * @param <T> what a step returns
     * @return the results by number of thread
     * @throws IllegalStateException if a step throws, or not all end within a minute
     */
    public static <T> List<T> of(int threads, IntFunction<T> step) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch ready = new CountDownLatch(threads);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                futures.add(pool.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return step.apply(number);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The race was interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("A step of the race failed", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
