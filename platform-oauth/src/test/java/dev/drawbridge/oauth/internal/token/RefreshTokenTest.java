package dev.drawbridge.oauth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawbridge.core.http.Response;
import dev.drawbridge.core.spi.JournalEntry;
import dev.drawbridge.core.spi.app.AppType;
import dev.drawbridge.core.spi.app.Grant;
import dev.drawbridge.oauth.internal.world.OAuthWorld;
import dev.drawbridge.oauth.spi.FamilyId;
import dev.drawbridge.testkit.OAuthScene;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RefreshTokenTest {

    private final OAuthWorld scene = new OAuthWorld();
    private final OAuthScene.Client client = scene.oauth.register(AppType.WEB, "tickets.read", "tickets.write");
    private final Grant grant = scene.oauth.consent(client, "co_pro", "usr_pro", "tickets.read", "tickets.write");
    private final Response first = scene.oauth.redeem(client, scene.oauth.code(grant));
    private final String token = OAuthScene.text(first, "refresh_token");

    @Nested
    class WhenAllIsRight {

        @Test
        @Tag("RFT-03")
        @DisplayName("every refresh gives another refresh token")
        void rotates() {
            Response response = scene.oauth.refresh(client, token);

            assertThat(response.status()).isEqualTo(200);
            assertThat(OAuthScene.text(response, "refresh_token")).isNotEqualTo(token);
            assertThat(scene.call(OAuthScene.text(response, "access_token")).status())
                    .isEqualTo(200);
            assertThat(scene.call(OAuthScene.text(first, "access_token")).status())
                    .isEqualTo(200);
        }

        @Test
        @Tag("RFT-09")
        @DisplayName("a narrower scope holds for one access token, not for the family")
        void narrowerScope() {
            Response narrow = scoped(token, "tickets.read");
            assertThat(OAuthScene.text(narrow, "scope")).isEqualTo("tickets.read");

            Response next = scene.oauth.refresh(client, OAuthScene.text(narrow, "refresh_token"));
            assertThat(OAuthScene.text(next, "scope")).isEqualTo("tickets.read tickets.write");
        }

        @Test
        @Tag("RFT-17")
        @DisplayName("refreshes add no row")
        void oneRow() {
            String current = token;
            for (int i = 0; i < 20; i++) {
                current = OAuthScene.text(scene.oauth.refresh(client, current), "refresh_token");
            }
            assertThat(scene.stores.families().find(family()))
                    .hasValueSatisfying(
                            row -> assertThat(row.state().generation()).isEqualTo(21));
        }
    }

    @Nested
    class WhenItIsWrong {

        @Test
        @Tag("RFT-09")
        @DisplayName("a wider scope is refused and nothing is consumed")
        void widerScope() {
            assertThat(OAuthScene.text(scoped(token, "tickets.read invoices.read"), "error"))
                    .isEqualTo("invalid_scope");
            assertThat(scene.oauth.refresh(client, token).status()).isEqualTo(200);
        }

        @Test
        @Tag("RFT-10")
        @DisplayName("an unknown resource is refused and nothing is consumed")
        void unknownResource() {
            Map<String, String> form = form(token);
            form.put("resource", "https://elsewhere.test/api");

            assertThat(OAuthScene.text(scene.oauth.token(client, form), "error"))
                    .isEqualTo("invalid_target");
            form.put("resource", "https://portal.test/api/v1");
            assertThat(scene.oauth.token(client, form).status()).isEqualTo(200);
        }

        @Test
        @Tag("RFT-01")
        @DisplayName("another client is refused and the family stays")
        void anotherClient() {
            OAuthScene.Client other = scene.oauth.register(AppType.WEB, "tickets.read");

            assertInvalidGrant(scene.oauth.refresh(other, token));
            assertThat(scene.oauth.refresh(client, token).status()).isEqualTo(200);
        }

        @Test
        @Tag("RFT-14")
        @DisplayName("a token that was tampered with changes nothing")
        void tampered() {
            String flipped = token.substring(0, token.length() - 2) + (token.endsWith("A") ? "BB" : "AA");
            String nextGeneration = token.replaceFirst("_1_", "_2_");

            for (String bad : List.of(flipped, nextGeneration, "dp_rt_", token + "=", "unknown")) {
                assertInvalidGrant(scene.oauth.refresh(client, bad));
            }
            assertThat(scene.oauth.refresh(client, token).status()).isEqualTo(200);
        }
    }

    @Nested
    class WhenItWasUsed {

        @Test
        @Tag("RFT-04")
        @DisplayName("reuse after the window ends the family, its access tokens too, and is on record")
        void reuse() {
            Response second = scene.oauth.refresh(client, token);
            scene.clock.advance(Duration.ofSeconds(10));

            assertInvalidGrant(scene.oauth.refresh(client, token));

            assertInvalidGrant(scene.oauth.refresh(client, OAuthScene.text(second, "refresh_token")));
            assertThat(scene.call(OAuthScene.text(second, "access_token")).status())
                    .isEqualTo(401);
            assertThat(scene.core.journal().about("family", family().value(), 10))
                    .extracting(JournalEntry::action)
                    .containsExactly("token.reused");
        }

        @Test
        @Tag("RFT-05")
        @Tag("TOK-08")
        @DisplayName("within the window a retry gets the same successor and a fresh access token")
        void retry() {
            Response second = scene.oauth.refresh(client, token);
            Response retry = scene.oauth.refresh(client, token);

            assertThat(OAuthScene.text(retry, "refresh_token")).isEqualTo(OAuthScene.text(second, "refresh_token"));
            assertThat(OAuthScene.text(retry, "access_token")).isNotEqualTo(OAuthScene.text(second, "access_token"));
        }

        @Test
        @Tag("RFT-06")
        @DisplayName("the window closes when the successor is used")
        void closedWindow() {
            String second = OAuthScene.text(scene.oauth.refresh(client, token), "refresh_token");
            scene.oauth.refresh(client, second);

            assertInvalidGrant(scene.oauth.refresh(client, token));
            assertInvalidGrant(scene.oauth.refresh(client, second));
        }

        @Test
        @Tag("ACG-03")
        @DisplayName("a replay that is otherwise wrong ends nothing")
        void wrongReplay() {
            String second = OAuthScene.text(scene.oauth.refresh(client, token), "refresh_token");
            scene.clock.advance(Duration.ofMinutes(1));

            assertThat(OAuthScene.text(scoped(token, "invoices.read"), "error")).isEqualTo("invalid_scope");
            assertThat(scene.oauth.refresh(client, second).status()).isEqualTo(200);
        }
    }

    @Nested
    class WhenTimePasses {

        @Test
        @Tag("RFT-11")
        @DisplayName("a family that rests 30 days is dead, one in use lives 90 days")
        void expiry() {
            String current = token;
            for (int i = 0; i < 3; i++) {
                scene.clock.advance(Duration.ofDays(29));
                current = OAuthScene.text(scene.oauth.refresh(client, current), "refresh_token");
            }
            scene.clock.advance(Duration.ofDays(3));
            assertInvalidGrant(scene.oauth.refresh(client, current));
        }

        @Test
        @Tag("RFT-11")
        @DisplayName("a family that rests 30 days is dead")
        void idle() {
            scene.clock.advance(Duration.ofDays(30));
            assertInvalidGrant(scene.oauth.refresh(client, token));
        }
    }

    @Nested
    class WhenRightsChanged {

        @Test
        @Tag("RFT-12")
        @DisplayName("a disabled user, and a user who left, cannot be refreshed; enabled again they can")
        void disabled() {
            scene.test.host().disable("usr_pro", true);
            assertInvalidGrant(scene.oauth.refresh(client, token));
            scene.test.host().disable("usr_pro", false);
            assertThat(scene.oauth.refresh(client, token).status()).isEqualTo(200);
        }

        @Test
        @Tag("RFT-12")
        @DisplayName("a withdrawn grant cannot be refreshed")
        void withdrawn() {
            scene.core.grants().end(grant.id(), scene.clock.instant());
            assertInvalidGrant(scene.oauth.refresh(client, token));
        }
    }

    private FamilyId family() {
        return new FamilyId(token.substring("dp_rt_".length()).substring(0, FamilyId.LENGTH));
    }

    private Response scoped(String refreshToken, String scope) {
        Map<String, String> form = form(refreshToken);
        form.put("scope", scope);
        return scene.oauth.token(client, form);
    }

    private static Map<String, String> form(String refreshToken) {
        return new HashMap<>(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    private static void assertInvalidGrant(Response response) {
        assertThat(response.status()).isEqualTo(400);
        assertThat(OAuthScene.text(response, "error")).isEqualTo("invalid_grant");
    }
}
