package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host whose limits are counted in Redis. */
class RedisHostTest {

    @TempDir
    Path folder;

    @Test
    @Tag("R-18")
    @DisplayName("Without Redis the API is unavailable, and it counts on when Redis is back")
    void isUnavailableWhileRedisIs() throws Exception {
        try (TestRedis redis = TestRedis.start()) {
            Map<String, String> variables = new HashMap<>(TestDatabase.h2File(folder));
            variables.put("PORT", "0");
            variables.put("REDIS_URL", redis.url());
            variables.put("MASTER_KEY", "A".repeat(43) + "=");
            try (HostServer host = HostServer.start(variables)) {
                Story story = new Story(host);
                String token = story.connect("dana@redis.example", "pro@fieldwork.test", "tickets.read")
                        .accessToken();
                assertThat(story.read("/api/v1/tickets", token).header("RateLimit"))
                        .contains("r=499");
                redis.close();
                assertThat(story.read("/api/v1/tickets", token).status()).isEqualTo(503);
                assertThat(host.url())
                        .as("the rest serves")
                        .satisfies(url ->
                                assertThat(story.app.get("/healthz").status()).isEqualTo(200));
                redis.begin();
                Story.until(
                        "the API is back",
                        () -> story.read("/api/v1/tickets", token).status() == 200);
            }
        }
    }
}
