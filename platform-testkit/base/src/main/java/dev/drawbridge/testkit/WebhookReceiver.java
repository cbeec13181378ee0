package dev.drawbridge.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A receiver of webhooks: a real HTTP server on a loopback port of its own. It responds as it was told, then 204 for ever,
 * and keeps what it got. Thread-safe.
 *
 * <p>A platform reaches it in development mode only: {@code .set(EnvironmentBuilder::insecureDevelopmentMode)}.
 */
public final class WebhookReceiver implements AutoCloseable {

    private static final int NO_CONTENT = 204;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "webhook-receiver");
        thread.setDaemon(true);
        return thread;
    });
    private final Deque<Reply> responses = new ArrayDeque<>();
    private final List<Received> received = new ArrayList<>();
    private CountDownLatch always = new CountDownLatch(0);

    /**
     * A request that arrived.
     *
     * @param target path and query
     * @param headers the header fields, names in lower case
     * @param body the body as it came
     */
    public record Received(String target, Map<String, List<String>> headers, String body) {

        /**
         * Returns {@code webhook-id}.
         *
         * @return the message's id
         */
        public String id() {
            return header("webhook-id");
        }

        /**
         * Returns {@code webhook-signature}.
         *
         * @return all tokens
         */
        public String signature() {
            return header("webhook-signature");
        }

        /**
         * Returns {@code webhook-timestamp}.
         *
         * @return seconds since 1970
         */
        public long timestamp() {
            return Long.parseLong(header("webhook-timestamp"));
        }

        private String header(String name) {
            return String.join("\n", headers.getOrDefault(name, List.of()));
        }
    }

    private record Reply(int status, Map<String, String> headers, String body, CountDownLatch gate) {}

    private WebhookReceiver(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts a receiver.
     *
     * @return the running receiver
     */
    public static WebhookReceiver start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            WebhookReceiver receiver = new WebhookReceiver(server);
            server.createContext("/", receiver::handle);
            server.setExecutor(receiver.threads);
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns where it listens.
     *
     * @return an http URL with a path
     */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    /**
     * Responds to the next requests with these statuses, one each.
     *
     * @param statuses HTTP statuses
     * @return this
     */
    public WebhookReceiver respond(int... statuses) {
        for (int status : statuses) {
            respond(status, Map.of(), "");
        }
        return this;
    }

    /**
     * Responds to the next request.
     *
     * @param status the HTTP status
     * @param headers further header fields
     * @param body the body, empty for none
     * @return this
     */
    public WebhookReceiver respond(int status, Map<String, String> headers, String body) {
        synchronized (received) {
            responses.add(new Reply(status, Map.copyOf(headers), body, new CountDownLatch(0)));
        }
        return this;
    }

    /**
     * Responds to the next request with 204, but only once the returned action has run.
     *
     * @return sends the response
     */
    public Runnable hold() {
        CountDownLatch gate = new CountDownLatch(1);
        synchronized (received) {
            responses.add(new Reply(NO_CONTENT, Map.of(), "", gate));
        }
        return gate::countDown;
    }

    /**
     * Responds to every request from now on only once the returned action has run.
     *
     * @return sends all responses
     */
    public Runnable holdAll() {
        CountDownLatch gate = new CountDownLatch(1);
        synchronized (received) {
            always = gate;
        }
        return gate::countDown;
    }

    /**
     * Returns what arrived.
     *
     * @return the requests in the order of arrival
     */
    public List<Received> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /**
     * Waits until so many requests have arrived.
     *
     * @param count how many
     * @param atMost how long to wait in real time
     * @return what arrived
     * @throws IllegalStateException if fewer arrive in time
     */
    public List<Received> await(int count, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (received) {
            try {
                while (received.size() < count) {
                    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                    if (left <= 0) {
                        throw new IllegalStateException(
                                received.size() + " webhooks arrived within " + atMost + ", not " + count);
                    }
                    received.wait(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for webhooks", e);
            }
            return List.copyOf(received);
        }
    }

    /** Stops listening. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        Reply response;
        synchronized (received) {
            received.add(new Received(exchange.getRequestURI().toString(), headers, body));
            response = responses.isEmpty() ? new Reply(NO_CONTENT, Map.of(), "", always) : responses.remove();
            received.notifyAll();
        }
        try (exchange) {
            response.gate().await();
            response.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
