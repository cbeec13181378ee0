package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the host's process starts, and how it refuses to. */
class StartTest {

    @TempDir
    Path folder;

    @Test
    void aMalformedVariableStopsTheStartByItsName() throws Exception {
        assertThat(failure(Map.of("REDIS_URL", "http://localhost")))
                .contains("REDIS_URL is not usable")
                .doesNotContain("\tat ");
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
    void itServesImmediatelyWhenItSaysReady() {
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

    @Test
    @DisplayName("A file that another process uses stops the start with one line that says so")
    void aFileInUseStopsTheStart() throws Exception {
        Map<String, String> variables = new HashMap<>(TestDatabase.h2File(folder));
        variables.put("PORT", "0");
        variables.put("MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        try (HostProcess first = HostProcess.start(variables)) {
            assertThat(failure(variables)).contains("in use by another process").doesNotContain("\tat ");
            assertThat(HttpUser.program(first.url()).get("/healthz").status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("A database that is not there and a port where nobody listens stop the start with one line")
    void aDatabaseThatCannotBeUsedStopsTheStart() throws Exception {
        Map<String, String> variables = new HashMap<>(TestDatabase.postgres());
        variables.put("PORT", "0");
        variables.put("MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        String url = variables.get("DATABASE_URL");
        variables.put("DATABASE_URL", url + "_gone");
        assertThat(failure(variables)).contains("Create it: create database").doesNotContain("\tat ");
        variables.put("DATABASE_URL", "jdbc:postgresql://localhost:1/fieldwork");
        assertThat(failure(variables))
                .contains("DATABASE_URL", "cannot be reached", "08001")
                .doesNotContain("\tat ");
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
