package dev.drawbridge.oauth.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drawbridge.core.http.Json;
import dev.drawbridge.oauth.internal.access.AccessTokenReader.KeysUnavailableException;
import dev.drawbridge.oauth.internal.jwt.SigningKey;
import dev.drawbridge.oauth.spi.SigningAlgorithm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PublishedKeysTest {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SigningKey published = SigningKey.of(
            "one", SigningAlgorithm.ES256, SigningKey.generate(SigningAlgorithm.ES256, new SecureRandom()));
    private HttpServer server;
    private PublishedKeys keys;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        URI issuer = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        server.createContext(
                "/.well-known/oauth-authorization-server",
                exchange -> respond(
                        exchange, "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/oauth/jwks\"}"));
        server.createContext("/oauth/jwks", this::hang);
        server.start();
        keys = new PublishedKeys(
                new RemoteServer(issuer, HttpClient.newHttpClient()),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                InstantSource.system());
    }

    @AfterEach
    void stop() {
        released.countDown();
        threads.shutdownNow();
        server.stop(0);
    }

    @Test
    @Tag("OPS-09")
    @DisplayName("While the first keys are being fetched few calls wait, and the next one is told immediately")
    void boundsWaitingCalls() throws Exception {
        List<Future<Boolean>> calls = new ArrayList<>();
        calls.add(threads.submit(this::known));
        assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < PublishedKeys.MAX_WAITING; i++) {
            calls.add(threads.submit(this::known));
        }
        until(() -> keys.waiting() == PublishedKeys.MAX_WAITING);

        assertThatThrownBy(() -> keys.find("one")).isInstanceOf(KeysUnavailableException.class);
        assertThat(calls).noneMatch(Future::isDone);

        released.countDown();
        for (Future<Boolean> call : calls) {
            assertThat(call.get(5, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(keys.waiting()).isZero();
    }

    private boolean known() {
        return keys.find("one").isPresent();
    }

    private void hang(HttpExchange exchange) throws IOException {
        asked.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        respond(exchange, Json.write(Map.of("keys", List.of(published.publicJwk()))));
    }

    private static void respond(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
