package dev.drawbridge.core.http.jdk;

import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for requests, which mostly wait: for the client, the database, the host. */
final class RequestThreads {

    /** Since JEP 491 a virtual thread may wait inside {@code synchronized}, where the JDK's server reads. */
    private static final int GOOD_VIRTUAL_THREADS = 24;

    private static final int MOST_THREADS = 1_000;
    private static final int IDLE_SECONDS = 60;

    private RequestThreads() {}

    static Executor executor() {
        return Runtime.version().feature() >= GOOD_VIRTUAL_THREADS ? virtualThreads() : growingPool();
    }

    /** Hands each request to an idle thread or a new one; beyond the most it refuses, and the server closes the connection. */
    static ThreadPoolExecutor growingPool() {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(
                0, MOST_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "drawbridge-http-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    // The sources are Java 17's, which do not know the method.
    private static Executor virtualThreads() {
        try {
            Method method = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
            return (Executor) method.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("JDK 24 and newer have virtual threads", e);
        }
    }
}
