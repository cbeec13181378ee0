package dev.drawbridge.oauth.internal.world;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drawbridge.core.http.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The web server of a client, which serves its document. Responds as the test says and keeps what it was asked. */
public final class ClientHost implements AutoCloseable {

    private static final String PATH = "/oauth/client.json";

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<Map<String, List<String>>> requests = new CopyOnWriteArrayList<>();
    private final Semaphore arrived = new Semaphore(0);
    private volatile Reply response = new Reply(404, "text/plain", "", Map.of());
    private volatile CountDownLatch gate = new CountDownLatch(0);

    private final String address;

    public ClientHost() {
        this("127.0.0.1");
    }

    /** On a loopback address: each 127.0.x is a site of its own. */
    public ClientHost(String address) {
        this.address = address;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    private record Reply(int status, String type, String body, Map<String, String> headers) {}

    /** The client id: where the document is. */
    public String id() {
        return "http://" + address + ":" + server.getAddress().getPort() + PATH;
    }

    /** A document of a public client. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("client_id", id());
        document.put("client_name", "Acme Assistant");
        document.put("redirect_uris", List.of("http://127.0.0.1/callback", "https://assistant.test/callback"));
        document.put("grant_types", List.of("authorization_code", "refresh_token"));
        document.put("token_endpoint_auth_method", "none");
        return document;
    }

    public ClientHost publish() {
        return publish(document());
    }

    public ClientHost publish(Map<String, Object> document, String... headers) {
        return respond(200, "application/json", Json.write(document), headers);
    }

    public ClientHost respond(int status, String type, String body, String... headers) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            fields.put(headers[i], headers[i + 1]);
        }
        response = new Reply(status, type, body, fields);
        return this;
    }

    /** Keeps responses back until the returned latch is counted down. */
    public CountDownLatch hold() {
        gate = new CountDownLatch(1);
        return gate;
    }

    /** Waits until the document was asked for once more. */
    public void awaitRequest() {
        try {
            if (!arrived.tryAcquire(30, TimeUnit.SECONDS)) {
                throw new AssertionError("Nobody asked for the document");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public int fetches() {
        return requests.size();
    }

    /** The names of all header fields that were sent, in lower case. */
    public List<String> headersOfLastRequest() {
        List<String> names = new ArrayList<>();
        requests.get(requests.size() - 1).keySet().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        return names;
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(Map.copyOf(exchange.getRequestHeaders()));
        arrived.release();
        try (exchange) {
            if (!gate.await(30, TimeUnit.SECONDS)) {
                return;
            }
            Reply now = response;
            exchange.getResponseHeaders().set("Content-Type", now.type());
            now.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] body = now.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(now.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        gate.countDown();
        server.stop(0);
        executor.shutdownNow();
    }
}
