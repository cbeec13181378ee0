package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of another origin calls Fieldwork's API, with the requests that browsers send. */
class ApiOriginsTest {

    private static final String APP = "https://app.example";

    @TempDir
    Path folder;

    @Test
    @DisplayName("API_ORIGINS lets pages of an origin call /api/v1: the preflight is 204 and refusals can be read")
    void letsIn() throws IOException, InterruptedException {
        Map<String, String> variables = variables();
        variables.put("API_ORIGINS", APP + ", http://localhost:5173");
        try (HostServer host = HostServer.start(variables)) {
            HttpResponse<String> preflight = preflight(host.localUrl(), "/api/v1/tickets", "POST");
            assertThat(preflight.statusCode()).isEqualTo(204);
            assertThat(preflight.headers().allValues("Access-Control-Allow-Origin"))
                    .containsExactly(APP);
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                    .contains("authorization,content-type,x-trace");
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                    .contains("GET, HEAD, POST");
            assertThat(preflight(host.localUrl(), "/api/v1/tickets/tkt_1", "PATCH")
                            .statusCode())
                    .isEqualTo(204);

            HttpResponse<String> refused =
                    send(HttpRequest.newBuilder(host.localUrl().resolve("/api/v1/tickets"))
                            .header("Origin", APP)
                            .header("Authorization", "Bearer nonsense"));
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().allValues("Access-Control-Allow-Origin"))
                    .containsExactly(APP);
            assertThat(refused.headers()
                            .firstValue("Access-Control-Expose-Headers")
                            .orElse("")
                            .split(", "))
                    .contains(
                            "WWW-Authenticate", "RateLimit", "RateLimit-Policy", "Retry-After", "ETag", "X-Request-Id");
            assertThat(refused.headers().allValues("Vary")).contains("Origin");
            assertThat(preflight(host.localUrl(), "/developers/api/v1/apps", "POST")
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("Without API_ORIGINS a preflight of the API is 405, as it was")
    void absent() throws IOException, InterruptedException {
        try (HostServer host = HostServer.start(variables())) {
            HttpResponse<String> preflight = preflight(host.localUrl(), "/api/v1/tickets", "POST");
            assertThat(preflight.statusCode()).isEqualTo(405);
            assertThat(preflight.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        }
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(TestDatabase.h2File(folder));
        variables.put("PORT", "0");
        variables.put("MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        return variables;
    }

    private static HttpResponse<String> preflight(URI host, String path, String method)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(host.resolve(path))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", APP)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "authorization,content-type,x-trace")
                .header("Sec-Fetch-Mode", "cors")
                .header("Sec-Fetch-Site", "cross-site"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
