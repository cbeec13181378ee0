package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes as processes on one PostgreSQL; one of them is killed while both count. */
class KilledNodeTest {

    private static final int LIMIT = 500;
    private static final int CLIENTS_PER_NODE = 4;
    private static final int ADMITTED_BEFORE = 150;

    private final AtomicInteger admitted = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    @ParameterizedTest(name = "counters in Redis: {0}")
    @ValueSource(booleans = {false, true})
    @Tag("R-02")
    @Tag("R-04")
    @DisplayName("kill -9 of a node loses the permits of its calls in flight at most, and nobody gets one twice")
    void losesWhatWasInFlight(boolean inRedis) throws Exception {
        try (TestRedis redis = TestRedis.start()) {
            Map<String, String> variables = new HashMap<>(TestDatabase.postgres());
            variables.put("MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
            // One issuer for both, as behind a load balancer.
            variables.put("PUBLIC_URL", "http://localhost:8080");
            if (inRedis) {
                variables.put("REDIS_URL", redis.url());
            }
            int portA = TestRedis.freePort();
            int portB = TestRedis.freePort();
            try (HostProcess a = start(variables, portA);
                    HostProcess b = start(variables, portB)) {
                Story onA = new Story(local(portA));
                Story onB = new Story(local(portB));
                Story.Connected app = onB.connect("dana@killed.example", "pro@fieldwork.test", "tickets.read");
                callUntilOneIsKilled(a, onA, onB, app.accessToken());
                assertThat(admitted.get()).isBetween(LIMIT - lost.get(), LIMIT);
                assertThat(lost.get()).as("calls in flight").isLessThanOrEqualTo(CLIENTS_PER_NODE);
                assertThat(b.url()).isEqualTo(a.url());

                onB.advanceClock("PT1H");
                String fresh = onB.refresh(app.clientId(), app.secret(), app.refreshToken())
                        .json()
                        .text("access_token")
                        .orElseThrow();
                assertThat(onB.read("/api/v1/tickets", fresh).header("RateLimit"))
                        .as("the next window")
                        .contains("r=" + (LIMIT - 1));
            }
        }
    }

    private void callUntilOneIsKilled(HostProcess victim, Story onVictim, Story onOther, String token)
            throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2 * CLIENTS_PER_NODE);
        try {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS_PER_NODE; i++) {
                clients.add(executor.submit(() -> callWhileAdmitted(onVictim, token)));
                clients.add(executor.submit(() -> callWhileAdmitted(onOther, token)));
            }
            Story.until("calls are admitted", () -> admitted.get() >= ADMITTED_BEFORE);
            victim.kill();
            for (Future<?> client : clients) {
                client.get(1, TimeUnit.MINUTES);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private void callWhileAdmitted(Story story, String token) {
        int status = 200;
        while (status == 200) {
            try {
                status = story.read("/api/v1/tickets", token).status();
            } catch (UncheckedIOException e) {
                lost.incrementAndGet();
                return;
            }
            if (status == 200) {
                admitted.incrementAndGet();
            }
        }
        assertThat(status).isEqualTo(429);
    }

    private static HostProcess start(Map<String, String> variables, int port) {
        Map<String, String> own = new HashMap<>(variables);
        own.put("PORT", String.valueOf(port));
        return HostProcess.start(own);
    }

    private static URI local(int port) {
        return URI.create("http://localhost:" + port);
    }
}
