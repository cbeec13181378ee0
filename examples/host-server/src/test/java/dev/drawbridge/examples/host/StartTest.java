package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the host's process starts, and how it refuses to. */
class StartTest {

    @TempDir
    Path folder;

    @Test
    void aVariableThatIsNotBuiltYetStopsTheStartByItsName() throws Exception {
        assertThat(failure(Map.of("REDIS_URL", "redis://localhost"))).contains("REDIS_URL is not supported yet");
    }

    @Test
    void aDatabaseSealedWithAnotherKeyStopsTheStart() throws Exception {
        Map<String, String> variables = new HashMap<>(TestDatabase.h2File(folder));
        variables.put("PORT", "0");
        variables.put("MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        HostProcess.start(variables).close();
        byte[] other = new byte[32];
        other[0] = 1;
        variables.put("MASTER_KEY", Base64.getEncoder().encodeToString(other));

        assertThat(failure(variables)).contains("MASTER_KEY");
    }

    @Test
    void itServesAtOnceWhenItSaysReady() {
        Map<String, String> variables = new HashMap<>(TestDatabase.h2File(folder));
        variables.put("PORT", "0");
        variables.put("MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        try (HostProcess host = HostProcess.start(variables)) {
            HttpUser user = HttpUser.program(host.url());

            assertThat(user.get("/healthz").text()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(user.get("/developers").status()).isEqualTo(200);
            assertThat(user.get("/api").status()).isEqualTo(302);
            assertThat(user.get("/oauth/introspect").status()).isEqualTo(405);
            assertThat(user.get("/developers-admin").status()).isEqualTo(404);
            assertThat(user.get("/oauth/par").status()).isEqualTo(405);
        }
    }

    private String failure(Map<String, String> variables) throws IOException, InterruptedException {
        Process process =
                HostProcess.command(variables).directory(folder.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isEqualTo(1);
        return output;
    }
}
