package dev.drawbridge.core.internal.egress;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.drawbridge.core.http.Headers;
import dev.drawbridge.core.spi.store.Tenant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class EgressDocumentTest {

    private static final EgressLimits CAPS =
            new EgressLimits(Duration.ofSeconds(1), Duration.ofSeconds(5), 8 * 1024, 1_000);

    private final Egress egress = new Egress(TargetRules.of(true), EgressLimits.DEFAULT);
    private final AtomicReference<byte[]> body = new AtomicReference<>(new byte[0]);
    private final AtomicReference<String> accept = new AtomicReference<>();
    private final AtomicInteger requests = new AtomicInteger();
    private int status = 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            accept.set(exchange.getRequestHeaders().getFirst("Accept"));
            exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(body.get());
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Nested
    class Fetching {

        @Test
        @Tag("CLI-22")
        @DisplayName("a document arrives whole, byte for byte")
        void whole() {
            body.set("{\r\n\t\"name\": \"Ž\"}".getBytes(StandardCharsets.UTF_8));

            EgressDocument document = get();

            assertThat(document.text()).isEqualTo("{\r\n\t\"name\": \"Ž\"}");
            assertThat(document.json()).isTrue();
            assertThat(accept).hasValue("application/json");
        }

        @Test
        @Tag("CLI-22")
        @DisplayName("a document that is too large is a failure, not a piece")
        void tooLarge() {
            body.set("x".repeat(1_000).getBytes(StandardCharsets.UTF_8));
            assertThat(get().text()).hasSize(1_000);

            body.set("x".repeat(1_001).getBytes(StandardCharsets.UTF_8));
            assertThat(get().failure()).isEqualTo(EgressFailure.RESPONSE_TOO_LARGE);
            assertThat(get().text()).isEmpty();
        }

        @Test
        void textThatIsNoUtf8IsAFailure() {
            body.set(new byte[] {(byte) 0xC3, 0x28});

            assertThat(get().failure()).isEqualTo(EgressFailure.PROTOCOL);
        }

        @ParameterizedTest
        @CsvSource({"301", "302", "307", "308", "404", "500"})
        @Tag("CLI-22")
        @DisplayName("a redirect is not followed, and only 200 has a document")
        void redirects(int code) {
            status = code;

            EgressDocument document = get();

            assertThat(document.status()).isEqualTo(code);
            assertThat(document.json()).isFalse();
            assertThat(requests).hasValue(1);
        }

        @Test
        @Tag("CLI-22")
        @DisplayName("a response that does not end is cut by the deadline")
        void deadline() {
            CountDownLatch never = new CountDownLatch(1);
            server.createContext("/slow", exchange -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            EgressLimits brief = new EgressLimits(Duration.ofSeconds(1), Duration.ofMillis(300), 8 * 1024, 1_000);

            assertThat(egress.get(Tenant.HOST, uri("/slow"), "application/json", brief)
                            .failure())
                    .isEqualTo(EgressFailure.TIMEOUT);
            never.countDown();
        }

        @Test
        @Tag("CLI-22")
        @DisplayName("plain http and addresses that are not public are refused outside of development")
        void targets() {
            Egress strict = new Egress(TargetRules.of(false), EgressLimits.DEFAULT);

            assertThat(strict.get(Tenant.HOST, uri("/"), "application/json", CAPS)
                            .failure())
                    .isEqualTo(EgressFailure.FORBIDDEN_TARGET);
            assertThat(strict.get(Tenant.HOST, URI.create("https://169.254.169.254/keys"), "application/json", CAPS)
                            .failure())
                    .isEqualTo(EgressFailure.FORBIDDEN_TARGET);
            assertThat(requests).hasValue(0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "max-age=60            | -    | PT1M",
                "public, Max-Age=60    | 20   | PT40S",
                "max-age=60            | 90   | PT0S",
                "max-age=60, no-store  | -    | PT0S",
                "no-cache              | -    | PT0S",
                "max-age=soon          | -    | PT0S",
                "max-age=99999999999999| -    | PT596523H14M7S",
                "private               | -    | -",
                "-                     | -    | -"
            })
    void knowsHowLongItMayBeKept(String control, String age, Duration expected) {
        Headers headers = control == null ? Headers.NONE : Headers.NONE.with("Cache-Control", control);
        EgressDocument document = new EgressDocument(200, age == null ? headers : headers.with("Age", age), "{}", null);

        assertThat(document.freshFor().orElse(null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"max-age=1, PT1M", "max-age=120, PT2M", "max-age=9999, PT1H", "private, PT10M"})
    void isKeptWithinBounds(String control, Duration expected) {
        Headers headers = Headers.NONE.with("Cache-Control", control);
        EgressDocument document = new EgressDocument(200, headers, "{}", null);

        assertThat(document.freshFor(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1)))
                .isEqualTo(expected);
    }

    private EgressDocument get() {
        return egress.get(Tenant.HOST, uri("/keys"), "application/json", CAPS);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
