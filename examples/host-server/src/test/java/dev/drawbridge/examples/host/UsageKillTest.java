package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of a node between two flushes of usage. */
class UsageKillTest {

    private static final int STORED = 20;
    private static final int LATEST = 7;

    @TempDir
    Path folder;

    @Test
    @Tag("M-02")
    @DisplayName("a node that is killed loses at most the calls since its last flush, and counts none twice")
    void whatWasFlushedSurvivesAKill() throws Exception {
        Map<String, String> variables = new HashMap<>(TestDatabase.POSTGRES.variables(folder));
        variables.put("MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        variables.put("PORT", "0");
        Story.Connected connected;
        try (HostProcess host = HostProcess.start(variables)) {
            variables.put("PORT", String.valueOf(host.url().getPort()));
            Story story = new Story(host.url());
            connected = story.connect("dana@metered.example", "pro@fieldwork.test", "tickets.read");
            call(story, connected, STORED);
            Story.until("a flush", () -> total(story, connected) == STORED);
            call(story, connected, LATEST);
            host.kill();
        }
        try (HostProcess host = HostProcess.start(variables)) {
            Story story = new Story(host.url());
            int survived = total(story, connected);
            assertThat(survived).isBetween(STORED, STORED + LATEST);
            call(story, connected, 1);
            Story.until("a flush of the next process", () -> total(story, connected) == survived + 1);
        }
    }

    private static void call(Story story, Story.Connected connected, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(story.read("/api/v1/tickets", connected.accessToken()).status())
                    .isEqualTo(200);
        }
    }

    private static int total(Story story, Story.Connected connected) {
        HttpUser.Reply usage = story.asDeveloper(
                connected.session(), "GET", "/developers/api/v1/apps/" + connected.appId() + "/usage", Map.of());
        return (int) Json.readObject(usage.text().getBytes(StandardCharsets.UTF_8))
                .toMap()
                .get("total");
    }
}
