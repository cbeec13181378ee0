package dev.drawbridge.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.model.TokenHash;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Advisories of other servers that no statement about one endpoint covers, against the started host. */
class AdvisoriesOverHttpTest {

    @TempDir
    static Path folder;

    private static RestartingHost host;
    private static Story story;
    private static Story.Connected connected;

    @BeforeAll
    static void startHost() {
        host = new RestartingHost(TestDatabase.h2File(folder));
        story = new Story(host.running());
        connected = story.connect("dana@advisories.example", "pro@fieldwork.test", "tickets.read");
    }

    @AfterAll
    static void stopHost() {
        host.close();
    }

    @Test
    @Tag("CVE-2020-10187")
    @DisplayName("no JSON about apps, secrets or sessions has a secret, a hash or a key")
    void noSecretInJson() {
        for (String path : List.of(
                "/apps",
                "/apps?status=ACTIVE",
                "/apps/" + connected.appId(),
                "/apps/" + connected.appId() + "/secrets",
                "/apps/" + connected.appId() + "/usage",
                "/apps/" + connected.appId() + "/webhooks",
                "/sessions",
                "/me",
                "/catalog/scopes")) {
            HttpUser.Reply response =
                    story.developer.get("/developers/api/v1" + path, "Authorization", "Bearer " + connected.session());
            assertThat(response.status()).as(path).isIn(200, 405);
            assertThat(response.text())
                    .as(path)
                    .doesNotContain(connected.secret(), connected.session(), connected.refreshToken())
                    .doesNotContain(TokenHash.of(connected.secret()).value())
                    .doesNotContainIgnoringCase("hash")
                    .doesNotContain("clientSecret", "password", "privateKey");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.test",
                "///evil.test",
                "/\\evil.test",
                "\\\\evil.test",
                "/\t/evil.test",
                "/\n/evil.test",
                "\t//evil.test",
                " //evil.test",
                "/ /evil.test",
                "/\u0000/evil.test",
                "/%0d%0aLocation:%20https://evil.test",
                "https://evil.test",
                "https:evil.test",
                "HTTPS://evil.test",
                "javascript:alert(1)",
                "data:text/html,x",
                "@evil.test",
                ".evil.test",
                "/\u2028/evil.test",
                "/\u00a0/evil.test",
                "%2f%2fevil.test",
                "~/x"
            })
    @Tag("CVE-2024-39694")
    @DisplayName("after a login nothing in next leads to another site")
    void nextLeadsNowhereElse(String next) {
        HttpUser user = HttpUser.browser(host.running().url());
        HttpUser.Reply host = user.form(
                "/login", Map.of("email", "pro@fieldwork.test", "password", "fieldwork-demo-password", "next", next));
        assertLocal(host);
        HttpUser.Reply portal = HttpUser.browser(
                        AdvisoriesOverHttpTest.host.running().url())
                .form(
                        "/developers/login",
                        Map.of("email", "dana@advisories.example", "password", Story.DEVELOPER_PASSWORD, "next", next));
        assertLocal(portal);
    }

    private static void assertLocal(HttpUser.Reply response) {
        assertThat(response.status()).as(response.text()).isIn(303, 400, 422);
        assertThat(response.header("Location")).matches("|/[A-Za-z0-9%][A-Za-z0-9/?=&%._~:-]*|/");
        // Browsers take a path with an encoded line break for a path.
        assertThat(response.headers()).doesNotContainKey("location:");
    }
}
