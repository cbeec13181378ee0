package dev.drawbridge.core.internal.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.drawbridge.core.http.Request;
import dev.drawbridge.core.http.jdk.JdkHttpServerAdapter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real sockets, byte by byte. */
class JdkHttpServerAdapterTest {

    private static final int PATIENCE_MILLIS = 10_000;

    private static ExecutorService threads;
    private static HttpServer server;

    @BeforeAll
    static void start() throws IOException {
        threads = Executors.newFixedThreadPool(4);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/", new JdkHttpServerAdapter(Sample.platform().platform().handler()));
        server.setExecutor(threads);
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aPageComesWithItsHeaders() throws IOException {
        String response = send("GET /developers/sample HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(response).startsWith("HTTP/1.1 200 ").contains("</html>");
        assertThat(response.toLowerCase(Locale.ROOT)).contains("content-security-policy: default-src 'none'");
    }

    @Test
    void headHasTheLengthButNoBody() throws IOException {
        String response = send("HEAD /developers/sample HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(response).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
        assertThat(response.toLowerCase(Locale.ROOT)).containsPattern("content-length: [1-9]\\d{2,}");
    }

    @Test
    void aRedirectHasNoBodyAndKeepsTheConnection() throws IOException {
        String body = "name=Ann";
        String post = "POST /developers/sample HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length();
        String response = send(post + "\r\n\r\n" + body + post + "\r\nConnection: close\r\n\r\n" + body);
        assertThat(response.split("HTTP/1.1 303 ", -1)).hasSize(3);
        assertThat(response.toLowerCase(Locale.ROOT)).contains("set-cookie: __host-said=ann/");
    }

    @Test
    void theAbsoluteFormIsUnderstood() throws IOException {
        assertThat(send("GET http://x/developers/api/v1/query?q=1%2B1 HTTP/1.1\r\n"
                        + "Host: x\r\n"
                        + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("\r\n\r\n1+1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//developers/sample",
                "/developers/sample/..",
                "/developers/sample/%2e%2e",
                "/developers/assets/../sample",
                "/developers%2Fsample",
                "/developers/sample;a=b",
            })
    void pathsStayAsTheyWereSent(String path) throws IOException {
        assertThat(send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /developers/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /developers/sample#x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /a b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET\r\n\r\n",
                "GET /developers/sample HTTP/1.1\r\nHost: x\r\nContent-Length: minus\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n",
            })
    void rubbishIsRefusedAndTheServerLives(String rubbish) throws IOException {
        assertThat(send(rubbish))
                .satisfiesAnyOf(
                        response -> assertThat(response).startsWith("HTTP/1.1 40"),
                        response -> assertThat(response).isEmpty());
        aPageComesWithItsHeaders();
    }

    @Test
    @Tag("A-106")
    @DisplayName("a body above the limit is refused with 413 although ten megabytes follow")
    void largeBodiesAreRefused() throws IOException {
        byte[] megabyte = new byte[1024 * 1024];
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /developers/sample HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                            + 10 * megabyte.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 10; i++) {
                out.write(megabyte);
            }
            assertThat(read(socket)).startsWith("HTTP/1.1 413 ").contains("body_too_large");
        }
    }

    @Test
    @Tag("A-106")
    @DisplayName("the response comes before the rest of the body was sent")
    void theRestIsNotWaitedFor() throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    "POST /developers/sample HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 10000000\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[Request.MAX_BODY_BYTES + 1]);
            out.flush();
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 413 ".length());
            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413 ");
        }
    }

    @Test
    void aBodyOfTheLimitIsRead() throws IOException {
        String json = "{\"say\":\"" + "x".repeat(Request.MAX_BODY_BYTES - 10) + "\"}";
        assertThat(json).hasSize(Request.MAX_BODY_BYTES);
        String response = send("POST /developers/api/v1/echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n" + json);
        assertThat(response).startsWith("HTTP/1.1 200 ").endsWith("xxx");
    }

    private static String send(String bytes) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return read(socket);
        }
    }

    private static Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static String read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
