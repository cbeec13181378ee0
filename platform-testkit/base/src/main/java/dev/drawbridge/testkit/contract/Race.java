package dev.drawbridge.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Lets many threads do the same thing at the same moment. */
public final class Race {

    /** How many threads a contract starts. */
    public static final int THREADS = 50;

    private static final long PATIENCE_SECONDS = 60;

    private Race() {}

    /**
     * Starts {@link #THREADS} threads together and waits for all.
     *
     * @param attempt what each does; gets its number from 0
     * @param <T> what it returns
     * @return what they returned, in order of their numbers
     * @throws AssertionError if one throws or takes longer than a minute
     */
    public static <T> List<T> run(IntFunction<T> attempt) {
        return of(THREADS, attempt);
    }

    /**
     * Starts threads together and waits for all.
     *
     * @param threads how many
     * @param attempt what each does; gets its number from 0
     * @param <T> what it returns
     * @return what they returned, in order of their numbers
     * @throws AssertionError if one throws or takes longer than a minute
     */
    public static <T> List<T> of(int threads, IntFunction<T> attempt) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier together = new CyclicBarrier(threads);
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                Callable<T> racer = () -> {
                    together.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    return attempt.apply(number);
                };
                running.add(executor.submit(racer));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> racer : running) {
                results.add(racer.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("One of the racing threads failed", e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("The race did not end", e);
        } finally {
            executor.shutdownNow();
        }
    }
}
