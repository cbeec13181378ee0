package dev.drawbridge.core.http.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Problem;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.internal.http.LastResort;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the JDK's {@code com.sun.net.httpserver} serve a {@link Handler}. Thread-safe.
 *
 * <p>The path stays as it was sent. A body above what the handler takes is never held in memory; what still comes
 * after the response is read away up to a bound, so that clients see the response rather than a reset connection.
 *
 * <p>A client has 10 s to send its body and 30 s to take the response; then the connection is closed. How long it may take
 * for the header, and how many requests are served beside each other, is the server's matter: make it by {@link
 * JdkHttpServers}.
 */
public final class JdkHttpServerAdapter implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(JdkHttpServerAdapter.class);
    private static final int MOST_DISCARDED_BYTES = 16 * 1024 * 1024;
    private static final int CHUNK_BYTES = 8 * 1024;
    private static final Duration TO_SEND = Duration.ofSeconds(10);
    private static final Duration TO_TAKE = Duration.ofSeconds(30);

    private final Handler handler;
    private final Duration toSend;
    private final Duration toTake;

    /**
     * Makes the adapter.
     *
     * @param handler what responds
     */
    public JdkHttpServerAdapter(Handler handler) {
        this(handler, TO_SEND, TO_TAKE);
    }

    /** Makes an adapter that gives clients other times to send a body and to take a response. */
    JdkHttpServerAdapter(Handler handler, Duration toSend, Duration toTake) {
        this.handler = handler;
        this.toSend = toSend;
        this.toTake = toTake;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Response response = respond(exchange);
            // Closing reads and writes, too, so it happens within the time.
            try (Deadline end = Deadline.in(toTake);
                    exchange) {
                send(exchange, response);
                discardRest(exchange.getRequestBody());
            }
        } catch (IOException e) {
            LOG.debug("The client went away or was too slow", e);
            throw e;
        }
    }

    private Response respond(HttpExchange exchange) throws IOException {
        String target = target(exchange.getRequestURI());
        if (!target.startsWith("/")) {
            return Problem.of(400, "malformed_request", "The request's target must be a path.")
                    .toResponse("-");
        }
        Request request = Request.of(
                exchange.getRequestMethod(),
                target,
                Headers.of(exchange.getRequestHeaders()),
                exchange.getRemoteAddress().getAddress());
        int most = handler.maxBodyBytes(request);
        byte[] body = body(exchange, most);
        boolean oversized = body.length > most;
        return LastResort.handle(handler, oversized ? request.withOversizedBody() : request.withBody(body));
    }

    private byte[] body(HttpExchange exchange, int most) throws IOException {
        try (Deadline end = Deadline.in(toSend)) {
            return exchange.getRequestBody().readNBytes(most + 1);
        }
    }

    /** Path and query as they were sent; of the absolute form (RFC 9112 §3.2.2) what follows the authority. */
    private static String target(URI uri) {
        if (!uri.isAbsolute()) {
            return uri.getRawFragment() == null ? uri.toString() : "";
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        for (Map.Entry<String, List<String>> field : response.headers().asMap().entrySet()) {
            field.getValue().forEach(value -> exchange.getResponseHeaders().add(field.getKey(), value));
        }
        byte[] body = response.body();
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(response.status(), -1);
        } else if (body.length == 0) {
            exchange.sendResponseHeaders(response.status(), -1);
        } else {
            exchange.sendResponseHeaders(response.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
        }
    }

    private static void discardRest(InputStream body) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        int discarded = 0;
        int read = body.read(chunk);
        while (read >= 0 && discarded < MOST_DISCARDED_BYTES) {
            discarded += read;
            read = body.read(chunk);
        }
    }
}
