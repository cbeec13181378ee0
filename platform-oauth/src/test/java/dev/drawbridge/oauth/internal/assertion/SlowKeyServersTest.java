package dev.drawbridge.oauth.internal.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.drawbridge.core.http.jdk.JdkHttpServerAdapter;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.ClientKey;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key servers that say nothing, or half a header, beside a host that has six threads for requests. */
@Timeout(120)
class SlowKeyServersTest {

    private static final int THREADS = 6;

    private final Semaphore asked = new Semaphore(0);
    private final ExecutorService requests = Executors.newFixedThreadPool(THREADS);
    private final ExecutorService peers = Executors.newCachedThreadPool();
    private final List<Socket> held = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile String says = "";
    private ServerSocket silent;
    private HttpServer server;
    private SettableClock clock;
    private OAuthScene scene;

    @BeforeEach
    void start() throws IOException {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        peers.submit(this::accept);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(requests);
        OAuthWorld world = OAuthWorld.at(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), settings -> settings);
        clock = world.clock;
        scene = world.oauth;
        server.createContext("/", new JdkHttpServerAdapter(world.test.platform().handler()));
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        silent.close();
        synchronized (held) {
            for (Socket socket : held) {
                socket.close();
            }
        }
        server.stop(0);
        requests.shutdownNow();
        peers.shutdownNow();
    }

    @ParameterizedTest
    @Tag("CLI-22")
    @DisplayName("six clients whose key servers hang leave threads for all others, and are told to come again")
    @ValueSource(strings = {"", "H", "HTTP/1.1 200 OK\r\nContent-Type: applica"})
    void sixClients(String words) throws Exception {
        says = words;
        ClientKey key = ClientKey.create("1");
        List<CompletableFuture<HttpResponse<String>>> slow = new ArrayList<>();
        for (int n = 0; n < THREADS; n++) {
            OAuthScene.Client client = client(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/keys" + n));
            slow.add(send(form(client, key)));
        }
        assertThat(asked.tryAcquire(30, TimeUnit.SECONDS)).isTrue();

        long start = System.nanoTime();
        HttpResponse<String> other =
                send("/oauth/token", "grant_type=client_credentials").get(4, TimeUnit.SECONDS);
        HttpResponse<String> keys = get("/oauth/jwks").get(4, TimeUnit.SECONDS);
        System.out.printf(
                "%d key servers that said %d bytes hang; two other requests took %d ms%n",
                THREADS,
                words.length(),
                Duration.ofNanos(System.nanoTime() - start).toMillis());

        assertThat(other.statusCode()).isIn(400, 401);
        assertThat(keys.statusCode()).isEqualTo(200);
        assertThat(slow).filteredOn(CompletableFuture::isDone).isNotEmpty();
        for (CompletableFuture<HttpResponse<String>> one : slow) {
            HttpResponse<String> response = one.get(60, TimeUnit.SECONDS);
            assertThat(response.statusCode()).isIn(401, 503);
            if (response.statusCode() == 503) {
                assertThat(response.headers().firstValue("Retry-After")).isPresent();
                assertThat(response.body()).contains("temporarily_unavailable");
            }
        }
    }

    private void accept() {
        while (!silent.isClosed()) {
            try {
                Socket socket = silent.accept();
                synchronized (held) {
                    held.add(socket);
                }
                socket.getOutputStream().write(says.getBytes(StandardCharsets.US_ASCII));
                asked.release();
            } catch (IOException e) {
                // The test is over.
                return;
            }
        }
    }

    private OAuthScene.Client client(URI keys) {
        AppSecurity security =
                new AppSecurity(Set.of(ClientAuthenticationMethod.PRIVATE_KEY_JWT), null, keys, null, false, false);
        return scene.register(AppType.MACHINE, security, "tickets.read");
    }

    private String form(OAuthScene.Client client, ClientKey key) {
        String id = client.app().clientId().value();
        String assertion = key.assertion(id, at("").toString(), "id-" + id, clock.instant());
        return OAuthScene.encode(ClientKey.authenticated(Map.of("grant_type", "client_credentials"), assertion));
    }

    private CompletableFuture<HttpResponse<String>> send(String form) {
        return send("/oauth/token", form);
    }

    private CompletableFuture<HttpResponse<String>> send(String path, String form) {
        return http.sendAsync(
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> get(String path) {
        return http.sendAsync(HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
