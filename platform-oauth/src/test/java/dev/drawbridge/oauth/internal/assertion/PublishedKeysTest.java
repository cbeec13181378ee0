package dev.drawbridge.oauth.internal.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.http.jdk.JdkHttpServerAdapter;
import dev.drawbridge.core.spi.app.AppSecurity;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.ClientAuthenticationMethod;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.ClientKey;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import dev.drawbridge.testkit.contract.Race;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that an app publishes at its {@code jwks_uri}, fetched over real HTTP; and a race over real HTTP. */
class PublishedKeysTest {

    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger fetches = new AtomicInteger();
    private final AtomicReference<String> published = new AtomicReference<>("");
    private final AtomicReference<String> cacheControl = new AtomicReference<>("");
    private final ClientKey key = ClientKey.create("1");
    private volatile int status = 200;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private HttpServer server;
    private SettableClock clock;
    private TestPlatform test;
    private OAuthScene scene;
    private OAuthScene.Client client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            pass();
            exchange.getResponseHeaders().add("Content-Type", "application/jwk-set+json");
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            if (!cacheControl.get().isEmpty()) {
                exchange.getResponseHeaders().add("Cache-Control", cacheControl.get());
            }
            byte[] body = published.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        OAuthWorld world = OAuthWorld.at(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), settings -> settings);
        clock = world.clock;
        test = world.test;
        scene = world.oauth;
        server.createContext("/oauth", new JdkHttpServerAdapter(test.platform().handler()));
        server.start();
        published.set(ClientKey.jwks(key));
        client = register(test.env().issuer().resolve("/keys"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    @Tag("CLI-22")
    @DisplayName("keys are fetched once and kept while they are fresh")
    void cached() {
        cacheControl.set("max-age=300");
        assertThat(statusWith(key)).isEqualTo(200);
        clock.advance(Duration.ofSeconds(299));
        assertThat(statusWith(key)).isEqualTo(200);
        assertThat(fetches).hasValue(1);

        clock.advance(Duration.ofSeconds(1));
        assertThat(statusWith(key)).isEqualTo(200);
        assertThat(fetches).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-store", "max-age=0", "max-age=31536000", ""})
    @Tag("CLI-22")
    @DisplayName("headers count within bounds: a minute at least, an hour at most")
    void bounds(String header) {
        cacheControl.set(header);
        statusWith(key);
        clock.advance(Duration.ofSeconds(59));
        statusWith(key);
        assertThat(fetches).hasValue(1);
        clock.advance(Duration.ofHours(1));
        statusWith(key);
        assertThat(fetches).hasValue(2);
    }

    @Test
    @Tag("CLI-22")
    @DisplayName("an unknown kid fetches again, but not more often than every 30 s")
    void rotation() {
        ClientKey next = ClientKey.create("2");
        assertThat(statusWith(key)).isEqualTo(200);
        published.set(ClientKey.jwks(key, next));

        assertThat(statusWith(next)).as("too soon").isEqualTo(401);
        assertThat(fetches).hasValue(1);
        clock.advance(Duration.ofSeconds(30));
        assertThat(statusSoon(next)).isEqualTo(200);
        assertThat(fetches).hasValue(2);
        for (int i = 0; i < 5; i++) {
            assertThat(statusWith(ClientKey.create("unknown-" + i))).isEqualTo(401);
        }
        assertThat(fetches).hasValue(2);
    }

    @Test
    @Tag("CLI-22")
    @DisplayName("a key that is not published any more is refused once the old set is not fresh")
    void withdrawal() {
        ClientKey next = ClientKey.create("2");
        assertThat(statusWith(key)).isEqualTo(200);
        published.set(ClientKey.jwks(next));
        clock.advance(Duration.ofMinutes(10));

        assertThat(statusWith(key)).isEqualTo(401);
        assertThat(statusWith(next)).isEqualTo(200);
    }

    @Test
    @Tag("CLI-22")
    @DisplayName("while the keys cannot be fetched the known ones serve for an hour more, then none")
    void outage() {
        assertThat(statusWith(key)).isEqualTo(200);
        status = 500;
        clock.advance(Duration.ofMinutes(69));
        assertThat(statusWith(key)).isEqualTo(200);
        clock.advance(Duration.ofMinutes(1));
        assertThat(statusWith(key)).isEqualTo(401);

        status = 200;
        clock.advance(Duration.ofSeconds(30));
        assertThat(statusWith(key)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 307, 404, 500})
    @Tag("CLI-22")
    @DisplayName("a redirect is not followed, and nothing but 200 counts; the next try waits 30 s")
    void failures(int code) {
        status = code;
        assertThat(statusWith(key)).isEqualTo(401);
        assertThat(statusWith(key)).isEqualTo(401);
        assertThat(fetches).hasValue(1);

        status = 200;
        clock.advance(Duration.ofSeconds(30));
        assertThat(statusWith(key)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"keys\":[]}",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}",
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}]}"
            })
    @Tag("CLI-22")
    @DisplayName("what is no set of public keys is as good as nothing")
    void rubbish(String body) {
        published.set(body);
        assertThat(statusWith(key)).isEqualTo(401);
    }

    @Test
    @Tag("CLI-22")
    @DisplayName("a set that is larger than 32 kB is not read")
    void tooLarge() {
        published.set(" ".repeat(33_000) + ClientKey.jwks(key));
        assertThat(statusWith(key)).isEqualTo(401);
    }

    @Test
    @Tag("CLI-22")
    @DisplayName("addresses inside the network are never asked")
    void forbiddenTarget() {
        client = register(URI.create("https://169.254.169.254/keys"));
        assertThat(statusWith(key)).isEqualTo(401);
        assertThat(fetches).hasValue(0);
    }

    @Test
    @Tag("CLI-22")
    @DisplayName("twenty clients at the same time fetch once; few wait for it, the rest are told to come again")
    void coalesced() {
        List<String> forms = Race.of(20, thread -> form(key));

        List<Response> responses = Race.of(20, thread -> scene.post("/oauth/token", Headers.NONE, forms.get(thread)));

        assertThat(responses).extracting(Response::status).contains(200).isSubsetOf(200, 503);
        assertThat(responses).filteredOn(response -> response.status() == 503).allSatisfy(response -> {
            assertThat(response.header("Retry-After")).contains("5");
            assertThat(response.text()).contains("temporarily_unavailable");
        });
        assertThat(statusWith(key)).isEqualTo(200);
        assertThat(fetches).hasValue(1);
    }

    @Test
    @Tag("CLI-22")
    @DisplayName("while the key server hangs, known keys decide without a wait, and unknown ones hold nobody")
    void knownKeysDecide() {
        assertThat(statusWith(key)).isEqualTo(200);
        clock.advance(Duration.ofSeconds(30));
        CountDownLatch silent = new CountDownLatch(1);
        gate = silent;
        try {
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                assertThat(statusWith(ClientKey.create("unknown-" + i))).isEqualTo(503);
                assertThat(statusWith(key)).isEqualTo(200);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            System.out.printf("20 unknown and 20 known keys beside a key server that hangs: %d ms%n", took.toMillis());
            // A wait for the whole fetch would be 100 s.
            assertThat(took).isLessThan(Duration.ofSeconds(40));
            assertThat(fetches.get()).isLessThanOrEqualTo(3);
        } finally {
            silent.countDown();
        }
    }

    @Test
    @Tag("CLI-22")
    @DisplayName("a key that is not fresh any more serves on while its server hangs")
    void staleKeysServe() {
        assertThat(statusWith(key)).isEqualTo(200);
        clock.advance(Duration.ofMinutes(11));
        CountDownLatch silent = new CountDownLatch(1);
        gate = silent;
        try {
            assertThat(statusWith(key)).isEqualTo(200);
        } finally {
            silent.countDown();
        }
    }

    @Test
    @Tag("CLI-19")
    @DisplayName("of fifty simultaneous requests over HTTP with one assertion one succeeds")
    void race() {
        assertThat(statusWith(key)).as("the keys are known").isEqualTo(200);
        String form = form(key);
        HttpClient http = HttpClient.newHttpClient();

        List<Integer> statuses = Race.run(thread -> send(http, form));

        assertThat(statuses).isSubsetOf(200, 401, 429);
        assertThat(statuses).filteredOn(code -> code == 200).hasSize(1);
    }

    private void pass() throws IOException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private int send(HttpClient http, String form) {
        HttpRequest request = HttpRequest.newBuilder(test.env().issuer().resolve("/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private OAuthScene.Client register(URI jwksUri) {
        AppSecurity security =
                new AppSecurity(Set.of(ClientAuthenticationMethod.PRIVATE_KEY_JWT), null, jwksUri, null, false, false);
        OAuthScene.Client app = scene.register(AppType.MACHINE, security, "tickets.read");
        scene.install(app, "co_pro", "usr_pro", "tickets.read");
        return app;
    }

    private int statusWith(ClientKey by) {
        return scene.post("/oauth/token", Headers.NONE, form(by)).status();
    }

    /** Who is told that keys are on the way comes again. */
    private int statusSoon(ClientKey by) {
        int soon = statusWith(by);
        long start = System.nanoTime();
        while (soon == 503 && System.nanoTime() - start < Duration.ofSeconds(30).toNanos()) {
            soon = statusWith(by);
        }
        return soon;
    }

    private String form(ClientKey by) {
        String id = client.app().clientId().value();
        String assertion =
                by.assertion(id, test.env().issuer().toString(), "id-" + ids.incrementAndGet(), clock.instant());
        return OAuthScene.encode(ClientKey.authenticated(Map.of("grant_type", "client_credentials"), assertion));
    }
}
