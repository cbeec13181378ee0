package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The network between the host and its database loses its memory: old connections go silent, new ones work. */
class SilentDatabaseTest {

    private static final int USERS = 24;
    private static final int ENOUGH = 200;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(90).toNanos();

    @Test
    @DisplayName("Database connections that go silent are replaced without a restart, and the health tells meanwhile")
    void silentConnectionsAreReplaced() throws Exception {
        Map<String, String> variables = new HashMap<>(TestDatabase.postgres());
        URI direct = URI.create(variables.get("DATABASE_URL").substring("jdbc:".length()));
        variables.put("PORT", "0");
        variables.put("MASTER_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        ExecutorService users = Executors.newFixedThreadPool(USERS);
        AtomicBoolean over = new AtomicBoolean();
        try (SilentProxy proxy = new SilentProxy(direct.getPort())) {
            variables.put("DATABASE_URL", "jdbc:postgresql://localhost:" + proxy.port() + direct.getPath());
            try (HostProcess host = HostProcess.start(variables)) {
                Map<Integer, AtomicInteger> seen = new ConcurrentHashMap<>();
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < USERS; i++) {
                    running.add(users.submit(() -> keepAsking(host.url(), over, seen)));
                }
                HttpUser probe = HttpUser.program(host.url());
                assertThat(probe.get("/healthz").status()).isEqualTo(200);
                awaitCount(seen);

                int silenced = proxy.silenceExisting();
                assertThat(silenced).isPositive();
                long start = System.nanoTime();
                Map<Integer, Integer> health = new TreeMap<>();
                long slowest = 0;
                int healthyInARow = 0;
                while (healthyInARow < 20 && System.nanoTime() - start < PATIENCE_NANOS) {
                    long before = System.nanoTime();
                    int status = probe.get("/healthz").status();
                    slowest = Math.max(slowest, System.nanoTime() - before);
                    health.merge(status, 1, Integer::sum);
                    healthyInARow = status == 200 ? healthyInARow + 1 : 0;
                }
                over.set(true);
                for (Future<?> user : running) {
                    user.get(90, TimeUnit.SECONDS);
                }
                System.out.println(silenced + " connections went silent: health " + health + ", slowest "
                        + Duration.ofNanos(slowest).toMillis() + " ms, healthy again after "
                        + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms; users saw " + seen);

                assertThat(healthyInARow).isEqualTo(20);
                assertThat(health.keySet()).isSubsetOf(200, 503);
                assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(20));
                assertThat(seen.keySet()).doesNotContain(500);
                assertThat(probe.get("/oauth/jwks").status()).isEqualTo(200);
                assertThat(host.output().split("the store is unavailable", -1)).hasSizeLessThan(20);
            }
        } finally {
            over.set(true);
            users.shutdownNow();
        }
    }

    private static void keepAsking(URI url, AtomicBoolean over, Map<Integer, AtomicInteger> seen) {
        HttpUser user = HttpUser.program(url);
        while (!over.get()) {
            // A person that nobody knows: one statement, no slow hash.
            int status = user.form("/login", Map.of("email", "nobody@fieldwork.test", "password", "x"))
                    .status();
            seen.computeIfAbsent(status, key -> new AtomicInteger()).incrementAndGet();
        }
    }

    private static void awaitCount(Map<Integer, AtomicInteger> seen) {
        while (seen.values().stream().mapToInt(AtomicInteger::get).sum() < ENOUGH) {
            Thread.onSpinWait();
        }
    }
}
