package dev.drawbridge.examples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a number of requests cost.
 *
 * @param requests how many
 * @param seconds how long they took
 * @param server the server's CPU seconds
 * @param database the CPU seconds of PostgreSQL's processes
 * @param client the CPU seconds of this program, which shares the machine
 */
record Measurement(long requests, double seconds, double server, double database, double client) {

    private static final double NANOS = 1e9;

    /** One client's next request, or what counts as one. */
    interface Work {

        void once() throws IOException;
    }

    /** The processes whose CPU time is measured; 0 means no database. */
    record Processes(long server, long database) {

        private double[] cpu() {
            return new double[] {
                CpuTime.seconds(server),
                database == 0 ? 0 : CpuTime.seconds(database),
                // This process without its children: the servers are among them.
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / NANOS
            };
        }
    }

    /** Lets every client do its work a number of times, all at the same time, each on a thread of its own. */
    static Measurement of(Processes processes, List<? extends Work> clients, int times) {
        ExecutorService threads = Executors.newFixedThreadPool(clients.size());
        try {
            double[] before = processes.cpu();
            long start = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (Work client : clients) {
                running.add(threads.submit(() -> {
                    for (int i = 0; i < times; i++) {
                        client.once();
                    }
                    return true;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
            double seconds = (System.nanoTime() - start) / NANOS;
            double[] after = processes.cpu();
            return new Measurement(
                    (long) clients.size() * times,
                    seconds,
                    after[0] - before[0],
                    after[1] - before[1],
                    after[2] - before[2]);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A request failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    Measurement plus(Measurement other) {
        return new Measurement(
                requests + other.requests,
                seconds + other.seconds,
                server + other.server,
                database + other.database,
                client + other.client);
    }

    /** Adds CPU seconds of a store beside PostgreSQL. */
    Measurement withStore(double cpuSeconds) {
        return new Measurement(requests, seconds, server, database + cpuSeconds, client);
    }

    double perSecond() {
        return requests / seconds;
    }

    double perThousand(double cpuSeconds) {
        return cpuSeconds * 1_000 / requests;
    }
}
