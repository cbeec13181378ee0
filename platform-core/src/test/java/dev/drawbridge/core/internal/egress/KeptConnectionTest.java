package dev.drawbridge.core.internal.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Headers;
import java.io.BufferedInputStream;
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
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that wait for the next request of their group, against a server that keeps them open. */
@Timeout(30)
class KeptConnectionTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String NOTHING = "";

    /** What the server does with its requests, in their order; afterwards it says OK and keeps the connection. */
    private final Queue<Step> steps = new ConcurrentLinkedQueue<>();

    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger lookups = new AtomicInteger();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final Queue<Socket> accepted = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Socket> closed = new LinkedBlockingQueue<>();
    private final ServerSocket server = open();
    private final Egress egress = new Egress(TargetRules.of(true), EgressLimits.DEFAULT);

    /** What is written, and whether the connection stays. */
    private record Step(String written, boolean keeps) {}

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    @Tag("S-10")
    @DisplayName("requests of one group follow each other on one connection, and nobody else gets it")
    void groups() {
        post(egress, "a");
        post(egress, "a");
        assertThat(connections).hasValue(1);

        post(egress, "b");
        assertThat(connections).as("another group").hasValue(2);
        egress.post(request());
        egress.post(request());
        assertThat(connections).as("requests without a group").hasValue(4);
        post(egress, "a");
        assertThat(connections).as("the first group again").hasValue(4);
    }

    @Test
    @Tag("S-11")
    @DisplayName("a name that turns elsewhere is resolved and refused when the kept connection has served its number")
    void rebindingAfterRequests() {
        Egress guarded = rebinding(new KeptConnections(Duration.ofSeconds(30), Duration.ofSeconds(5), 3, 0));

        for (int i = 0; i < 3; i++) {
            assertThat(post(guarded, "a").status()).isEqualTo(200);
        }
        assertThat(lookups).as("one connection, judged once").hasValue(1);
        assertThat(post(guarded, "a").failure()).isEqualTo(EgressFailure.FORBIDDEN_TARGET);
        assertThat(post(guarded, "a").failure()).isEqualTo(EgressFailure.FORBIDDEN_TARGET);
        assertThat(connections).hasValue(1);
    }

    @Test
    @Tag("S-10")
    @Tag("S-11")
    @DisplayName("a name that turns elsewhere is resolved and refused when the kept connection's life is over")
    void rebindingAfterLife() throws InterruptedException {
        Egress guarded = rebinding(new KeptConnections(Duration.ofMillis(1), Duration.ofSeconds(5), 1_000, 0));

        assertThat(post(guarded, "a").status()).isEqualTo(200);
        // The connection is older than its life as soon as the clock has moved.
        long end = System.currentTimeMillis() + 5;
        while (System.currentTimeMillis() < end) {
            Thread.onSpinWait();
        }

        assertThat(post(guarded, "a").failure()).isEqualTo(EgressFailure.FORBIDDEN_TARGET);
        assertThat(connections).hasValue(1);
        assertThat(closed.take()).isNotNull();
    }

    private Egress rebinding(KeptConnections kept) {
        // A loopback host may only be at a loopback address: the second look-up is the attack.
        return new Egress(
                TargetRules.of(true),
                EgressLimits.DEFAULT,
                host -> addresses(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "93.184.216.34"),
                kept);
    }

    @Test
    void aConnectionThatTheReceiverClosedWhileItWaitedIsNoFailure() throws InterruptedException {
        steps.add(new Step(OK, false));
        post(egress, "a");
        closed.take();

        assertThat(post(egress, "a").status()).isEqualTo(200);
        assertThat(connections).hasValue(2);
    }

    @Test
    @Tag("D-08")
    @DisplayName("a request that a kept connection swallowed is sent once more on a new one, with the same id")
    void swallowed() {
        steps.add(new Step(OK, true));
        steps.add(new Step(NOTHING, false));
        post(egress, "a");

        assertThat(post(egress, "a").status()).isEqualTo(200);
        assertThat(connections).hasValue(2);
        assertThat(requests).hasSize(3).allSatisfy(head -> assertThat(head).contains("webhook-id: msg_1"));
    }

    @Test
    void aRequestThatIsSwallowedTwiceIsAFailure() {
        steps.add(new Step(OK, true));
        steps.add(new Step(NOTHING, false));
        steps.add(new Step(NOTHING, false));
        post(egress, "a");

        assertThat(post(egress, "a").failure()).isEqualTo(EgressFailure.PROTOCOL);
        assertThat(requests).hasSize(3);
    }

    @Test
    void aResponseThatBreaksOffIsNotAskedForAgain() {
        steps.add(new Step(OK, true));
        steps.add(new Step("HTTP/1.1 200 OK\r\nX-Half: ", false));
        post(egress, "a");

        post(egress, "a");

        assertThat(requests).hasSize(2);
    }

    @Test
    void whatAReceiverSaysUnsolicitedIsNotTheResponseToTheNextRequest() throws IOException {
        post(egress, "a");
        byte[] late = "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        accepted.remove().getOutputStream().write(late);

        assertThat(post(egress, "a").status()).isEqualTo(200);
        assertThat(connections).hasValue(2);
    }

    @Test
    @Tag("D-25")
    @DisplayName("a long body is read to its end within bounds, or its connection is closed")
    void longBodies() throws InterruptedException {
        steps.add(new Step(body(30_000), true));
        steps.add(new Step(body(60_000), true));
        assertThat(post(egress, "a").snippet()).hasSize(EgressLimits.DEFAULT.snippetBytes());
        assertThat(post(egress, "a").snippet()).hasSize(EgressLimits.DEFAULT.snippetBytes());
        assertThat(connections).as("30 kB are read").hasValue(1);
        assertThat(closed.take()).as("60 kB are not").isNotNull();

        post(egress, "a");

        assertThat(connections).hasValue(2);
    }

    @Test
    void aReceiverThatSaysCloseGetsANewConnection() {
        steps.add(new Step("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok", true));
        post(egress, "a");
        post(egress, "a");

        assertThat(connections).hasValue(2);
    }

    @Test
    void aConnectionThatNobodyNeedsIsClosedAfterAWhile() throws InterruptedException {
        Egress impatient = new Egress(
                TargetRules.of(true),
                EgressLimits.DEFAULT,
                InetAddress::getAllByName,
                new KeptConnections(Duration.ofSeconds(30), Duration.ofMillis(1), 1_000, 0));

        post(impatient, "a");

        assertThat(closed.take()).isNotNull();
    }

    private EgressResponse post(Egress through, String group) {
        return through.post(request().keptFor(group));
    }

    private EgressRequest request() {
        return new EgressRequest(
                URI.create("http://localhost:" + server.getLocalPort() + "/hook"),
                Headers.NONE.with("webhook-id", "msg_1"),
                "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static String body(int length) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + "x".repeat(length);
    }

    private static InetAddress[] addresses(String literal) throws UnknownHostException {
        return new InetAddress[] {InetAddress.getByName(literal)};
    }

    private ServerSocket open() {
        try {
            ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
            run(() -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                Socket connection = socket.accept();
                accepted.add(connection);
                connections.incrementAndGet();
                run(() -> serve(connection));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            boolean keeps = true;
            while (keeps && read(in)) {
                Step step = steps.isEmpty() ? new Step(OK, true) : steps.remove();
                out.write(step.written().getBytes(StandardCharsets.US_ASCII));
                keeps = step.keeps();
            }
        } catch (IOException e) {
            // The client went away.
        }
        closed.add(connection);
    }

    private boolean read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int next = in.read();
        while (next >= 0 && head.indexOf("\r\n\r\n") < 0) {
            head.append((char) next);
            next = head.indexOf("\r\n\r\n") < 0 ? in.read() : 0;
        }
        if (next < 0) {
            return false;
        }
        String lower = head.toString().toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length: ") + "content-length: ".length();
        in.skipNBytes(Integer.parseInt(lower.substring(at, lower.indexOf('\r', at))));
        requests.add(head.toString());
        return true;
    }

    private static void run(Runnable work) {
        Thread thread = new Thread(work, "kept-connection-test");
        thread.setDaemon(true);
        thread.start();
    }
}
