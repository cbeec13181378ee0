package dev.drawbridge.core.internal.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.spi.store.Tenant;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No peer holds us longer than the limits say, whatever it says and wherever it falls silent. */
@Timeout(60)
class SilentPeersTest {

    private static final EgressLimits SHORT =
            new EgressLimits(Duration.ofMillis(300), Duration.ofMillis(500), 8 * 1024, 1_000);

    /** Generous, and far from the 20 s that a test may take. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Egress egress = new Egress(TargetRules.of(true), SHORT);
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ServerSocket server;

    /** What a peer says before it falls silent. */
    enum Peer {
        IDLE(""),
        ONE_BYTE("H"),
        HALF_A_STATUS_LINE("HTTP/1.1 20"),
        HALF_A_HEADER("HTTP/1.1 200 OK\r\nContent-Type: applica"),
        NO_BODY("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"),
        HALF_A_BODY("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"a\":"),
        ONE_CHUNK("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"),
        HALF_A_CHUNK_SIZE("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1"),
        ENDLESS_CHUNKS("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"),
        ENDLESS_INTERIM("HTTP/1.1 103 Early Hints\r\n\r\n");

        private final String says;

        Peer(String says) {
            this.says = says;
        }
    }

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        end.countDown();
        server.close();
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A receiver that falls silent holds its sender no longer than the limit")
    void receiver(Peer peer) {
        serve(peer);

        EgressResponse response = egress.post(new EgressRequest(Tenant.HOST, uri(), Headers.NONE, new byte[0]));

        assertThat(response.duration()).isLessThan(SOON);
        if (response.status() == 0) {
            assertThat(response.failure()).isIn(EgressFailure.TIMEOUT, EgressFailure.PROTOCOL);
        } else {
            // What it said with its status line counts, however it ends.
            assertThat(response.status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Half a document of a server that falls silent is no document, and is given up in time")
    void document(Peer peer) {
        serve(peer);
        long start = System.nanoTime();

        EgressDocument document = egress.get(Tenant.HOST, uri(), "application/json", SHORT);

        assertThat(document.failure())
                .isIn(EgressFailure.TIMEOUT, EgressFailure.PROTOCOL, EgressFailure.RESPONSE_TOO_LARGE);
        assertThat(document.text()).isEmpty();
        assertThat(since(start)).isLessThan(SOON);
    }

    @Test
    @DisplayName("A peer that never takes the connection holds nobody longer than the limit")
    void neverAccepted() throws IOException {
        // The deadline alone must do it: this guard would be patient with the connection itself.
        EgressLimits patient = new EgressLimits(Duration.ofSeconds(40), Duration.ofSeconds(40), 8 * 1024, 1_000);
        Egress egress = new Egress(TargetRules.of(true), patient);
        List<Socket> queued = new ArrayList<>();
        try {
            fillQueue(queued);
            long start = System.nanoTime();

            EgressDocument document = egress.get(Tenant.HOST, uri(), "application/json", SHORT);

            assertThat(document.failure()).isIn(EgressFailure.TIMEOUT, EgressFailure.CONNECT);
            assertThat(since(start)).isLessThan(SOON);
        } finally {
            for (Socket socket : queued) {
                socket.close();
            }
        }
    }

    @Test
    @DisplayName("A deadline that passes at whatever moment is a failure, never an exception")
    void anyMoment() {
        for (int n = 0; n < 300; n++) {
            Duration total = Duration.ofNanos(n * 20_000L);
            EgressLimits limits = new EgressLimits(Duration.ofSeconds(1), total, 8 * 1024, 1_000);

            assertThat(egress.get(Tenant.HOST, uri(), "application/json", limits)
                            .failure())
                    .isNotNull();
        }
    }

    /** Connects until the kernel lets nobody in any more. */
    private void fillQueue(List<Socket> queued) throws IOException {
        for (int n = 0; n < 50; n++) {
            Socket socket = new Socket();
            queued.add(socket);
            try {
                socket.connect(server.getLocalSocketAddress(), 200);
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Peer peer) {
        threads.submit(() -> {
            try (Socket socket = server.accept()) {
                OutputStream out = socket.getOutputStream();
                out.write(peer.says.getBytes(StandardCharsets.US_ASCII));
                out.flush();
                byte[] more = more(peer);
                while (more.length > 0 && end.getCount() > 0) {
                    out.write(more);
                }
                end.await();
            }
            return null;
        });
    }

    private static byte[] more(Peer peer) {
        return switch (peer) {
            case ENDLESS_CHUNKS -> "10\r\n0123456789abcdef\r\n".getBytes(StandardCharsets.US_ASCII);
            case ENDLESS_INTERIM -> peer.says.getBytes(StandardCharsets.US_ASCII);
            default -> new byte[0];
        };
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
