package dev.drawbridge.examples.benchmarks;

import dev.drawbridge.examples.benchmarks.Measurement.Processes;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures webhooks from PostgreSQL: a node sends a backlog of events of 1 KiB to four endpoints of a receiver that accepts
 * everything. The first third warms up; the rest is measured, in deliveries per second and CPU milliseconds per delivery.
 *
 * <p>With the argument {@code statements} it counts what a delivery executes instead.
 */
public final class WebhookLoad {

    static final String RECEIVER = "RECEIVER";
    static final String EVENTS = "EVENTS";
    static final String ENDPOINTS = "ENDPOINTS";

    private static final int EVENT_COUNT = 7_500;
    private static final int ENDPOINT_COUNT = 4;
    private static final int WARM_PART = 3;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

    private WebhookLoad() {}

    /**
     * Measures or counts, and prints.
     *
     * @param arguments none, or {@code statements}
     * @throws IOException if a process cannot be started
     */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        boolean count = List.of(arguments).contains("statements");
        try (Database database = Database.start(count);
                WebhookSink sink = WebhookSink.start()) {
            Map<String, String> variables = new HashMap<>(database.variables());
            variables.put(RECEIVER, sink.url());
            variables.put(EVENTS, Integer.toString(EVENT_COUNT));
            variables.put(ENDPOINTS, Integer.toString(ENDPOINT_COUNT));
            try (ServerProcess node = ServerProcess.start(WebhookNode.class, variables)) {
                int all = EVENT_COUNT * ENDPOINT_COUNT;
                await(sink, all / WARM_PART);
                if (count) {
                    database.forgetStatements();
                }
                int before = sink.requests();
                int connections = sink.connections();
                Measurement measured =
                        Measurement.of(new Processes(node.pid(), database.pid()), List.of(() -> await(sink, all)), 1);
                int deliveries = sink.requests() - before;
                print(measured, deliveries, sink.connections() - connections);
                if (count) {
                    print(database, deliveries);
                }
            }
        }
    }

    private static void await(WebhookSink sink, int requests) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (sink.requests() < requests) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Only " + sink.requests() + " of " + requests + " webhooks arrived");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static void print(Measurement measured, int deliveries, int connections) {
        System.out.println(String.format(
                Locale.ROOT,
                "webhooks from PostgreSQL, %d endpoints: %.0f/s; CPU-ms per delivery: node %.3f, database %.3f, receiver"
                        + " %.3f; %d deliveries on %d new connections",
                ENDPOINT_COUNT,
                deliveries / measured.seconds(),
                measured.server() * 1_000 / deliveries,
                measured.database() * 1_000 / deliveries,
                measured.client() * 1_000 / deliveries,
                deliveries,
                connections));
    }

    private static void print(Database database, int deliveries) {
        database.statements().stream()
                .filter(executed -> executed.calls() * 200 >= deliveries)
                .forEach(executed -> System.out.println(String.format(
                        Locale.ROOT, "%7.3f  %s", (double) executed.calls() / deliveries, executed.sql())));
    }
}
