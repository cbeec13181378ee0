package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that open connections and then say nothing more, against the host's process. */
class SlowClientsTest {

    private static final int SILENT = 200;
    private static final int PATIENCE_MILLIS = 12_000;

    @TempDir
    static Path folder;

    private static HostProcess host;

    @BeforeAll
    static void start() {
        Map<String, String> variables = new HashMap<>(TestDatabase.h2File(folder));
        variables.put("PORT", "0");
        // What the host sets otherwise is 10 s: the tests would only last longer.
        variables.put("JAVA_TOOL_OPTIONS", "-Dsun.net.httpserver.maxReqTime=3 -Dsun.net.httpserver.clockTick=1000");
        variables.put("MASTER_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        host = HostProcess.start(variables);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "G",
                "GET /healthz HTTP/1.1\r\nHost:",
                "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\na",
                "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n"
            })
    @DisplayName("200 connections that stop in the middle leave the host responding, and are ended")
    void connectionsThatStopInTheMiddle(String beginning) throws IOException {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < SILENT; i++) {
                silent.add(connect(beginning));
            }
            long before = System.nanoTime();
            String health = health();
            System.out.println("/healthz beside " + SILENT + " connections that sent " + beginning.length() + " bytes: "
                    + Duration.ofNanos(System.nanoTime() - before).toMillis() + " ms");

            assertThat(health).startsWith("HTTP/1.1 200 ");
            for (Socket socket : silent) {
                assertThat(readToEnd(socket)).doesNotContain("HTTP/1.1 200");
            }
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    private static String health() throws IOException {
        try (Socket socket = connect("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
            return readToEnd(socket);
        }
    }

    private static Socket connect(String beginning) throws IOException {
        URI url = host.url();
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort()), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** What comes until the host closes; fails if it does not. */
    private static String readToEnd(Socket socket) throws IOException {
        StringBuilder read = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                read.append((char) next);
            }
        } catch (SocketException e) {
            read.append("[reset]");
        }
        return read.toString();
    }
}
