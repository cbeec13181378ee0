package dev.drawbridge.core.internal.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class EgressTest {

    private static final EgressLimits SHORT =
            new EgressLimits(Duration.ofMillis(300), Duration.ofMillis(600), 64 * 1024, 4 * 1024);

    private final Egress egress = new Egress(TargetRules.of(true), EgressLimits.DEFAULT);
    private final Egress hasty = new Egress(TargetRules.of(true), SHORT);
    private Script script = out -> respond(out, 200, "", "ok");
    private final AtomicInteger connections = new AtomicInteger();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final CountDownLatch acceptorEnded = new CountDownLatch(1);
    private final ServerSocket server = open();

    /** Writes a response onto the wire, well-formed or not. */
    private interface Script {
        void write(OutputStream out) throws IOException;
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Nested
    class Responses {

        @ParameterizedTest
        @Tag("D-24")
        @DisplayName("any 2xx is accepted, everything else is not")
        @CsvSource({"200,true", "202,true", "204,true", "299,true", "304,false", "404,false", "410,false", "500,false"})
        void status(int status, boolean accepted) {
            script = out -> respond(out, status, "", "");

            EgressResponse response = post(egress);

            assertThat(response.status()).isEqualTo(status);
            assertThat(response.accepted()).isEqualTo(accepted);
            assertThat(response.failure()).isNull();
        }

        @Test
        @Tag("SW-06")
        @Tag("D-27")
        @DisplayName("the bytes of the body arrive as they are, and no compression is asked for")
        void body() {
            post(egress);

            String request = requests.remove();
            assertThat(request)
                    .startsWith("POST /hook?x=y HTTP/1.1\r\n")
                    .contains("webhook-id: msg_1\r\n")
                    .endsWith("\r\n\r\n{\"a\": \"Ž\"}")
                    .doesNotContainIgnoringCase("accept-encoding")
                    .doesNotContainIgnoringCase("cookie")
                    .doesNotContainIgnoringCase("authorization");
        }

        @Test
        void controlCharactersOfTheBodyAreReplaced() {
            script = out -> respond(out, 500, "", "a\0b\u001bc\nd");

            assertThat(post(egress).snippet()).isEqualTo("a\uFFFDb\uFFFDc\nd");
        }

        @Test
        void aHeaderOfTheResponseIsHandedOn() {
            script = out -> respond(out, 503, "Retry-After: 120\r\n", "");

            assertThat(post(egress).headers().first("retry-after")).contains("120");
        }

        @ParameterizedTest
        @Tag("S-13")
        @DisplayName("redirects are not followed")
        @ValueSource(ints = {301, 302, 303, 307, 308})
        void redirects(int status) {
            script = out -> respond(out, status, "Location: http://127.0.0.1:" + server.getLocalPort() + "/2\r\n", "");

            assertThat(post(egress).status()).isEqualTo(status);
            assertThat(connections).hasValue(1);
        }

        @Test
        void nothingIsSentTwice() {
            script = out -> {};

            assertThat(post(egress).failure()).isEqualTo(EgressFailure.PROTOCOL);
            assertThat(connections).hasValue(1);
        }
    }

    @Nested
    class LimitsHold {

        @Test
        @Tag("D-25")
        @DisplayName("a body without end is cut at 4 kB and counts by its status")
        void endlessBody() {
            script = out -> {
                out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                byte[] block = "x".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
                while (true) {
                    out.write(block);
                }
            };

            EgressResponse response = post(egress);

            assertThat(response.accepted()).isTrue();
            assertThat(response.snippet()).hasSize(4 * 1024);
        }

        @Test
        @Tag("D-25")
        @DisplayName("a response that drips is cut by the deadline")
        void drippingHeaders() {
            script = out -> drip(out, "HTTP/1.1 200 OK\r\nX-Drip: ");

            EgressResponse response = post(hasty);

            assertThat(response.failure()).isEqualTo(EgressFailure.TIMEOUT);
            assertThat(response.duration()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
        }

        @Test
        @Tag("D-25")
        @DisplayName("a body that drips is cut by the deadline")
        void drippingBody() {
            script = out -> drip(out, "HTTP/1.1 500 Oops\r\nContent-Length: 100000\r\n\r\n");

            EgressResponse response = post(hasty);

            assertThat(response.status()).isEqualTo(500);
            assertThat(response.duration()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
        }

        @Test
        @Tag("D-25")
        @DisplayName("a TLS handshake that never ends is cut by the deadline")
        void silentHandshake() {
            script = out -> awaitEnd();

            EgressResponse response = hasty.post(request("https://127.0.0.1:" + server.getLocalPort() + "/"));

            assertThat(response.status()).isZero();
            assertThat(response.failure()).isIn(EgressFailure.TIMEOUT, EgressFailure.TLS);
            assertThat(response.duration()).isLessThan(Duration.ofSeconds(5));
        }

        @Test
        @Tag("D-26")
        @DisplayName("a header bomb is a failure")
        void headerBomb() {
            script = out -> {
                StringBuilder fields = new StringBuilder();
                for (int i = 0; i < 20; i++) {
                    fields.append("X-")
                            .append(i)
                            .append(": ")
                            .append("x".repeat(5_000))
                            .append("\r\n");
                }
                respond(out, 200, fields.toString(), "");
            };

            assertThat(post(egress).failure()).isEqualTo(EgressFailure.RESPONSE_TOO_LARGE);
        }

        @Test
        @Tag("D-26")
        @DisplayName("one endless header line is a failure")
        void endlessHeader() {
            script = out -> {
                out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    out.write("x".repeat(1_000).getBytes(StandardCharsets.US_ASCII));
                }
            };

            assertThat(post(egress).failure()).isEqualTo(EgressFailure.RESPONSE_TOO_LARGE);
        }

        @Test
        void aClosedPortIsAFailureToConnect() throws Exception {
            server.close();
            // As long as its thread is on the way out of accept() the kernel still lets connections in.
            acceptorEnded.await();

            assertThat(post(egress).failure()).isEqualTo(EgressFailure.CONNECT);
        }
    }

    @Nested
    class Names {

        @Test
        @Tag("S-11")
        @Tag("S-09")
        @DisplayName("a name that turns to loopback after the check is never connected to")
        void rebinding() {
            AtomicInteger lookups = new AtomicInteger();
            Egress guarded = new Egress(TargetRules.of(false), SHORT, host -> {
                lookups.incrementAndGet();
                return addresses("127.0.0.1");
            });
            URI target = URI.create("https://rebind.example:" + server.getLocalPort() + "/");
            assertThat(TargetRules.of(false).check(target)).isEmpty();

            for (int i = 0; i < 100; i++) {
                assertThat(guarded.post(request(target.toString())).failure())
                        .isEqualTo(EgressFailure.FORBIDDEN_TARGET);
            }

            assertThat(lookups).as("resolved anew for every attempt").hasValue(100);
            assertThat(connections).hasValue(0);
        }

        @Test
        @Tag("S-08")
        @DisplayName("one forbidden address forbids the whole name")
        void mixedResponse() {
            Egress guarded = new Egress(TargetRules.of(false), SHORT, host -> addresses("93.184.216.34", "10.0.0.5"));

            assertThat(guarded.post(request("https://mixed.example/")).failure())
                    .isEqualTo(EgressFailure.FORBIDDEN_TARGET);
        }

        @Test
        @Tag("S-18")
        @DisplayName("forbidden, unknown and closed targets read the same")
        void noOracle() {
            assertThat(EgressFailure.FORBIDDEN_TARGET.message())
                    .isEqualTo(EgressFailure.UNKNOWN_HOST.message())
                    .isEqualTo(EgressFailure.CONNECT.message());
        }

        @Test
        void anUnknownNameIsAFailure() {
            Egress guarded = new Egress(TargetRules.of(false), SHORT, host -> {
                throw new UnknownHostException(host);
            });

            assertThat(guarded.post(request("https://nowhere.example/")).failure())
                    .isEqualTo(EgressFailure.UNKNOWN_HOST);
        }

        @Test
        @Tag("S-12")
        @DisplayName("a target that is not allowed is not even resolved")
        void forbiddenLiteral() {
            AtomicInteger lookups = new AtomicInteger();
            Egress guarded = new Egress(TargetRules.of(false), SHORT, host -> {
                lookups.incrementAndGet();
                return addresses("93.184.216.34");
            });

            assertThat(guarded.post(request("https://169.254.169.254/")).failure())
                    .isEqualTo(EgressFailure.FORBIDDEN_TARGET);
            assertThat(lookups).hasValue(0);
        }
    }

    private EgressResponse post(Egress through) {
        return through.post(request("http://127.0.0.1:" + server.getLocalPort() + "/hook?x=y"));
    }

    private static EgressRequest request(String url) {
        return new EgressRequest(
                URI.create(url),
                Headers.NONE.with("Content-Type", "application/json").with("webhook-id", "msg_1"),
                "{\"a\": \"Ž\"}".getBytes(StandardCharsets.UTF_8));
    }

    private static void respond(OutputStream out, int status, String fields, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String length = status == 204 || status == 304 ? "" : "Content-Length: " + bytes.length + "\r\n";
        out.write(("HTTP/1.1 " + status + " X\r\n" + length + fields + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.flush();
    }

    private void drip(OutputStream out, String start) throws IOException {
        out.write(start.getBytes(StandardCharsets.US_ASCII));
        BlockingQueue<String> never = new LinkedBlockingQueue<>();
        while (true) {
            out.write('x');
            out.flush();
            pause(never);
        }
    }

    private static void awaitEnd() throws IOException {
        BlockingQueue<String> never = new LinkedBlockingQueue<>();
        for (int i = 0; i < 100; i++) {
            pause(never);
        }
    }

    private static void pause(BlockingQueue<String> never) throws IOException {
        try {
            never.poll(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        InetAddress[] addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            addresses[i] = InetAddress.getByName(literals[i]);
        }
        return addresses;
    }

    private ServerSocket open() {
        try {
            ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread acceptor = new Thread(() -> accept(socket), "egress-test-acceptor");
            acceptor.setDaemon(true);
            acceptor.start();
            return socket;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                connections.incrementAndGet();
                read(connection.getInputStream());
                script.write(connection.getOutputStream());
            } catch (IOException e) {
                // The client went away, or the test is over.
                continue;
            }
        }
        acceptorEnded.countDown();
    }

    /** Reads a request with Content-Length, or whatever a TLS client says first. */
    private void read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int first = in.read();
        if (first != 'P') {
            return;
        }
        head.append('P');
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        String lower = head.toString().toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length: ") + "content-length: ".length();
        int length = Integer.parseInt(lower.substring(at, lower.indexOf('\r', at)));
        requests.add(head + new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }
}
