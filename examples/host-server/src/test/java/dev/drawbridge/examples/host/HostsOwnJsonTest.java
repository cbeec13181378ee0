package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients send to Fieldwork's API comes back as they sent it. */
class HostsOwnJsonTest {

    @TempDir
    Path folder;

    private HostServer host;
    private String token;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Path apps = folder.resolve("apps.json");
        Files.writeString(apps, """
                [{"clientId":"robot","clientSecret":"a-secret-of-enough-length-0123456789","name":"Robot",
                  "type":"machine","scopes":["tickets.read","tickets.write"],"company":"co_pro","runAs":"usr_pro"}]
                """);
        Map<String, String> variables = new HashMap<>(TestDatabase.h2File(folder));
        variables.put("PORT", "0");
        variables.put("MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        variables.put("PROVISION", apps.toString());
        host = HostServer.start(variables);
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(host.localUrl().resolve("/oauth/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"
                                        + "&client_id=robot&client_secret=a-secret-of-enough-length-0123456789"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        token = Json.readObject(response.body()).text("access_token").orElseThrow(() -> new AssertionError(response));
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    @DisplayName("Nulls, the order of members and every digit come back, and a PATCH clears a field with null")
    void comesBack() throws IOException, InterruptedException {
        String members =
                "\"zone\":\"b\",\"amount\":1.10,\"big\":12345678901234567890123,\"note\":null,\"a\":[null,{\"n\":null}]";
        HttpResponse<String> created = send("POST", "/api/v1/tickets", "{" + members + "}");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).contains(members);
        assertThat(send("GET", "/api/v1/tickets", "").body()).contains(members);

        String id = Json.readObject(created.body()).text("id").orElseThrow();
        HttpResponse<String> changed = send("PATCH", "/api/v1/tickets/" + id, "{\"zone\":null}");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).contains("\"zone\":null,\"amount\":1.10");
        assertThat(send("GET", "/api/v1/tickets", "").body()).contains("\"zone\":null,\"amount\":1.10");
    }

    @Test
    @DisplayName("Half a surrogate pair is 400, and what is nested as deep as a body may be is stored and published")
    void refused() throws IOException, InterruptedException {
        HttpResponse<String> half = send("POST", "/api/v1/tickets", "{\"a\":[\"\\ud800\"]}");
        assertThat(half.statusCode()).isEqualTo(400);
        assertThat(half.body()).contains("malformed_json");
        int depth = Json.MAX_DEPTH;
        String deep = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        assertThat(send("POST", "/api/v1/tickets", deep).statusCode()).isEqualTo(201);
        assertThat(send("GET", "/api/v1/tickets", "").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(host.localUrl().resolve(path))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
