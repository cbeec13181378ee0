package dev.drawbridge.core.http.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drawbridge.core.http.Handler;
import dev.drawbridge.core.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Clients that stop in the middle, over real sockets. The adapter here waits for half a second, the tests for a minute. */
class SlowClientsTest {

    private static final Duration SHORT = Duration.ofMillis(500);
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int HUGE = 64 * 1024 * 1024;
    private static final int MOST_CHUNKS = 4_000;
    private static final String CHUNKED = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    @DisplayName("A request of whose body one byte comes ends, and its thread is free")
    void oneByteOfTheBody() throws Exception {
        try (Socket socket = connect(request -> Response.empty(204))) {
            send(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\na");

            assertEnded(socket);
        }
    }

    @Test
    @DisplayName("A chunked body that stops before its end ends, and its thread is free")
    void aChunkedBodyWithoutEnd() throws Exception {
        try (Socket socket = connect(request -> Response.empty(204))) {
            send(socket, CHUNKED + "1\r\na\r\n");

            assertEnded(socket);
        }
    }

    @Test
    @DisplayName("A body that is too large and then stops gets what the handler says, and its thread is free")
    void aBodyThatContinuesAfterTheResponse() throws Exception {
        try (Socket socket = connect(request -> Response.empty(request.hasOversizedBody() ? 413 : 204))) {
            String chunk = "x".repeat(0x1_0010);
            send(socket, CHUNKED + "10010\r\n" + chunk + "\r\n");

            assertThat(assertEnded(socket)).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    @DisplayName("A body that never stops is read to a bound, and its thread is free")
    void aBodyWithoutEnd() throws Exception {
        try (Socket socket = connect(request -> Response.empty(413))) {
            send(socket, CHUNKED);
            byte[] chunk = ("10000\r\n" + "x".repeat(0x1_0000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            int sent = 0;
            boolean open = true;
            while (open && sent < MOST_CHUNKS) {
                open = sends(socket, chunk);
                sent++;
            }

            assertThat(open).as("the connection after " + sent + " chunks").isFalse();
            assertThat(ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
        }
    }

    @Test
    @DisplayName("A client that does not take its response is given up, and its thread is free")
    void aResponseThatNobodyReads() throws Exception {
        byte[] huge = new byte[HUGE];
        try (Socket socket = connect(request -> Response.bytes(200, "application/octet-stream", huge))) {
            send(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
        }
    }

    @Test
    @DisplayName("Preparing sets the JDK's limits, and none that the host has set")
    void preparingSetsLimits() {
        String name = "sun.net.httpserver.maxRspTime";
        String before = System.getProperty(name);
        try {
            System.setProperty(name, "90");
            JdkHttpServers.prepare();

            assertThat(System.getProperty(name)).isEqualTo("90");
            assertThat(Integer.getInteger("sun.net.httpserver.maxReqTime")).isPositive();
            assertThat(Integer.getInteger("sun.net.httpserver.idleInterval")).isGreaterThanOrEqualTo(65);
            assertThat(Integer.getInteger("sun.net.httpserver.maxIdleConnections"))
                    .isPositive();
            assertThat(Integer.getInteger("jdk.httpserver.maxConnections")).isPositive();
        } finally {
            if (before == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, before);
            }
        }
    }

    @Test
    @DisplayName("Threads grow with what waits, on every JDK, and beyond their number requests are refused, not queued")
    void threadsGrow() {
        ThreadPoolExecutor pool = RequestThreads.growingPool();
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicInteger taken = new AtomicInteger();
        try {
            assertThatThrownBy(() -> {
                        for (int i = 0; i <= 1_000; i++) {
                            pool.execute(() -> awaitUninterrupted(waiting));
                            taken.incrementAndGet();
                        }
                    })
                    .isInstanceOf(RejectedExecutionException.class);

            assertThat(taken).hasValue(1_000);
        } finally {
            waiting.countDown();
            pool.shutdown();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("A deadline that came leaves no interrupt for the thread's next request")
    void aDeadlineLeavesNoInterrupt() throws Exception {
        try (Deadline end = Deadline.in(Duration.ofMillis(1))) {
            new CountDownLatch(1).await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // What the deadline is there for.
        }

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    @DisplayName("An Error of a handler is a 500")
    void anErrorIsAResponse() throws Exception {
        Handler broken = request -> {
            throw new NoClassDefFoundError("gone");
        };
        try (Socket socket = connect(broken)) {
            send(socket, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            assertThat(assertEnded(socket)).startsWith("HTTP/1.1 500 ").doesNotContain("gone");
        }
    }

    private Socket connect(Handler handler) throws IOException {
        server = JdkHttpServers.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        JdkHttpServerAdapter adapter = new JdkHttpServerAdapter(handler, SHORT, SHORT);
        server.createContext("/", exchange -> {
            try {
                adapter.handle(exchange);
            } finally {
                close(exchange);
            }
        });
        server.start();
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4 * 1024);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(server.getAddress(), PATIENCE_MILLIS);
        return socket;
    }

    private void close(HttpExchange exchange) {
        exchange.close();
        ended.countDown();
    }

    /** Reads until the server closes, and waits until its thread is done; returns what came. */
    private String assertEnded(Socket socket) throws Exception {
        StringBuilder read = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                read.append((char) next);
            }
        } catch (SocketException e) {
            // Reset: closed, too.
            read.append("");
        }
        assertThat(ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
        return read.toString();
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static boolean sends(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
