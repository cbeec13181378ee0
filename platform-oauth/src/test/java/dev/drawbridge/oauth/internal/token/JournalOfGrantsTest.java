package dev.drawbridge.oauth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Parameters;
import dev.drawbridge.core.model.TokenHash;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.Browser;
import dev.drawbridge.testkit.FakeHost;
import dev.drawbridge.testkit.OAuthScene;
import dev.drawbridge.testkit.SettableClock;
import dev.drawbridge.testkit.TestPlatform;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JournalOfGrantsTest {

    private final List<JournalEntry> heard = new CopyOnWriteArrayList<>();
    private final OAuthWorld world = new OAuthWorld(
            surroundings -> surroundings.set(environment -> environment.addListener(heard::add)), settings -> settings);
    private final SettableClock clock = world.clock;
    private final TestPlatform test = world.test;
    private final OAuthScene scene = world.oauth;
    private final Browser browser = Browser.of(test).setCookie(FakeHost.USER, "usr_pro");

    @Test
    @Tag("OPS-05")
    @DisplayName("consent, replay, revocation and disconnecting are told once each, with who, what and from where")
    void everyChangeIsToldOnce() {
        OAuthScene.Client client = scene.register(AppType.WEB, "tickets.read");
        String replayed = refreshToken(client);
        scene.refresh(client, replayed);
        clock.advance(Duration.ofMinutes(1));
        assertThat(scene.refresh(client, replayed).status()).isEqualTo(400);
        scene.post("/oauth/revoke", client, Map.of("token", refreshToken(client)));
        browser.get("/oauth/connections").form("/oauth/connections").submit();

        test.runJobs();
        test.runJobs();

        assertThat(heard)
                .extracting(JournalEntry::action)
                .containsExactly("grant.created", "token.reused", "token.revoked", "grant.ended");
        assertThat(heard)
                .extracting(JournalEntry::actorId)
                .containsExactly(
                        "usr_pro",
                        client.app().clientId().value(),
                        client.app().clientId().value(),
                        "usr_pro");
        assertThat(heard).allSatisfy(entry -> {
            assertThat(entry.metadata()).containsEntry("app", client.app().id().value());
            assertThat(entry.ip()).isEqualTo("127.0.0.1");
            assertThat(entry.requestId()).isNotEmpty();
            assertThat(entry.metadata().values()).noneMatch(value -> value.contains("_rt_"));
        });
    }

    private String refreshToken(OAuthScene.Client client) {
        String location = browser.get("/oauth/authorize?"
                        + OAuthScene.encode(Map.of(
                                "client_id",
                                client.app().clientId().value(),
                                "response_type",
                                "code",
                                "prompt",
                                "consent",
                                "code_challenge",
                                TokenHash.of(OAuthScene.VERIFIER).value(),
                                "code_challenge_method",
                                "S256")))
                .form()
                .submit("allow")
                .location();
        Map<String, String> form = scene.codeForm(
                Parameters.parse(URI.create(location).getRawQuery()).text("code"));
        return OAuthScene.text(scene.token(client, form), "refresh_token");
    }
}
