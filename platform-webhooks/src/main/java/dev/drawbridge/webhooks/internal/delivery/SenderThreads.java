package dev.drawbridge.webhooks.internal.delivery;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that wait for receivers: virtual ones where the JDK has them, otherwise a pool that grows with the requests in
 * flight and shrinks when it rests.
 */
final class SenderThreads {

    /** A virtual thread that waits costs little more than its request. */
    private static final int VIRTUAL_SLOTS = 1_024;

    private static final int POOLED_SLOTS = 256;

    private static final String NAME = "drawbridge-webhook-";
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(SenderThreads.class);

    private final ExecutorService executor;
    private final int slots;

    private SenderThreads(ExecutorService executor, int slots) {
        this.executor = executor;
        this.slots = slots;
    }

    static SenderThreads create() {
        try {
            return new SenderThreads(virtual(), VIRTUAL_SLOTS);
        } catch (ReflectiveOperationException e) {
            LOG.debug("No virtual threads before Java 21: {}", e.toString());
            return new SenderThreads(pool(), POOLED_SLOTS);
        }
    }

    // The library is compiled for Java 17, so what came with Java 21 has no name here.
    private static ExecutorService virtual() throws ReflectiveOperationException {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        Class<?> type = Class.forName("java.lang.Thread$Builder");
        Object named = type.getMethod("name", String.class, long.class).invoke(builder, NAME, 1L);
        ThreadFactory factory = (ThreadFactory) type.getMethod("factory").invoke(named);
        Object executor = Executors.class
                .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                .invoke(null, factory);
        if (executor instanceof ExecutorService made) {
            return made;
        }
        throw new InvocationTargetException(null, "newThreadPerTaskExecutor made something else");
    }

    private static ExecutorService pool() {
        AtomicInteger count = new AtomicInteger();
        // The slots bound how many wait for receivers; wake-ups and reports must never wait for one of those.
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, NAME + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** How many requests these threads are for. */
    int slots() {
        return slots;
    }

    void execute(Runnable work) {
        executor.execute(work);
    }

    void shutdown() {
        executor.shutdown();
    }
}
