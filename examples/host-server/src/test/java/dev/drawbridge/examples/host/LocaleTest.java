package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a lower-case I has no dot and where digits are others, from sign-up to a call of the API. */
class LocaleTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Duser.language=tr -Duser.country=TR",
                "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab"
            })
    @DisplayName("What the host reads and writes does not follow the locale of its JVM")
    void theLocaleOfTheJvmDoesNotMatter(String options) {
        Map<String, String> variables = new HashMap<>(TestDatabase.h2File(folder));
        variables.put("PORT", "0");
        variables.put("MASTER_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        variables.put("JAVA_TOOL_OPTIONS", options);
        try (HostProcess host = HostProcess.start(variables)) {
            Story story = new Story(host.url());
            story.signUp("DIDI@CLIENT.example");
            story.verify(story.mailedToken("didi@client.example"));
            String session = story.logIn("Didi@Client.Example");
            JsonObject app = story.createApp(session, Story.webApp("Installer", "tickets.read", "tickets.write"));
            story.logInToHost("starter@fieldwork.test");
            String clientId = app.text("clientId").orElseThrow();
            assertThat(story.consent(clientId, "tickets.read", Story.VERIFIER)).isNotBlank();
            HttpUser.Reply page = story.developer.get("/developers");

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text().chars().noneMatch(c -> c >= 0x660 && c <= 0x669))
                    .isTrue();
        }
    }
}
