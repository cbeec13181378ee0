package dev.drawbridge.examples.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The developer's own web app: it gets the code, and forwards the browser once more as some apps do. */
final class CallbackServer implements AutoCloseable {

    private final HttpServer server;
    private final BlockingQueue<String> queries = new LinkedBlockingQueue<>();

    CallbackServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/callback", exchange -> {
            queries.add(String.valueOf(exchange.getRequestURI().getRawQuery()));
            exchange.getResponseHeaders().set("Location", "/done");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/done", exchange -> {
            byte[] body = "<!doctype html><title>Connected</title><h1>Connected</h1>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    URI redirectUri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/callback");
    }

    /** The query of the next visit, within ten seconds. */
    String nextQuery() throws InterruptedException {
        String query = queries.poll(10, TimeUnit.SECONDS);
        if (query == null) {
            throw new AssertionError("The browser did not come to the redirect URI");
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
