package dev.drawbridge.oauth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.testkit.OAuthScene;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks that are corrected, and nodes whose clocks differ. */
class ClockTest {

    private final OAuthWorld scene = new OAuthWorld();
    private final OAuthScene.Client client = scene.oauth.register(AppType.WEB, "tickets.read");
    private final Grant grant = scene.oauth.consent(client, "co_pro", "usr_pro", "tickets.read");

    @Test
    @Tag("JWT-10")
    @DisplayName("a token is good on a node that is sixty seconds behind, and not on one further behind")
    void skewOfNodes() {
        String fresh = OAuthScene.text(scene.oauth.redeem(client, scene.oauth.code(grant)), "access_token");
        String cached = OAuthScene.text(scene.oauth.redeem(client, scene.oauth.code(grant)), "access_token");
        assertThat(scene.call(cached).status()).isEqualTo(200);

        scene.clock.advance(Duration.ofSeconds(-60));
        assertThat(scene.call(cached).status()).isEqualTo(200);
        scene.clock.advance(Duration.ofSeconds(-1));
        assertThat(scene.call(cached).status()).isEqualTo(401);
        assertThat(scene.call(fresh).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600, -30, 30, 3_600})
    @Tag("OPS-08")
    @DisplayName("a clock that is set back or forward makes no used code good again")
    void usedCodesStayUsed(long seconds) {
        String code = scene.oauth.code(grant);
        assertThat(scene.oauth.redeem(client, code).status()).isEqualTo(200);

        scene.clock.advance(Duration.ofSeconds(seconds));

        assertThat(OAuthScene.text(scene.oauth.redeem(client, code), "error")).isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600, -30, 30, 3_600})
    @Tag("OPS-08")
    @DisplayName("a clock that is set back or forward splits no family of refresh tokens")
    void familiesStayOne(long seconds) {
        String first = OAuthScene.text(scene.oauth.redeem(client, scene.oauth.code(grant)), "refresh_token");
        String second = OAuthScene.text(scene.oauth.refresh(client, first), "refresh_token");

        scene.clock.advance(Duration.ofSeconds(seconds));

        Response again = scene.oauth.refresh(client, first);
        if (again.status() == 200) {
            assertThat(OAuthScene.text(again, "refresh_token")).isEqualTo(second);
        } else {
            assertThat(OAuthScene.text(scene.oauth.refresh(client, second), "error"))
                    .isEqualTo("invalid_grant");
        }
    }
}
